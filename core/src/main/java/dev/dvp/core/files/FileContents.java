package dev.dvp.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** What files hold, for those who write only what changed. */
public final class FileContents {
  private FileContents() {}

  /**
   * Tells whether a file need not be written.
   *
   * @param file any path
   * @param bytes what it shall hold
   * @return whether it is a regular file, no link, and holds just that
   * @throws IOException when it cannot be read
   */
  public static boolean areAlready(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
