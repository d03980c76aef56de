package dev.dvp.core.inspection;

import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.artifact.PayloadNameCheck;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.ZipRecord;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names of a payload can be unpacked side by side on any system. Rules for Windows:
 * Microsoft, "Naming Files, Paths, and Namespaces".
 */
final class UnpackNames {
  private static final int LONGEST_PART = 255;
  private static final int LONGEST = 4000;
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  /** Names so far, folders included, in one case: as they were first written. */
  private final Map<String, String> seen = new HashMap<>();

  private final Set<String> files = new java.util.HashSet<>();

  /**
   * Reports what cannot be unpacked, or does harm.
   *
   * @param archive the payload
   * @param consequence what comes of it, as the end of the message
   * @param problems where to report, {@link PayloadNameCheck#MAX_REPORTS} at most
   */
  static void report(PayloadArchive archive, String consequence, Diagnostics problems) {
    UnpackNames names = new UnpackNames();
    int reports = 0;
    for (ZipRecord entry : archive.entries()) {
      Optional<String> problem = PayloadNameCheck.problem(entry).or(() -> names.add(entry.name()));
      if (problem.isPresent() && reports++ < PayloadNameCheck.MAX_REPORTS) {
        problems.add(PayloadNameCheck.finding(archive, entry, problem.get() + consequence));
      }
    }
  }

  /**
   * Adds a name.
   *
   * @return why it cannot be unpacked beside the others, as the end of a sentence
   */
  Optional<String> add(String name) {
    boolean folder = name.endsWith("/");
    String plain = folder ? name.substring(0, name.length() - 1) : name;
    if (plain.length() > LONGEST) {
      return Optional.of("has a name that is too long");
    }
    for (String part : plain.split("/", -1)) {
      Optional<String> problem = partProblem(part);
      if (problem.isPresent()) {
        return problem;
      }
    }
    for (int end = plain.indexOf('/'); end >= 0; end = plain.indexOf('/', end + 1)) {
      Optional<String> problem = addOne(plain.substring(0, end), true);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return addOne(plain, folder);
  }

  private Optional<String> addOne(String path, boolean folder) {
    String one = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String first = seen.putIfAbsent(one, path);
    if (first != null && !first.equals(path)) {
      return Optional.of("differs from another in upper and lower case only");
    }
    if (folder) {
      return files.contains(one)
          ? Optional.of("lies in a folder that has the name of a file")
          : Optional.empty();
    }
    boolean known = first != null;
    files.add(one);
    return known ? Optional.of("stands in the payload twice") : Optional.empty();
  }

  private static Optional<String> partProblem(String part) {
    if (part.length() > LONGEST_PART) {
      return Optional.of("has a name that is too long");
    }
    for (int i = 0; i < part.length(); i++) {
      if ("<>:\"|?*\\".indexOf(part.charAt(i)) >= 0) {
        return Optional.of("has a name that Windows cannot hold");
      }
    }
    int dot = part.indexOf('.');
    String stem = (dot < 0 ? part : part.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    boolean numbered =
        stem.length() == 4
            && (stem.startsWith("com") || stem.startsWith("lpt"))
            && "0123456789\u00b9\u00b2\u00b3".indexOf(stem.charAt(3)) >= 0;
    boolean unusual = DEVICES.contains(stem) || numbered;
    return unusual || part.endsWith(".") || part.endsWith(" ")
        ? Optional.of("has a name that Windows cannot hold")
        : Optional.empty();
  }
}
