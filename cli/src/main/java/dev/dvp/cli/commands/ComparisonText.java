package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Style;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.inspection.Change;
import dev.dvp.core.inspection.Comparison;
import dev.dvp.core.inspection.FileChange;
import dev.dvp.core.inspection.Impact;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How two artifacts differ, for people. */
final class ComparisonText {
  private static final int MOST_FILES = 100;
  private static final int MOST_CHANGES = 100;

  private final Invocation call;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  ComparisonText(Invocation call) {
    this.call = call;
    this.style = call.outStyle();
  }

  String render(Comparison comparison, Path old, Path now) {
    text.append(style.strong(shown(old) + " -> " + shown(now))).append('\n');
    changes("Fields", comparison.fields());
    changes("Operations", comparison.operations());
    changes("Schemas", comparison.schemas().values().stream().flatMap(List::stream).toList());
    files(comparison.files());
    for (FileChange file : comparison.files()) {
      file.patch().ifPresent(this::patch);
    }
    text.append('\n').append(verdict(comparison)).append('\n');
    return text.toString();
  }

  private String shown(Path file) {
    return Printable.text(call.host().show(file));
  }

  private void changes(String title, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    text.append('\n').append(style.strong(title)).append('\n');
    for (Change change : changes.subList(0, Math.min(changes.size(), MOST_CHANGES))) {
      String word = String.format(Locale.ROOT, "%-10s", change.impact().word());
      text.append("  ").append(paint(change.impact(), word)).append("  ");
      text.append(Printable.text(change.place())).append(' ');
      text.append(Printable.text(change.text()));
      if (!change.coveredBy().isEmpty()) {
        boolean isOne = change.coveredBy().size() == 1;
        text.append(isOne ? ", covered by migration " : ", covered by migrations ");
        text.append(Printable.text(String.join(", ", change.coveredBy())));
      }
      change.rule().ifPresent(rule -> text.append(" [").append(rule.id()).append(']'));
      text.append('\n');
    }
    more(changes.size() - MOST_CHANGES);
  }

  /** Line by line; ends of lines are a difference, too, so they are shown as other tools do. */
  private void patch(String patch) {
    text.append('\n');
    String lines = patch.endsWith("\n") ? patch.substring(0, patch.length() - 1) : patch;
    for (String line : lines.split("\n", -1)) {
      String shown =
          Arrays.stream(line.replace("\r", "^M").split("\t", -1))
              .map(Printable::text)
              .collect(Collectors.joining("\t"));
      text.append(shown).append('\n');
    }
  }

  private void more(int left) {
    if (left > 0) {
      text.append("  and ").append(left).append(" more, which `--format json` shows\n");
    }
  }

  private String paint(Impact impact, String word) {
    return switch (impact) {
      case BREAKING -> style.error(word);
      case COVERED, RISKY -> style.warning(word);
      case COMPATIBLE -> style.good(word);
      case COSMETIC -> style.faint(word);
    };
  }

  private void files(List<FileChange> files) {
    if (files.isEmpty()) {
      return;
    }
    text.append('\n').append(style.strong("Files")).append(": ").append(counts(files)).append('\n');
    for (FileChange file : files.subList(0, Math.min(files.size(), MOST_FILES))) {
      text.append("  ").append(String.format(Locale.ROOT, "%-8s", file.kind().word()));
      text.append("  ").append(Printable.text(file.name())).append(sizes(file)).append('\n');
    }
    more(files.size() - MOST_FILES);
  }

  private static String counts(List<FileChange> files) {
    return Arrays.stream(FileChange.Kind.values())
        .filter(kind -> files.stream().anyMatch(file -> file.kind() == kind))
        .map(kind -> files.stream().filter(file -> file.kind() == kind).count() + " " + kind.word())
        .collect(Collectors.joining(", "));
  }

  private static String sizes(FileChange file) {
    return switch (file.kind()) {
      case ADDED -> ", " + Sizes.show(file.newSize());
      case REMOVED -> ", " + Sizes.show(file.oldSize());
      case CHANGED ->
          file.oldSize() == file.newSize()
              ? ", " + Sizes.show(file.newSize())
              : ", " + Sizes.show(file.oldSize()) + " -> " + Sizes.show(file.newSize());
      case REHEADED -> ": the same code with another header";
    };
  }

  private String verdict(Comparison comparison) {
    String words = "Verdict: " + comparison.verdict().words();
    return switch (comparison.verdict()) {
      case IDENTICAL -> style.good(words);
      case SAME_CONTENT -> style.good(words) + ", written or packed otherwise";
      case COMPATIBLE -> style.good(words);
      case BREAKING -> style.error(words);
      case UNTRUSTED -> style.error(words) + ", since what one of them holds cannot be believed";
    };
  }
}
