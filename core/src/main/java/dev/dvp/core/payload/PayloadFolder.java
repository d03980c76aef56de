package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.DvpException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays the files of a payload out in a folder. */
public final class PayloadFolder {
  private static final int CHUNK = 64 * 1024;

  private PayloadFolder() {}

  /**
   * Writes files, in constant memory.
   *
   * @param folder the folder, which is made when it is not there
   * @param entries the files, by their names below it
   * @throws IOException when one cannot be written
   * @throws DvpException when one cannot be read, or changed since it was collected
   */
  public static void write(Path folder, List<Payload.Entry> entries) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (ContentReader reader = new ContentReader()) {
      for (Payload.Entry entry : entries) {
        Path file = folder.resolve(entry.name());
        if (entry.isFolder()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.resolveSibling(""));
        try (ContentReader.Source source = reader.open(entry.content());
            OutputStream out = Files.newOutputStream(file)) {
          for (int n = source.read(chunk, 0, CHUNK); n > 0; n = source.read(chunk, 0, CHUNK)) {
            out.write(chunk, 0, n);
          }
          source.finish();
        }
      }
    }
  }
}
