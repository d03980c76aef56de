package dev.dvp.core.runtime;

import java.util.Optional;

/**
 * The Python that an engine runs a plugin with.
 *
 * @param major 3 for 3.11
 * @param minor 11 for 3.11
 */
public record TargetPython(int major, int minor) {
  private static final String PREFIX = "PYTHON";

  /**
   * Reads the manifest's language.
   *
   * @param language for example {@code PYTHON311}
   * @return the version, when the language is one of Python's
   */
  public static Optional<TargetPython> ofLanguage(String language) {
    String digits = language.startsWith(PREFIX) ? language.substring(PREFIX.length()) : "";
    boolean plain = digits.length() >= 2 && digits.length() <= 4;
    if (!plain || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(
        new TargetPython(digits.charAt(0) - '0', Integer.parseInt(digits.substring(1))));
  }

  /** The version as people write it, for example {@code 3.11}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
