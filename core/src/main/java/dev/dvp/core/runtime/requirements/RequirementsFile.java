package dev.dvp.core.runtime.requirements;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.versions.SyntaxException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a requirements file as pip has it: one requirement a line, {@code --hash=sha256:…} behind
 * it, {@code \} before a line break, comments behind {@code #}, and {@code -r FILE} for a further
 * file within the plugin's folder. All else that pip knows, such as {@code --index-url} or {@code
 * -e}, is a finding: a line that is passed over in silence would do harm.
 */
public final class RequirementsFile {
  private static final Limits LIMITS = new Limits(1 << 20, 1, 1);
  private static final int MOST_FILES = 50;
  private static final String HASH = "--hash";
  private static final String SHA256 = "sha256:";

  private final Path folder;
  private final Diagnostics out;
  private final List<RootRequirement> requirements = new ArrayList<>();
  private final Set<Path> read = new HashSet<>();

  private RequirementsFile(Path folder, Diagnostics out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Reads a file and those that it includes.
   *
   * @param file the file
   * @param folder the plugin's folder, which no file may lie outside of
   * @param mention the place that names the file
   * @param out takes what is wrong
   * @return the requirements that could be read, in their order
   */
  public static List<RootRequirement> read(
      Path file, Path folder, Location mention, Diagnostics out) {
    RequirementsFile reader = new RequirementsFile(folder, out);
    reader.include(file, mention);
    return List.copyOf(reader.requirements);
  }

  private void include(Path file, Location mention) {
    if (read.size() >= MOST_FILES) {
      unreadable(mention, "More than " + MOST_FILES + " requirements files include one another.");
      return;
    }
    Path real;
    try {
      real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        unreadable(
            mention,
            "The requirements file "
                + name(file)
                + " lies outside the plugin's folder, so a"
                + " build elsewhere would not have it.");
        return;
      }
    } catch (IOException e) {
      unreadable(mention, "The requirements file " + name(file) + " does not exist.");
      return;
    }
    if (read.add(real)) {
      SourceText.read(
              file, LIMITS, problem -> out.add(problem.as(RuntimeRule.REQUIREMENTS_UNREADABLE)))
          .ifPresent(source -> lines(source, file));
    }
  }

  private void unreadable(Location where, String message) {
    out.add(
        RuntimeRule.REQUIREMENTS_UNREADABLE.at(
            where, message, "Name a file below the folder of the manifest."));
  }

  private static String name(Path file) {
    return Shown.text(String.valueOf(file.getFileName()));
  }

  private void lines(SourceText source, Path file) {
    String text = RequirementsText.flatten(source.text());
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      if (!line.isBlank()) {
        int blanks = line.length() - line.stripLeading().length();
        new Line(source, file, start + blanks, line.strip()).read();
      }
      start = end + 1;
    }
  }

  /** One line, those that were continued put together. */
  private final class Line {
    private final SourceText source;
    private final Path file;
    private final int start;
    private final String text;

    Line(SourceText source, Path file, int start, String text) {
      this.source = source;
      this.file = file;
      this.start = start;
      this.text = text;
    }

    void read() {
      for (String option : List.of("-r", "--requirement")) {
        if (text.startsWith(option + " ") || text.startsWith(option + "=")) {
          includeFrom(text.substring(option.length() + 1).strip());
          return;
        }
      }
      if (text.startsWith("-")) {
        unsupported(0, text.split("[ =\t]", 2)[0]);
        return;
      }
      int options = RequirementsText.optionsStart(text);
      Set<String> hashes = hashes(options);
      String requirement = text.substring(0, options).stripTrailing();
      try {
        requirements.add(
            new RootRequirement(
                Requirement.parse(requirement),
                hashes,
                String.valueOf(file.getFileName()),
                source.at(start)));
      } catch (SyntaxException e) {
        out.add(
            RuntimeRule.BAD_REQUIREMENT.at(
                source.at(start + e.offset()),
                e.problem(),
                "Write for example `requests==2.32.3`, as PEP 508 has it."));
      }
    }

    private void includeFrom(String name) {
      try {
        Path sibling = file.resolveSibling(name);
        include(sibling, source.at(start));
      } catch (InvalidPathException e) {
        unreadable(source.at(start), Shown.text(name) + " cannot be the name of a file.");
      }
    }

    private Set<String> hashes(int options) {
      Set<String> hashes = new HashSet<>();
      int at = options;
      while (at < text.length()) {
        String rest = text.substring(at);
        int length = RequirementsText.optionLength(rest);
        String option = rest.substring(0, length);
        if (option.startsWith(HASH)) {
          String value = option.substring(HASH.length()).replaceFirst("^[ =\t]+", "");
          String digest = value.startsWith(SHA256) ? value.substring(SHA256.length()) : "";
          if (RequirementsText.isSha256(digest)) {
            hashes.add(digest.toLowerCase(java.util.Locale.ROOT));
          } else {
            badHash(at);
          }
        } else {
          unsupported(at, option.split("[ =\t]", 2)[0]);
        }
        at += length;
        at += text.substring(at).length() - text.substring(at).stripLeading().length();
      }
      return hashes;
    }

    private void badHash(int at) {
      out.add(
          RuntimeRule.BAD_REQUIREMENT.at(
              source.at(start + at),
              "This is no hash of SHA-256, the only one that dvp and its lock know.",
              "Write `--hash=sha256:` and 64 hexadecimal digits; `pip hash FILE` prints it."));
    }

    private void unsupported(int at, String option) {
      out.add(
          RuntimeRule.UNSUPPORTED_OPTION.at(
              source.at(start + at),
              "dvp does not act on " + Shown.text(option) + " in a requirements file.",
              "Remove it. Where wheels come from is said by `--wheelhouse` and `--index-url`."));
    }
  }
}
