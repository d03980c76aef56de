package dev.dvp.cli.commands;

import dev.dvp.cli.DvpRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The {@code ~/.dvp/config} of a test's user. */
final class UserFile {
  private UserFile() {}

  static Path path(DvpRunner dvp) {
    return dvp.home().resolve(".dvp/config");
  }

  /** Writes it so that nobody else can read it. */
  static Path write(DvpRunner dvp, String text) {
    try {
      Path file = path(dvp);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
