package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp validate}: reads a plugin and reports everything that is wrong with it. */
public final class ValidateCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check a plugin's manifest, schema and source, without running any of its code unless"
                + " `--import` asks for it.")
        .footer(
            "",
            "Examples:",
            "  dvp validate",
            "  dvp validate --strict --format github",
            "  dvp validate --rule S305=off --rule O101=error",
            "  dvp validate --import");
    spec.addOption(PluginOption.config());
    spec.addOption(ReportOptions.format());
    spec.addOption(ReportOptions.strict());
    spec.addOption(PluginOption.noCache());
    spec.addOption(ReportOptions.rules());
    ImportOptions.addTo(spec, "The Python to import with");
  }

  @Override
  public int run(Invocation call) {
    ReportFormat format = ReportOptions.format(call);
    SeverityPolicy policy = SeverityPolicy.parse(call.values("--rule"), call.flag("--strict"));
    // Closed, and so written, when the answer has been given.
    try (ParseCache cache = PluginOption.cache(call)) {
      return validate(call, format, policy, cache);
    }
  }

  private static int validate(
      Invocation call, ReportFormat format, SeverityPolicy policy, ParseCache cache) {
    Diagnostics found = new Diagnostics();
    PluginReader.Reading reading = PluginReader.read(PluginOption.manifest(call), cache, found);
    List<Diagnostic> findings =
        policy.apply(ImportOptions.apply(call, false, reading, found.sorted()).findings());
    int exitCode = policy.fails(findings) ? ExitCode.REFUSED : ExitCode.OK;
    Report report =
        new Report("validate", exitCode, visible(findings, call, format), found.ignored(), "");
    ReportOptions.print(call, format, report);
    if (found.ignored() > 0) {
      call.detail("Ignored, as comments and dvp.yml say: " + found.ignored() + ".");
    }
    return exitCode;
  }

  /** {@code -qq} leaves errors, {@code -qqq} nothing; documents are always whole. */
  private static List<Diagnostic> visible(
      List<Diagnostic> findings, Invocation call, ReportFormat format) {
    if (format.isDocument() || call.verbosity() > -2) {
      return findings;
    }
    return call.verbosity() == -2 ? SeverityPolicy.errors(findings) : List.of();
  }
}
