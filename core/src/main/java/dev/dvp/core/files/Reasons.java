package dev.dvp.core.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What the operating system said about a file, for the end of a sentence. */
public final class Reasons {
  private Reasons() {}

  /**
   * The reason of a failure, ready to follow {@code cannot be read}.
   *
   * @param e the failure
   * @return for example {@code : No space left on device}; empty when no reason is known
   */
  public static String of(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    if (reason == null || reason.isBlank()) {
      if (e instanceof AccessDeniedException) {
        return ": permission denied";
      }
      return e instanceof NoSuchFileException ? ": no such file or folder" : "";
    }
    return ": " + reason.lines().findFirst().orElse("");
  }
}
