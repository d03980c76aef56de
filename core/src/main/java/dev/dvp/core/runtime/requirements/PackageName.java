package dev.dvp.core.runtime.requirements;

import java.util.Locale;
import java.util.Optional;

/**
 * A package's name, normalised as PEP 503 has it: {@code Dvp_Common} and {@code dvp-common} are
 * one.
 *
 * @param value lower-case letters, digits and single dashes
 */
public record PackageName(String value) implements Comparable<PackageName> {
  private static final int LONGEST = 200;

  /**
   * Reads a name.
   *
   * @param text the name as somebody wrote it
   * @return the name, if a package can have it
   */
  public static Optional<PackageName> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (!isAlphanumeric(text.charAt(0)) || !isAlphanumeric(text.charAt(text.length() - 1))) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isAlphanumeric(c)) {
        name.append(c);
      } else if (c != '-' && c != '_' && c != '.') {
        return Optional.empty();
      } else if (name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    return Optional.of(new PackageName(name.toString().toLowerCase(Locale.ROOT)));
  }

  /** Whether a name may begin and end with it. */
  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(PackageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
