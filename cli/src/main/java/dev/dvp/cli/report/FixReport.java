package dev.dvp.cli.report;

import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.fix.FileChange;
import dev.dvp.core.fix.FixResult;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code dvp fix} says.
 *
 * @param result what can be mended
 * @param exitCode what the process will end with
 * @param isWriting whether the changes were to be written
 * @param written the files that were
 */
public record FixReport(FixResult result, int exitCode, boolean isWriting, List<Path> written) {
  /** Copies the files. */
  public FixReport {
    written = List.copyOf(written);
  }

  /**
   * All changes as one unified diff.
   *
   * @param host shows paths
   * @param style colours
   * @param isTerminal whether control characters must not get through
   * @return the diff; empty when there is none
   */
  public String diff(Host host, Style style, boolean isTerminal) {
    StringBuilder text = new StringBuilder();
    for (FileChange change : result.changes()) {
      String diff = change.diff(host.show(change.file()));
      if (!isTerminal && !style.colour()) {
        text.append(diff);
      } else {
        diff.lines().forEach(line -> text.append(paint(line, style, isTerminal)).append('\n'));
      }
    }
    return text.toString();
  }

  private static String paint(String line, Style style, boolean isTerminal) {
    String shown = isTerminal ? Printable.text(line.stripTrailing()) : line;
    boolean isHeading = shown.startsWith("---") || shown.startsWith("+++");
    if (isHeading) {
      return style.strong(shown);
    }
    return switch (shown.isEmpty() ? ' ' : shown.charAt(0)) {
      case '+' -> style.good(shown);
      case '-' -> style.error(shown);
      case '@' -> style.info(shown);
      default -> shown;
    };
  }

  /**
   * What was or can be mended, and what is left.
   *
   * @param host shows paths
   * @param style colours and width
   * @return whole lines
   */
  public String text(Host host, Style style) {
    StringBuilder text = new StringBuilder();
    int files = isWriting ? written.size() : result.changes().size();
    if (!result.mended().isEmpty()) {
      text.append(isWriting ? "Mended " : "Can mend ");
      text.append(count(result.mended().size(), "finding")).append(" in ");
      text.append(count(files, "file")).append(":\n");
      for (Diagnostic finding : result.mended()) {
        String title = finding.fix().map(fix -> fix.title()).orElse("");
        item(text, finding, title, host, style);
      }
      for (FileChange change : result.changes()) {
        if (!change.isInside()) {
          text.append("  ").append(style.strong(Printable.text(host.show(change.file()))));
          text.append(" lies outside the plugin's folder and is not written: change it there.\n");
        }
      }
    }
    if (!result.left().isEmpty()) {
      text.append("Left to you, ").append(count(result.left().size(), "finding")).append(":\n");
      for (Diagnostic finding : result.left()) {
        String help = finding.help().isEmpty() ? "" : " " + finding.help().replace('\n', ' ');
        item(text, finding, finding.message() + help, host, style);
      }
    }
    return text.append(ending(style)).append('\n').toString();
  }

  private String ending(Style style) {
    if (!isWriting && !result.mended().isEmpty()) {
      return "`dvp fix --write` makes these changes.";
    }
    if (result.mended().isEmpty()) {
      return result.left().isEmpty()
          ? style.good("Nothing to mend.")
          : "Nothing that dvp can mend safely.";
    }
    return result.left().isEmpty()
        ? style.good("No error is left.")
        : "`dvp validate` shows more of what is left.";
  }

  private static void item(
      StringBuilder text, Diagnostic finding, String what, Host host, Style style) {
    Location where = finding.location();
    StringBuilder place = new StringBuilder();
    if (where.hasFile()) {
      place.append(Printable.text(host.show(where.file())));
      if (where.line() > 0) {
        place.append(':').append(where.line());
        place.append(where.column() > 0 ? ":" + where.column() : "");
      }
    }
    int taken = place.length() + finding.rule().id().length() + 5;
    text.append("  ").append(style.strong(place.toString())).append(' ');
    text.append(finding.rule().id()).append(": ");
    text.append(style.wrap(Printable.text(what), taken, "    ")).append('\n');
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /**
   * The same as a JSON document.
   *
   * @param host shows paths
   * @return the document
   */
  public String json(Host host) {
    return JsonText.document(
        json -> {
          json.writeNumberField("schemaVersion", 1);
          json.writeStringField("command", "fix");
          json.writeNumberField("exitCode", exitCode);
          json.writeArrayFieldStart("changes");
          for (FileChange change : result.changes()) {
            json.writeStartObject();
            json.writeStringField("file", host.show(change.file()));
            json.writeBooleanField("inside", change.isInside());
            json.writeBooleanField("written", written.contains(change.file()));
            json.writeStringField("diff", change.diff(host.show(change.file())));
            json.writeEndObject();
          }
          json.writeEndArray();
          JsonReport.findings(json, "mended", result.mended(), host);
          JsonReport.findings(json, "left", result.left(), host);
        });
  }
}
