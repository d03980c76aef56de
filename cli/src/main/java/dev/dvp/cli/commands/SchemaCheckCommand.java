package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp schema check}: holds data against one of a plugin's definitions. */
final class SchemaCheckCommand implements Command {
  private static final String STDIN = "-";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check data as an engine keeps it, in JSON, against a definition of the plugin's"
                + " schemas. Exits with 1 when the definition refuses it.")
        .footer(
            "",
            "Examples:",
            "  dvp schema check repository.json --definition repositoryDefinition",
            "  dvp schema check - --definition repositoryDefinition < repository.json");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("DATA")
            .index("0")
            .arity("0..1")
            .type(String.class)
            .description("A file of JSON, or - for standard input.")
            .build());
    spec.addOption(DefinitionOption.of("Which definition the data is of."));
    spec.addOption(PluginOption.config());
    spec.addOption(ReportOptions.format());
    spec.addOption(ReportOptions.strict());
  }

  @Override
  public int run(Invocation call) {
    ReportFormat format = ReportOptions.format(call);
    SeverityPolicy policy = SeverityPolicy.parse(List.of(), call.flag("--strict"));
    String data =
        call.parameter(0)
            .orElseThrow(
                () ->
                    new UsageException(
                        "`dvp schema check` needs to know which data to check.",
                        "Name a file of JSON, or write `-` for standard input."));
    DefinitionKind kind =
        DefinitionOption.kind(call)
            .orElseThrow(
                () ->
                    new UsageException(
                        "`dvp schema check` needs to know which definition the data is of.",
                        "Give `--definition` one of "
                            + String.join(", ", DefinitionOption.KEYS)
                            + "."));
    InstanceCheck check = InstanceCheck.of(SchemaCommand.schemas(call), kind);
    Diagnostics found = new Diagnostics();
    if (data.equals(STDIN)) {
      check.check(call.host().in(), Path.of("stdin"), found);
    } else {
      check.check(call.host().resolve(data), found);
    }
    int exitCode = policy.fails(found.sorted()) ? ExitCode.REFUSED : ExitCode.OK;
    Report report = new Report("schema check", exitCode, found.sorted(), "");
    ReportOptions.print(call, format, report);
    return exitCode;
  }
}
