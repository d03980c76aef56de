package dev.dvp.core.interpreter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A minor release of Python: bytecode of one is refused by all others.
 *
 * @param major the first part, 3
 * @param minor the second, for example 11
 */
public record PythonRelease(int major, int minor) {
  private static final Pattern LANGUAGE = Pattern.compile("PYTHON(\\d)(\\d{1,2})");

  /**
   * The release that runs a plugin.
   *
   * @param language the manifest's {@code language}, for example {@code PYTHON311}
   * @return the release, unless the text is no language
   */
  public static Optional<PythonRelease> ofLanguage(String language) {
    Matcher matcher = LANGUAGE.matcher(language);
    return matcher.matches()
        ? Optional.of(
            new PythonRelease(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** For example {@code 3.11}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
