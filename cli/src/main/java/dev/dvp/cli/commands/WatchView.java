package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows how a watched plugin is. On a terminal each picture is drawn over the last one, line by
 * line, so that nothing flickers and what was on the screen before stays above; elsewhere each is
 * added, and one that is as before takes a single line.
 */
final class WatchView {
  private static final int MOST_NAMES = 3;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String HOME = "\u001b[H";
  private static final String CLEAR = "\u001b[2J";
  private static final String CLEAR_REST_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Invocation call;
  private final Path manifest;
  private final boolean isTerminal;
  private String last = "";

  WatchView(Invocation call, Path manifest) {
    this.call = call;
    this.manifest = manifest;
    this.isTerminal = call.host().terminal().out();
  }

  /** Shows what a look came to. */
  void show(Set<Path> changed, WatchRound.Outcome outcome) {
    String why =
        changed.isEmpty()
            ? "Watching " + shown(manifest) + ", its schemas and its source. Ctrl-C stops it."
            : names(changed) + " changed.";
    String head = call.outStyle().faint(time()) + " " + why;
    String generated = outcome.generated().map(WatchView::generated).orElse("");
    String findings = new TextReport(call.host(), call.outStyle()).render(outcome.report());
    if (isTerminal) {
      String whole = head + "\n" + generated + "\n" + findings;
      call.out().print(picture(whole));
    } else if (generated.isEmpty() && findings.equals(last)) {
      call.out().print(head + " As before: " + summary(outcome.report()) + "\n");
    } else {
      call.out().print(head + "\n" + generated + findings + "\n");
    }
    call.out().flush();
    last = findings;
  }

  /** The last words: the prompt of the shell comes on a line of its own. */
  void end() {
    if (isTerminal) {
      call.out().println();
    }
  }

  private String picture(String text) {
    String begin = last.isEmpty() ? CLEAR + HOME : HOME;
    return begin + text.replace("\n", CLEAR_REST_OF_LINE + "\n") + CLEAR_BELOW;
  }

  private static String generated(GeneratedClassesWriter.Result result) {
    int written = result.written().size();
    int removed = result.removed().size();
    String more = removed == 0 ? "" : ", " + count(removed, "file") + " removed";
    return "Generated classes: " + count(written, "file") + " written" + more + ".\n";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String summary(Report report) {
    int count = report.findings().size();
    return count == 0 ? "no problems." : count(count, "finding") + ".";
  }

  private String names(Set<Path> changed) {
    List<Path> first = changed.stream().limit(MOST_NAMES).toList();
    String names = first.stream().map(this::shown).collect(Collectors.joining(", "));
    int more = changed.size() - first.size();
    return more == 0 ? names : names + " and " + more + " more";
  }

  private String shown(Path path) {
    return Printable.text(call.host().show(path));
  }

  private String time() {
    return LocalTime.ofInstant(call.host().clock().instant(), ZoneId.systemDefault()).format(TIME);
  }
}
