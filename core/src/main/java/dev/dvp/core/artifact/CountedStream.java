package dev.dvp.core.artifact;

import dev.dvp.core.files.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose reading somebody follows. */
final class CountedStream extends FilterInputStream {
  private final Progress progress;
  private final long total;
  private long done;

  /**
   * Opens the file.
   *
   * @throws IOException when it cannot be read
   */
  CountedStream(Path file, Progress progress) throws IOException {
    super(Files.newInputStream(file));
    this.progress = progress;
    this.total = Files.size(file);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? b : 1);
    return b;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return count(super.read(target, offset, length));
  }

  private int count(int bytes) {
    if (bytes > 0) {
      done += bytes;
      progress.moved(done, total);
    }
    return bytes;
  }
}
