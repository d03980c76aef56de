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
    return entry.isUnixSymlink() ? Optional.of("is a symbolic link") : problem(entry.getName());
  }

  /** Why unpacking a file of that name would do harm, as the end of a sentence. */
  static Optional<String> problem(String name) {
    if (name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':')) {
      return Optional.of("is an absolute path");
    }
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : plain.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.of("leads out of the folder that it is unpacked in");
      }
      if (part.isEmpty() || part.equals(".")) {
        return Optional.of("has an empty part");
      }
      Optional<String> problem = PayloadNames.problem(part);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
