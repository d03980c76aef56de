package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads what goes into an artifact, and notices when a file is not the one that was collected. */
public final class ContentReader implements AutoCloseable {
  private final Map<Path, ZipFile> archives = new HashMap<>();

  /** An entry's bytes, from its start to its end. */
  public static final class Source implements AutoCloseable {
    private final Payload.Content content;
    private final InputStream in;
    private long read;

    private Source(Payload.Content content, InputStream in) {
      this.content = content;
      this.in = in;
    }

    /**
     * Fills a part of an array, as far as there are bytes.
     *
     * @param bytes the array
     * @param offset where the part starts
     * @param length how many bytes are asked for
     * @return how many bytes were read; fewer than asked for only at the end
     * @throws DvpException when the file cannot be read, or changed since it was collected
     */
    public int read(byte[] bytes, int offset, int length) {
      try {
        int n = in.readNBytes(bytes, offset, length);
        read += n;
        if (read > content.size() || (n < length && read < content.size())) {
          throw changed(content);
        }
        return n;
      } catch (IOException e) {
        throw unreadable(content, e);
      }
    }

    /**
     * Makes sure, at the end, that all was read of the file that was collected.
     *
     * @throws DvpException when it was not
     */
    public void finish() {
      if (read(new byte[1], 0, 1) != 0) {
        throw changed(content);
      }
      if (content instanceof Payload.OnDisk onDisk) {
        try {
          if (!Files.getLastModifiedTime(onDisk.file()).equals(onDisk.modified())) {
            throw changed(content);
          }
        } catch (IOException e) {
          throw unreadable(content, e);
        }
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        // All that was needed has been read.
        return;
      }
    }
  }

  /**
   * Opens an entry's content.
   *
   * @param content what to read
   * @return its bytes, to be closed
   * @throws DvpException when the file cannot be opened
   */
  public Source open(Payload.Content content) {
    try {
      return new Source(content, stream(content));
    } catch (IOException e) {
      throw unreadable(content, e);
    }
  }

  /**
   * Reads all of an entry's content, which must not be large.
   *
   * @param content what to read
   * @return its bytes
   * @throws DvpException when it cannot be read, or changed since it was collected
   */
  public byte[] readAll(Payload.Content content) {
    byte[] bytes = new byte[Math.toIntExact(content.size())];
    try (Source source = open(content)) {
      source.read(bytes, 0, bytes.length);
      source.finish();
    }
    return bytes;
  }

  private InputStream stream(Payload.Content content) throws IOException {
    if (content instanceof Payload.InMemory inMemory) {
      return new ByteArrayInputStream(inMemory.bytes());
    }
    if (content instanceof Payload.OnDisk onDisk) {
      return Files.newInputStream(onDisk.file());
    }
    if (content instanceof Payload.Made made) {
      return Files.newInputStream(made.file());
    }
    Payload.InArchive inArchive = (Payload.InArchive) content;
    ZipFile archive = archives.get(inArchive.archive());
    if (archive == null) {
      archive = new ZipFile(inArchive.archive().toFile());
      archives.put(inArchive.archive(), archive);
    }
    ZipEntry member = archive.getEntry(inArchive.member());
    if (member == null) {
      throw changed(content);
    }
    return archive.getInputStream(member);
  }

  @Override
  public void close() {
    archives.values().forEach(ContentReader::close);
  }

  private static void close(ZipFile archive) {
    try {
      archive.close();
    } catch (IOException e) {
      // All that was needed has been read.
      return;
    }
  }

  private static DvpException unreadable(Payload.Content content, IOException e) {
    return new DvpException(
        PayloadRule.SOURCE_UNREADABLE.at(
            Location.of(file(content)),
            "`" + file(content) + "` cannot be read" + Reasons.of(e) + ".",
            "Give yourself the right to read it, or move it out of the source folder."),
        e);
  }

  private static DvpException changed(Payload.Content content) {
    return new DvpException(
        PayloadRule.SOURCE_CHANGED.at(
            Location.of(file(content)),
            "`" + file(content) + "` changed while it was packed, so no artifact was made of it.",
            "Build again when nothing writes to the source folder."));
  }

  private static Path file(Payload.Content content) {
    if (content instanceof Payload.OnDisk onDisk) {
      return onDisk.file();
    }
    if (content instanceof Payload.Made made) {
      return made.file();
    }
    return content instanceof Payload.InArchive inArchive ? inArchive.archive() : Path.of("");
  }
}
