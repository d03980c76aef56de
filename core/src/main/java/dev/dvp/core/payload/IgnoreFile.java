package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .dvpignore}: patterns as git reads those of a {@code .gitignore}
 * (git-scm.com/docs/gitignore), of which the last that names a file decides.
 */
final class IgnoreFile {
  /** The name of such a file. */
  static final String NAME = ".dvpignore";

  private static final Limits LIMITS = new Limits(256 << 10, 0, 0);
  private static final int MOST_PATTERNS = 2_000;
  private static final int LONGEST_PATTERN = 1_000;

  private final List<IgnorePattern> patterns;

  private IgnoreFile(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads a file and reports what is wrong with it. What is right of it holds all the same.
   *
   * @param file the file, which is there
   * @param out takes the findings
   */
  static IgnoreFile read(Path file, Diagnostics out) {
    List<IgnorePattern> patterns = new ArrayList<>();
    Optional<SourceText> text =
        SourceText.read(
            file, LIMITS, problem -> out.add(problem.as(PayloadRule.IGNORE_UNREADABLE)));
    if (text.isPresent()) {
      String[] lines = text.get().text().split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        String line = withoutTrailingBlanks(withoutReturn(lines[i]));
        Location where = new Location(file, i + 1, 1);
        if (!line.isEmpty() && !line.startsWith("#") && fits(patterns, line, where, out)) {
          IgnorePattern pattern = IgnorePattern.of(line, where);
          check(pattern, out);
          patterns.add(pattern);
        }
      }
    }
    return new IgnoreFile(patterns);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Blanks, and no tabs; one behind a backslash stays. */
  private static String withoutTrailingBlanks(String line) {
    int end = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
        end = Math.min(i + 1, line.length());
      } else if (line.charAt(i) != ' ') {
        end = i + 1;
      }
    }
    return line.substring(0, end);
  }

  private static boolean fits(
      List<IgnorePattern> patterns, String line, Location where, Diagnostics out) {
    if (patterns.size() == MOST_PATTERNS) {
      out.add(
          PayloadRule.IGNORE_UNREADABLE.at(
              Location.of(where.file()),
              "The file holds more than " + MOST_PATTERNS + " patterns, and no more are read.",
              "Name folders instead of the files in them."));
      return false;
    }
    if (line.length() <= LONGEST_PATTERN) {
      return patterns.size() < MOST_PATTERNS;
    }
    report(where, "The pattern is longer than " + LONGEST_PATTERN + " characters", out);
    return false;
  }

  private static void check(IgnorePattern pattern, Diagnostics out) {
    Optional<Glob.Fault> fault = pattern.glob().fault();
    Location line = pattern.where();
    if (fault.isPresent()) {
      int column = 1 + pattern.globStart() + fault.get().index();
      report(new Location(line.file(), line.line(), column), fault.get().message(), out);
      return;
    }
    String bare = pattern.text().substring(pattern.globStart());
    boolean isEmpty = bare.isEmpty() || bare.equals("/");
    boolean hasOddStep =
        Arrays.stream(bare.replaceFirst("/$", "").split("/", -1))
            .anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
    if (isEmpty || hasOddStep || bare.indexOf('\0') >= 0) {
      report(
          line,
          isEmpty
              ? "The pattern has no name in it"
              : "A path has no step that is empty, `.` or `..`, and no NUL",
          out);
    }
  }

  private static void report(Location where, String problem, Diagnostics out) {
    out.add(
        PayloadRule.BAD_IGNORE_PATTERN.at(
            where,
            problem + ", so the pattern never matches as it is meant.",
            "Write it as in a `.gitignore`, relative to the folder of the file: `*.log`, `/data/`."
                + " A backslash before "
                + Shown.text("[")
                + " takes it as it is."));
  }

  /**
   * What the file says of a file or folder.
   *
   * @param path its path below the folder that this file lies in
   * @param isFolder whether it is a folder
   * @param budget how much matching may cost
   * @return the last pattern that names it, be it negated or not
   */
  Optional<IgnorePattern> decide(String path, boolean isFolder, Glob.Budget budget) {
    for (int i = patterns.size() - 1; i >= 0; i--) {
      if (patterns.get(i).names(path, isFolder, budget)) {
        return Optional.of(patterns.get(i));
      }
    }
    return Optional.empty();
  }
}
