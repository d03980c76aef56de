package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab link}: makes a linked source. */
final class LabLinkCommand implements Command {
  static final String PARAMS = "--params";
  static final String QUOTA = "--quota";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Make a linked source from a source config that was discovered. `dvp lab sync` then"
                + " takes snapshots of it.")
        .footer(
            "",
            "Examples:",
            "  dvp lab discover && dvp lab link prod",
            "  dvp lab link prod --params linked.json");
    spec.addPositional(ArtifactArguments.parameter("NAME", 0, "What the source is called."));
    LabChoice.addTo(spec);
    addParametersTo(spec, "linked source [lab.yml's, else the schema's defaults]");
    spec.addOption(LabDiscoverCommand.environment());
    LabSession.addRunningTo(spec);
  }

  static void addParametersTo(CommandSpec spec, String of) {
    spec.addOption(
        Options.value("FILE", "JSON or YAML with the parameters of the " + of + ".", PARAMS)
            .build());
    spec.addOption(
        Options.value("SIZE", "How large its data may be, such as 500M or 2G [no limit].", QUOTA)
            .build());
  }

  /** The file of parameters that the user names. */
  static Optional<Path> parameters(Invocation call) {
    return call.value(PARAMS).map(call.host()::resolve);
  }

  @Override
  public int run(Invocation call) {
    String name = LabCommand.name(call, Workflow.LINK);
    long quota = LabChoice.size(call, QUOTA);
    return LabSession.with(call, session -> link(call, session, name, quota));
  }

  private static int link(Invocation call, LabSession session, String name, long quota) {
    LabObjects objects = session.objects().forSource(name);
    String environment = LabDiscoverCommand.environment(call, objects);
    LabChoice.Chosen chosen = new LabChoice(call, session, objects).sourceConfig(environment);
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource(
            name,
            environment,
            chosen.repository(),
            objects.object(parameters(call), "linkedSource", DefinitionKind.LINKED_SOURCE),
            quota);
    LabReport report = new LabReport(call, session.plugin(), Workflow.LINK);
    LabProgress progress = report.progress();
    return report.print(
        session.run(new WorkflowRequest.Link(made, chosen.sourceConfig()), progress),
        progress,
        "Linked " + name + ".");
  }
}
