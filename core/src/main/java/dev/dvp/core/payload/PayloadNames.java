package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What names in a payload may look like, and what Python needs of them. */
public final class PayloadNames {
  private static final int MAX_SHOWN = 300;

  /** Characters that Windows has in no name (learn.microsoft.com, Naming Files). */
  private static final String NOT_ON_WINDOWS = "<>:\"|?*";

  /** As long as a path may be in most programs of Windows, and in UTF-8 in a zip by far. */
  private static final int LONGEST_PATH = 260;

  private static final Set<String> DEVICES =
      Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

  private PayloadNames() {}

  /**
   * Why a file's or folder's own name cannot go into a payload.
   *
   * @param name one step of a path
   * @return the reason, as the end of a sentence; empty when it can
   */
  public static Optional<String> problem(String name) {
    if (name.indexOf('\\') >= 0) {
      return Optional.of("holds a backslash, which parts folders on other systems");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c)) {
        return Optional.of("holds a control character, such as a line break");
      }
      // What Java could not decode: it could not open such a file either.
      if (c == '\uFFFD' || isLoneSurrogate(name, i)) {
        return Optional.of("is not encoded as the system's language settings say");
      }
      if (NOT_ON_WINDOWS.indexOf(c) >= 0) {
        return Optional.of("holds `" + c + "`, which no name on Windows can hold");
      }
    }
    return problemOfEnds(name);
  }

  private static Optional<String> problemOfEnds(String name) {
    if (name.endsWith(".") || name.endsWith(" ")) {
      return Optional.of("ends in a dot or a blank, which Windows takes away");
    }
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
    return isDevice(stem.toUpperCase(Locale.ROOT))
        ? Optional.of("is that of a device on Windows, whatever its ending")
        : Optional.empty();
  }

  private static boolean isDevice(String stem) {
    boolean isPort = stem.startsWith("COM") || stem.startsWith("LPT");
    return DEVICES.contains(stem)
        || (isPort && stem.length() == 4 && "123456789¹²³".indexOf(stem.charAt(3)) >= 0);
  }

  /**
   * Why unpacking a file of that name would do harm.
   *
   * @param name a whole name in a zip; a folder's ends with {@code /}
   * @return the reason, as the end of a sentence; empty when it does none
   */
  public static Optional<String> pathProblem(String name) {
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
      Optional<String> problem = problem(part);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static boolean isLoneSurrogate(String name, int i) {
    char c = name.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
  }

  /**
   * A name on one line of text of a bearable length, whatever it holds.
   *
   * @param name any text
   * @return the text to show
   */
  public static String printable(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .limit(MAX_SHOWN)
        .forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return text.toString();
  }

  /**
   * A name as a system sees it that does not tell upper from lower case.
   *
   * @param name any name
   * @return equal for names that are one there
   */
  public static String fold(String name) {
    // Both ways, since some letters have one lower-case form and two upper-case ones.
    String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.isNormalized(folded, Normalizer.Form.NFC)
        ? folded
        : Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  /** What two names differ in that a system may keep for one. */
  static String difference(String first, String second) {
    boolean same =
        Normalizer.normalize(first, Normalizer.Form.NFC)
            .equals(Normalizer.normalize(second, Normalizer.Form.NFC));
    return same ? "how Unicode composes their letters" : "upper and lower case";
  }

  /** Reports paths that are longer than many programs can take. */
  static void reportLongPaths(Collection<String> names, Path srcDir, Diagnostics diagnostics) {
    for (String name : names) {
      if (name.length() > LONGEST_PATH) {
        diagnostics.add(
            PayloadRule.PATH_TOO_LONG.at(
                Location.of(srcDir.resolve(name)),
                "The path has "
                    + name.length()
                    + " characters below the source folder, and many programs take no more than "
                    + LONGEST_PATH
                    + ".",
                "Shorten the names in it, or have fewer folders in one another."));
      }
    }
  }

  /**
   * The folders that hold modules and no {@code __init__.py}. Python imports from such a folder in
   * a zip only when the zip has an entry for the folder itself.
   */
  static Set<String> namespaceFolders(Collection<String> names) {
    Set<String> packages = new HashSet<>();
    Set<String> folders = new TreeSet<>();
    for (String name : names) {
      boolean module = name.endsWith(".py") || name.endsWith(".pyc");
      for (int end = name.lastIndexOf('/');
          module && end > 0;
          end = name.lastIndexOf('/', end - 1)) {
        folders.add(name.substring(0, end + 1));
      }
      int slash = name.lastIndexOf('/') + 1;
      if (name.startsWith("__init__.py", slash)) {
        packages.add(name.substring(0, slash));
      }
    }
    folders.removeAll(packages);
    return folders;
  }
}
