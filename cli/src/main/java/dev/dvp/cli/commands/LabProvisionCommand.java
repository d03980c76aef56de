package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.workflows.SourceBook;
import dev.dvp.localengine.workflows.Workflow;
import dev.dvp.localengine.workflows.WorkflowRequest;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab provision} and {@code create-empty}: make a virtual source. */
final class LabProvisionCommand implements Command {
  private static final String FROM = "--from";
  private static final String SNAPSHOT = "--snapshot";

  private final boolean hasData;

  LabProvisionCommand(boolean hasData) {
    this.hasData = hasData;
  }

  private Workflow workflow() {
    return hasData ? Workflow.PROVISION : Workflow.CREATE_EMPTY;
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            hasData
                ? "Make a virtual source with a copy of a snapshot's data, and take a first"
                    + " snapshot of it."
                : "Make a virtual source without data, by `virtual.initialize`, and take a first"
                    + " snapshot of it.")
        .footer(
            "",
            "Example:",
            hasData ? "  dvp lab provision copy --from prod" : "  dvp lab create-empty fresh");
    spec.addPositional(ArtifactArguments.parameter("NAME", 0, "What the source is called."));
    if (hasData) {
      spec.addOption(
          Options.value("SOURCE", "Take the newest snapshot of this source.", FROM).build());
      spec.addOption(Options.value("NUMBER", "Take this snapshot.", SNAPSHOT).build());
    }
    LabLinkCommand.addParametersTo(spec, "virtual source [lab.yml's, else the schema's defaults]");
    LabSession.addRunningTo(spec);
  }

  @Override
  public int run(Invocation call) {
    String name = LabCommand.name(call, workflow());
    long quota = LabChoice.size(call, LabLinkCommand.QUOTA);
    if (hasData && call.flag(FROM) == call.flag(SNAPSHOT)) {
      throw new UsageException(
          "`dvp lab provision` needs to know whose data it is to take.",
          "Give `--from SOURCE` or `--snapshot NUMBER`; `dvp lab list` shows both.");
    }
    return LabSession.with(call, session -> provision(call, session, name, quota));
  }

  private int provision(Invocation call, LabSession session, String name, long quota) {
    LabObjects objects = session.objects().forSource(name);
    Optional<Snapshot> snapshot = hasData ? Optional.of(snapshot(call, session)) : Optional.empty();
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource(
            name,
            "local",
            repository(session, objects, snapshot),
            objects.object(
                LabLinkCommand.parameters(call), "virtualSource", DefinitionKind.VIRTUAL_SOURCE),
            quota);
    LabReport report = new LabReport(call, session.plugin(), workflow());
    LabProgress progress = report.progress();
    return report.print(
        session.run(new WorkflowRequest.Provision(made, snapshot.map(Snapshot::number)), progress),
        progress,
        hasData ? "Provisioned " + name + "." : "Created " + name + ".");
  }

  private static Snapshot snapshot(Invocation call, LabSession session) {
    SourceBook book = session.lab().book();
    if (call.flag(SNAPSHOT)) {
      return book.snapshot(session.pluginId(), call.number(SNAPSHOT, 0, 1, Integer.MAX_VALUE));
    }
    Source source = book.source(session.pluginId(), call.value(FROM).orElseThrow());
    List<Snapshot> all = book.snapshots(source);
    if (all.isEmpty()) {
      throw new DvpException(
          WorkflowRule.UNKNOWN.at(
              Location.NONE,
              "`" + source.identity().name() + "` has no snapshot.",
              "Take one with `dvp lab sync " + source.identity().name() + "`."));
    }
    return all.get(all.size() - 1);
  }

  /** That of the snapshot's source, or the one that was found on this machine. */
  static JsonNode repository(LabSession session, LabObjects objects, Optional<Snapshot> snapshot) {
    SourceBook book = session.lab().book();
    Optional<JsonNode> ofSource =
        snapshot.flatMap(
            taken ->
                book.sources(session.pluginId()).stream()
                    .filter(one -> one.number() == taken.source())
                    .filter(one -> one.identity().environment().equals("local"))
                    .map(one -> one.objects().repository())
                    .findFirst());
    List<JsonNode> found =
        book.found(session.pluginId()).stream()
            .filter(one -> one.environment().equals("local"))
            .map(FoundSourceConfig::repository)
            .filter(one -> LabChoice.isLike(one, objects.part("repository")))
            .distinct()
            .toList();
    return ofSource.orElseGet(
        () ->
            found.stream()
                .findFirst()
                .orElseThrow(
                    () ->
                        new DvpException(
                            WorkflowRule.UNKNOWN.at(
                                Location.NONE,
                                "No repository was discovered on `local`, where the source is to"
                                    + " be.",
                                "Run `dvp lab discover --env local` first."))));
  }
}
