package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.python.Directive;
import dev.dvp.core.python.PythonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the comments of one file say: {@code # dvp: ignore[P201]} and the like. */
final class FileIgnores {
  private static final String IGNORE = "ignore";
  private static final String IGNORE_FILE = "ignore-file";
  private static final List<String> WORDS = List.of(IGNORE, IGNORE_FILE);

  /** A comment for the lines of its statement. */
  private record OfLines(Directive at, Ignore ignore) {
    /** From the first or the last line it is for the whole statement, else for its line alone. */
    boolean covers(int line) {
      boolean isAtEnd = at.line() == at.firstLine() || at.line() == at.lastLine();
      return isAtEnd ? line >= at.firstLine() && line <= at.lastLine() : line == at.line();
    }
  }

  private final List<OfLines> ofLines = new ArrayList<>();
  private final List<Ignore> ofFile = new ArrayList<>();
  private final Diagnostics problems = new Diagnostics();

  FileIgnores(PythonFile file) {
    for (Directive directive : file.directives()) {
      read(directive, new Location(file.path(), directive.line(), directive.column()));
    }
  }

  private void read(Directive directive, Location place) {
    String text = directive.text();
    String word = word(text);
    String rest = text.substring(word.length());
    boolean isList = rest.startsWith("[");
    if (word.equals(IGNORE_FILE)) {
      readForFile(directive, place, isList ? list(rest, place) : Optional.of(List.of("P")));
    } else if (word.equals(IGNORE) && isList) {
      list(rest, place)
          .ifPresent(words -> ofLines.add(new OfLines(directive, new Ignore(place, words))));
    } else if (word.equals(IGNORE)) {
      problem(
          place,
          "The comment names no rule, so nothing is ignored.",
          "Name what is to be ignored, as in `# dvp: ignore[P201]`.");
    } else if (isList && DidYouMean.nearest(word, WORDS).isPresent()) {
      problem(
          place,
          "dvp knows no comment " + Shown.text("dvp: " + word) + ", so nothing is ignored.",
          DidYouMean.hint(word, WORDS));
    }
  }

  private void readForFile(Directive directive, Location place, Optional<List<String>> words) {
    if (words.isPresent() && directive.isHeading()) {
      ofFile.add(new Ignore(place, words.get()));
    } else if (words.isPresent()) {
      problem(
          place,
          "A comment that is for the whole file stands before all code, so this one ignores"
              + " nothing.",
          "Move it to the top of the file, or write `ignore[…]` for this line alone.");
    }
  }

  private static String word(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return text.substring(0, end);
  }

  private Optional<List<String>> list(String text, Location place) {
    int end = text.indexOf(']');
    if (end < 0) {
      problem(
          place,
          "The list of rules has no end, so nothing is ignored.",
          "Close it: `# dvp: ignore[P201]`.");
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    for (String word : text.substring(1, end).split(",", -1)) {
      words.add(word.strip());
    }
    return Optional.of(words);
  }

  private void problem(Location place, String message, String help) {
    problems.add(IgnoreRule.UNKNOWN_IGNORE.at(place, message, help));
  }

  /** Whether the comments name a finding of the file. */
  boolean covers(Diagnostic finding) {
    boolean covered = false;
    for (OfLines one : ofLines) {
      covered |= one.covers(finding.location().line()) && one.ignore().names(finding);
    }
    for (Ignore ignore : ofFile) {
      covered |= ignore.names(finding);
    }
    return covered;
  }

  /** What is wrong with the comments, once all findings were looked at. */
  void report(IgnorableRules rules, Diagnostics out) {
    out.addAll(problems.sorted());
    for (Ignore ignore : ofFile) {
      judge(ignore, rules, out);
    }
    for (OfLines one : ofLines) {
      judge(one.ignore(), rules, out);
      for (String word : one.ignore().words()) {
        if (IgnorableRules.isOne(word)
            && rules.judge(word).isFine()
            && !one.ignore().isUsed(word)) {
          out.add(
              IgnoreRule.UNUSED_IGNORE.at(
                  one.ignore().place(),
                  "There is no finding of " + word + " here, so the comment ignores nothing.",
                  "Remove it, or put it on the line of the finding."));
        }
      }
    }
  }

  static void judge(Ignore ignore, IgnorableRules rules, Diagnostics out) {
    for (String word : ignore.words()) {
      IgnorableRules.Verdict verdict = rules.judge(word);
      if (!verdict.isFine()) {
        out.add(IgnoreRule.UNKNOWN_IGNORE.at(ignore.place(), verdict.problem(), verdict.help()));
      }
    }
  }
}
