package dev.dvp.cli.report;

import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import java.util.stream.Collectors;

/** The report as workflow commands of GitHub Actions, which shows them beside the lines. */
final class GithubReport {
  private GithubReport() {}

  static String render(Report report, Host host) {
    StringBuilder text = new StringBuilder();
    if (!report.failure().isEmpty()) {
      text.append("::error title=dvp::").append(data(report.failure())).append('\n');
    }
    for (Diagnostic finding : report.findings()) {
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO, OFF -> "notice";
          };
      text.append("::").append(command).append(' ');
      Location where = finding.location();
      if (where.hasFile()) {
        text.append("file=").append(property(host.show(where.file()))).append(',');
        if (where.line() > 0) {
          text.append("line=").append(where.line()).append(',');
          text.append("col=").append(Math.max(where.column(), 1)).append(',');
        }
      }
      text.append("title=").append(property(finding.rule().id() + " " + finding.rule().title()));
      String help = finding.help().isEmpty() ? "" : "\n" + finding.help();
      String mended = finding.fix().isPresent() ? "\n`dvp fix` mends it." : "";
      text.append("::").append(data(finding.message() + help + mended)).append('\n');
    }
    return text.toString();
  }

  private static String data(String text) {
    String lines = text.lines().map(Printable::text).collect(Collectors.joining("\n"));
    return lines.replace("%", "%25").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
