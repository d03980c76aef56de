package dev.dvp.core.packing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * An entry's compressed bytes until they are complete: its size must be known before the first of
 * them goes into the zip. Few are kept in memory, many in a file.
 */
final class Packed implements ZipWriter.Data, AutoCloseable {
  /** Bytes kept in memory, at least one block. */
  private static final int IN_MEMORY = 4 << 20;

  private static final int BUFFER = 1 << 16;

  private final Supplier<Path> spoolFile;
  private final List<byte[]> parts = new ArrayList<>();
  private OutputStream spool = OutputStream.nullOutputStream();
  private Path file = Path.of("");
  private boolean isSpooled;
  private final CRC32 crc = new CRC32();
  private long length;

  /**
   * Nothing yet.
   *
   * @param spoolFile gives a file to be overwritten, which is there already
   */
  Packed(Supplier<Path> spoolFile) {
    this.spoolFile = spoolFile;
  }

  long length() {
    return length;
  }

  /** The CRC-32 of the compressed bytes. */
  int crc() {
    return (int) crc.getValue();
  }

  void add(byte[] part) throws IOException {
    if (!isSpooled && length + part.length > IN_MEMORY) {
      file = spoolFile.get();
      // Only into the file that was made for it: if that was taken away meanwhile, it stays away.
      spool =
          new BufferedOutputStream(
              Files.newOutputStream(
                  file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
              BUFFER);
      isSpooled = true;
      for (byte[] kept : parts) {
        spool.write(kept);
      }
      parts.clear();
    }
    if (isSpooled) {
      spool.write(part);
    } else {
      parts.add(part);
    }
    length += part.length;
    crc.update(part);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (isSpooled) {
      spool.flush();
      copy(file, 0, out);
    } else {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
  }

  /** Copies a file's bytes from an offset on. */
  static void copy(Path file, long offset, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
