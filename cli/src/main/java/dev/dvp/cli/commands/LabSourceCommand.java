package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of the lab that do something with a source that is there. */
final class LabSourceCommand implements Command {
  private static final String SNAPSHOT = "--snapshot";
  private static final String FORCE = "--force";

  private final Workflow workflow;

  LabSourceCommand(Workflow workflow) {
    this.workflow = workflow;
  }

  private boolean takesSnapshot() {
    return workflow == Workflow.REFRESH || workflow == Workflow.ROLLBACK;
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().footer("", "Example:", "  dvp lab " + workflow.word() + " " + example());
    spec.addPositional(ArtifactArguments.parameter("NAME", 0, "The source."));
    if (takesSnapshot()) {
      spec.addOption(
          Options.value(
                  "NUMBER",
                  workflow == Workflow.REFRESH
                      ? "The snapshot [the newest of where its data is from]."
                      : "The snapshot [its newest].",
                  SNAPSHOT)
              .build());
    }
    if (workflow == Workflow.SYNC) {
      spec.addOption(
          Options.value(
                  "FILE",
                  "JSON or YAML with the snapshot's parameters [none].",
                  LabLinkCommand.PARAMS)
              .build());
    }
    if (workflow == Workflow.DELETE) {
      spec.addOption(Options.flag("Go on when an operation of the plugin fails.", FORCE).build());
    }
    LabSession.addRunningTo(spec);
  }

  private String example() {
    return workflow == Workflow.SYNC ? "prod" : "copy";
  }

  @Override
  public int run(Invocation call) {
    String name = LabCommand.name(call, workflow);
    Optional<Long> snapshot =
        takesSnapshot() && call.flag(SNAPSHOT)
            ? Optional.of((long) call.number(SNAPSHOT, 0, 1, Integer.MAX_VALUE))
            : Optional.empty();
    return LabSession.with(call, session -> run(call, session, name, snapshot));
  }

  private int run(Invocation call, LabSession session, String name, Optional<Long> snapshot) {
    LabObjects objects = session.objects();
    LabReport report = new LabReport(call, session.plugin(), workflow);
    LabProgress progress = report.progress();
    WorkflowRequest request =
        new WorkflowRequest.OnSource(
            workflow,
            name,
            snapshot,
            snapshotParameters(call, objects),
            workflow == Workflow.DELETE && call.flag(FORCE));
    return report.print(session.run(request, progress), progress, done(name));
  }

  private Optional<JsonNode> snapshotParameters(Invocation call, LabObjects objects) {
    boolean isGiven =
        workflow == Workflow.SYNC
            && (call.flag(LabLinkCommand.PARAMS) || objects.part("snapshotParameters").isPresent());
    return isGiven
        ? Optional.of(
            objects.object(
                LabLinkCommand.parameters(call),
                "snapshotParameters",
                DefinitionKind.SNAPSHOT_PARAMETERS))
        : Optional.empty();
  }

  private String done(String name) {
    String what =
        switch (workflow) {
          case SYNC -> "Synchronized ";
          case SNAPSHOT -> "Kept the data of ";
          case REFRESH -> "Refreshed ";
          case ROLLBACK -> "Rolled back ";
          case START -> "Started ";
          case STOP -> "Stopped ";
          case ENABLE -> "Enabled ";
          case DISABLE -> "Disabled ";
          case DELETE -> "Deleted ";
          default -> throw new IllegalStateException(workflow.word());
        };
    return what + name + ".";
  }
}
