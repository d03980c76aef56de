package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowResult;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab discover}: finds repositories and source configs. */
final class LabDiscoverCommand implements Command {
  private static final String ENV = "--env";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Call `discovery.repository`, then `discovery.source_config` for each repository.")
        .footer("", "Example:", "  dvp lab discover");
    spec.addOption(environment());
    LabSession.addRunningTo(spec);
  }

  static picocli.CommandLine.Model.OptionSpec environment() {
    return Options.value("NAME", "The environment [lab.yml's, else local]; see `dvp env`.", ENV)
        .build();
  }

  static String environment(Invocation call, LabObjects objects) {
    return call.value(ENV).or(objects::environment).orElse("local");
  }

  @Override
  public int run(Invocation call) {
    return LabSession.with(call, session -> discover(call, session));
  }

  private static int discover(Invocation call, LabSession session) {
    LabReport report = new LabReport(call, session.plugin(), Workflow.DISCOVER);
    LabProgress progress = report.progress();
    String environment = environment(call, session.objects());
    WorkflowResult result = session.run(new WorkflowRequest.Discover(environment), progress);
    List<FoundSourceConfig> found =
        session.lab().book().found(session.pluginId()).stream()
            .filter(one -> one.environment().equals(environment))
            .toList();
    int exitCode = report.print(result, progress, "Found " + counted(found) + ".");
    if (exitCode == ExitCode.OK && !FormatOption.isJson(call)) {
      found.forEach(one -> call.out().println("  " + shown(session.plugin().schemas(), one)));
      call.out().flush();
    }
    return exitCode;
  }

  private static String counted(List<FoundSourceConfig> found) {
    long repositories = found.stream().map(FoundSourceConfig::repository).distinct().count();
    long configs = found.stream().filter(one -> one.value().isPresent()).count();
    return repositories
        + (repositories == 1 ? " repository, " : " repositories, ")
        + configs
        + (configs == 1 ? " source config" : " source configs");
  }

  static String shown(PluginSchemas schemas, FoundSourceConfig found) {
    String repository = name(schemas, DefinitionKind.REPOSITORY, found.repository());
    return String.format("%4d  ", found.number())
        + repository
        + " / "
        + found
            .value()
            .map(value -> name(schemas, DefinitionKind.SOURCE_CONFIG, value))
            .orElse("(no source config)");
  }

  /** What the schema calls an object by. */
  static String name(PluginSchemas schemas, DefinitionKind kind, JsonNode value) {
    String field = schemas.definition(kind).path("nameField").asText();
    return Printable.text(value.path(field).asText("?"));
  }
}
