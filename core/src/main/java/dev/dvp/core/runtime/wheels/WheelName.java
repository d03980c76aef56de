package dev.dvp.core.runtime.wheels;

import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.versions.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a wheel's file name says, as PEP 427 has it: {@code six-1.17.0-py2.py3-none-any.whl}.
 *
 * @param file the whole file name
 * @param name the package
 * @param version its version
 * @param build the build number by which two wheels of one version are ordered; empty when there is
 *     none
 * @param pythons the Pythons that it is for, such as {@code py3}
 * @param abis the binary interfaces that it needs, {@code none} for none
 * @param platforms the platforms that it is for, {@code any} for any
 */
public record WheelName(
    String file,
    PackageName name,
    Version version,
    String build,
    List<String> pythons,
    List<String> abis,
    List<String> platforms) {
  /** How the names of wheels end. */
  public static final String SUFFIX = ".whl";

  private static final int LONGEST = 250;
  private static final int WITHOUT_BUILD = 5;

  /** Copies the tags. */
  public WheelName {
    pythons = List.copyOf(pythons);
    abis = List.copyOf(abis);
    platforms = List.copyOf(platforms);
  }

  /**
   * Reads a file name.
   *
   * @param file the name without folders
   * @return what it says, if it is one of a wheel's
   */
  public static Optional<WheelName> parse(String file) {
    if (!file.endsWith(SUFFIX) || file.length() > LONGEST || !isPlain(file)) {
      return Optional.empty();
    }
    String[] parts = file.substring(0, file.length() - SUFFIX.length()).split("-", -1);
    if (parts.length != WITHOUT_BUILD && parts.length != WITHOUT_BUILD + 1) {
      return Optional.empty();
    }
    String build = parts.length == WITHOUT_BUILD ? "" : parts[2];
    boolean wrongBuild =
        parts.length > WITHOUT_BUILD && (build.isEmpty() || !Character.isDigit(build.charAt(0)));
    Optional<PackageName> name = PackageName.of(parts[0]);
    Optional<Version> version = Version.parse(parts[1].replace('_', '-'));
    int tags = parts.length - 3;
    if (name.isEmpty() || version.isEmpty() || wrongBuild) {
      return Optional.empty();
    }
    return Optional.of(
        new WheelName(
            file,
            name.get(),
            version.get(),
            build,
            tag(parts[tags]),
            tag(parts[tags + 1]),
            tag(parts[tags + 2])));
  }

  private static List<String> tag(String compressed) {
    return Arrays.asList(compressed.split("\\.", -1));
  }

  /** It becomes a file's name here, so it is held to what any system takes. */
  private static boolean isPlain(String file) {
    return file.chars().allMatch(c -> c > ' ' && c < 127 && "/\\:*?\"<>|".indexOf(c) < 0);
  }

  /**
   * Tells whether it holds no compiled code, by what its name says.
   *
   * @return whether it needs no binary interface and no platform
   */
  public boolean isPure() {
    return abis.contains("none") && platforms.contains("any");
  }

  /**
   * How well it suits a Python: as pip has it, the closest tag first. Taken are {@code cp311} and
   * {@code py311} for 3.11, {@code py3}, and the {@code py3N} of older ones.
   *
   * @param python what it should run on
   * @return the lower the better; nothing when it is not for that Python
   */
  public OptionalInt rank(TargetPython python) {
    return pythons.stream().mapToInt(tag -> rank(tag, python)).filter(rank -> rank >= 0).min();
  }

  private static int rank(String tag, TargetPython python) {
    String major = Integer.toString(python.major());
    if (tag.equals("cp" + major + python.minor())) {
      return 0;
    }
    if (tag.equals("py" + major)) {
      return 2;
    }
    String prefix = "py" + major;
    String digits = tag.startsWith(prefix) ? tag.substring(prefix.length()) : "";
    if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Character::isDigit)) {
      return -1;
    }
    int minor = Integer.parseInt(digits);
    if (minor > python.minor()) {
      return -1;
    }
    return minor == python.minor() ? 1 : 2 + python.minor() - minor;
  }

  /**
   * The number that the build tag begins with.
   *
   * @return the number; less than any when there is no build tag
   */
  public long buildNumber() {
    int end = 0;
    while (end < build.length() && end < 18 && Character.isDigit(build.charAt(end))) {
      end++;
    }
    return end == 0 ? -1 : Long.parseLong(build.substring(0, end));
  }
}
