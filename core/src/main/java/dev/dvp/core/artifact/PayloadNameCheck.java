package dev.dvp.core.artifact;

import dev.dvp.core.payload.PayloadNames;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Names of a payload's entries that would do harm wherever they were unpacked. */
public final class PayloadNameCheck {
  private PayloadNameCheck() {}

  /**
   * Why unpacking an entry would do harm.
   *
   * @param entry an entry of a payload
   * @return the reason, as the end of a sentence
   */
  public static Optional<String> problem(ZipArchiveEntry entry) {
    return entry.isUnixSymlink()
        ? Optional.of("is a symbolic link")
        : PayloadNames.pathProblem(entry.getName());
  }
}
