package dev.dvp.core.artifact;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What the operating system said, as the tail of a sentence. */
final class Reasons {
  private Reasons() {}

  /** {@code : No space left on device}, or nothing when the system gave no reason. */
  static String of(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null || reason.isBlank() ? "" : ": " + reason.lines().findFirst().orElse("");
  }
}
