package dev.dvp.cli.report;

import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings as people read them: {@code path:line:column: error[M101]: message}, the line itself
 * with a caret below the place, and what to do.
 */
public final class TextReport {
  private static final String HELP_INDENT = " ".repeat(10);

  private final Host host;
  private final Style style;
  private final SourceLines sources = new SourceLines();

  /**
   * Makes a renderer.
   *
   * @param host shows paths
   * @param style colours and width
   */
  public TextReport(Host host, Style style) {
    this.host = host;
    this.style = style;
  }

  /**
   * Renders findings and a closing line that counts them.
   *
   * @param report the report
   * @return text
   */
  public String render(Report report) {
    StringBuilder text = new StringBuilder(findings(report.findings()));
    if (!text.isEmpty()) {
      text.append('\n');
    }
    return text.append(summary(report)).append('\n').toString();
  }

  /**
   * Renders findings alone.
   *
   * @param findings the findings
   * @return text, each finding separated by an empty line
   */
  public String findings(List<Diagnostic> findings) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic finding : findings) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      append(text, finding);
    }
    return text.toString();
  }

  private void append(StringBuilder text, Diagnostic finding) {
    String place = place(finding.location());
    String label = finding.severity().word() + "[" + finding.rule().id() + "]";
    int taken = place.length() + (place.isEmpty() ? 0 : 2) + label.length() + 2;
    if (!place.isEmpty()) {
      text.append(style.strong(place)).append(": ");
    }
    text.append(paint(finding.severity(), label)).append(": ");
    text.append(style.wrap(Printable.text(finding.message()), taken, "    ")).append('\n');
    excerpt(text, finding);
    String mark = "  " + style.faint("=") + " help: ";
    for (String line : finding.help().lines().toList()) {
      text.append(mark).append(style.wrap(Printable.text(line), 10, HELP_INDENT)).append('\n');
      mark = HELP_INDENT;
    }
    finding
        .fix()
        .ifPresent(
            fix ->
                text.append("  ")
                    .append(style.faint("="))
                    .append("  fix: ")
                    .append(style.wrap("`dvp fix` can " + fix.title() + ".", 10, HELP_INDENT))
                    .append('\n'));
  }

  private void excerpt(StringBuilder text, Diagnostic finding) {
    Location where = finding.location();
    if (where.line() == 0 || finding.rule().isBesideSecrets()) {
      return;
    }
    sources
        .line(host.workingDir().resolve(where.file()), where.line())
        .map(line -> SourceLines.window(line, where.column(), Math.max(style.width(), 80) - 10))
        .ifPresent(
            window -> {
              String number = Integer.toString(where.line());
              String gutter = " ".repeat(number.length());
              text.append(' ').append(style.faint(number + " |"));
              text.append(window.text().isEmpty() ? "" : " " + window.text()).append('\n');
              if (where.column() > 0) {
                text.append(' ').append(style.faint(gutter + " |")).append(' ');
                text.append(" ".repeat(window.caret()));
                text.append(paint(finding.severity(), "^")).append('\n');
              }
            });
  }

  private String place(Location where) {
    if (!where.hasFile()) {
      return "";
    }
    Path file = where.file();
    StringBuilder place = new StringBuilder(Printable.text(host.show(file)));
    if (where.line() > 0) {
      place.append(':').append(where.line());
      if (where.column() > 0) {
        place.append(':').append(where.column());
      }
    }
    return place.toString();
  }

  private String paint(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> style.error(text);
      case WARNING -> style.warning(text);
      case INFO, OFF -> style.info(text);
    };
  }

  private String summary(Report report) {
    List<String> counts = new ArrayList<>();
    count(counts, report.count(Severity.ERROR), "error");
    count(counts, report.count(Severity.WARNING), "warning");
    count(counts, report.count(Severity.INFO), "note");
    if (counts.isEmpty()) {
      return style.good("No problems found.");
    }
    String example = report.findings().get(0).rule().id();
    String found =
        "Found " + String.join(", ", counts) + ". `dvp explain " + example + "` tells more.";
    long mendable = report.findings().stream().filter(d -> d.fix().isPresent()).count();
    if (mendable == 0) {
      return found;
    }
    return found + "\n`dvp fix` can mend " + mendable + " of them.";
  }

  private static void count(List<String> counts, long number, String word) {
    if (number > 0) {
      counts.add(number + " " + word + (number == 1 ? "" : "s"));
    }
  }
}
