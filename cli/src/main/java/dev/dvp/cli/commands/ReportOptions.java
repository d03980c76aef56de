package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.Rule;
import picocli.CommandLine.Model.OptionSpec;

/** The options of commands that report findings. */
final class ReportOptions {
  private ReportOptions() {}

  static OptionSpec format() {
    return Options.value("FORMAT", "text (default), json, sarif or github.", "--format")
        .completionCandidates(ReportFormat.WORDS)
        .build();
  }

  static ReportFormat format(Invocation call) {
    return ReportFormat.of(call.choice("--format", "text", ReportFormat.WORDS));
  }

  /** {@code -q} leaves out that there is nothing to tell; documents are always printed. */
  static void print(Invocation call, ReportFormat format, Report report) {
    if (format != ReportFormat.TEXT || call.verbosity() >= 0 || !report.findings().isEmpty()) {
      call.out().print(format.render(report, call.host(), call.outStyle()));
      call.out().flush();
    }
  }

  static OptionSpec strict() {
    return Options.flag("Fail on warnings too.", "--strict").build();
  }

  static OptionSpec rules() {
    return Options.list(
            "ID=LEVEL", "Treat a rule as off, info, warning or error; repeatable.", "--rule")
        .completionCandidates(() -> RuleCatalogue.all().stream().map(Rule::id).iterator())
        .build();
  }
}
