package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.workflows.LifeRow;
import dev.dvp.localengine.workflows.LifeStep;
import dev.dvp.localengine.workflows.LifeTest;
import dev.dvp.localengine.workflows.StepFailure;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab test}: runs a dataset through its whole life. */
final class LabTestCommand implements Command {
  private static final String KEEP = "--keep";
  private static final String ONLY = "--only";
  private static final String FROM = "--from";
  private static final String JUNIT = "--junit";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Run a dataset through its whole life on this machine with the plugin at hand, and"
                + " print what came of each operation: "
                + String.join(", ", LifeStep.words())
                + ".",
            "What the sources are made of is in `lab.yml` beside the manifest, else made from the"
                + " schemas.")
        .footer(
            "",
            "Exits with 1 when an operation failed.",
            "",
            "Examples:",
            "  dvp lab test",
            "  dvp lab test --keep && dvp lab test --only refresh",
            "  dvp lab test --junit report.xml");
    spec.addOption(
        Options.flag("Delete nothing at the end: leave the sources of the test as they are.", KEEP)
            .build());
    spec.addOption(
        Options.list("STEP", "Run this step alone, on sources that were kept; repeatable.", ONLY)
            .completionCandidates(LifeStep.words())
            .build());
    spec.addOption(
        Options.value("STEP", "Begin with this step, on sources that were kept.", FROM)
            .completionCandidates(LifeStep.words())
            .build());
    spec.addOption(Options.value("FILE", "Also write a report in JUnit's XML.", JUNIT).build());
    spec.addOption(LabDiscoverCommand.environment());
    LabSession.addRunningTo(spec);
  }

  @Override
  public int run(Invocation call) {
    Set<LifeStep> steps = steps(call);
    Optional<Path> junit = call.value(JUNIT).map(call.host()::resolve);
    junit.ifPresent(LabJunit::checkPlace);
    return LabSession.with(call, session -> test(call, session, steps, junit));
  }

  private static Set<LifeStep> steps(Invocation call) {
    if (call.flag(ONLY) && call.flag(FROM)) {
      throw new UsageException(
          "`--only` and `--from` contradict each other.", "Leave one of them out.");
    }
    EnumSet<LifeStep> steps = EnumSet.noneOf(LifeStep.class);
    for (String word : call.values(ONLY)) {
      LifeStep named = step(word);
      EnumSet.allOf(LifeStep.class).stream()
          .filter(one -> one.word().equals(named.word()))
          .forEach(steps::add);
    }
    if (call.flag(FROM)) {
      steps.addAll(EnumSet.range(step(call.value(FROM).orElseThrow()), LifeStep.DELETE));
    }
    if (steps.isEmpty()) {
      steps = EnumSet.allOf(LifeStep.class);
    }
    if (call.flag(KEEP) && !call.flag(ONLY)) {
      steps.remove(LifeStep.DELETE);
    }
    return steps;
  }

  private static LifeStep step(String word) {
    return LifeStep.of(word)
        .orElseThrow(
            () -> {
              String hint = DidYouMean.hint(word, LifeStep.words());
              return new UsageException(
                  "The test has no step `" + word + "`.",
                  hint.isEmpty() ? "It has " + String.join(", ", LifeStep.words()) + "." : hint);
            });
  }

  private static int test(
      Invocation call, LabSession session, Set<LifeStep> steps, Optional<Path> junit) {
    LabTestReport report = new LabTestReport(call, session.plugin());
    LabProgress progress = new LabProgress(call);
    if (call.verbosity() <= 0 || FormatOption.isJson(call)) {
      progress.silent();
    }
    boolean isFresh = !call.flag(ONLY) && !call.flag(FROM);
    boolean isKept = call.flag(KEEP) || call.flag(ONLY);
    Choices choices = new Choices(call, session, session.objects());
    long begun = System.nanoTime();
    List<LifeRow> rows =
        session.running(
            running -> {
              LifeTest test = new LifeTest(session.lab(), running, choices, progress, report::row);
              List<LifeRow> all = test.run(steps, isFresh);
              if (!isKept) {
                test.cleanUp().stream().map(StepFailure::reason).forEach(call::warn);
              }
              return all;
            });
    long took = System.nanoTime() - begun;
    junit.ifPresent(file -> new LabJunit(session.plugin(), rows).write(file));
    int exitCode = hasFailed(rows) ? ExitCode.REFUSED : ExitCode.OK;
    report.end(rows, took, exitCode);
    if (isKept) {
      call.say("The sources of the test were kept; `dvp lab list` shows them.");
    }
    return exitCode;
  }

  private static boolean hasFailed(List<LifeRow> rows) {
    return rows.stream()
        .anyMatch(
            row ->
                row.outcome() == LifeRow.Outcome.FAILED
                    || row.outcome() == LifeRow.Outcome.NOT_RUN);
  }

  /** What the user wrote, or else what the schemas allow. */
  private record Choices(Invocation call, LabSession session, LabObjects objects)
      implements LifeTest.Choices {
    @Override
    public String environment() {
      return LabDiscoverCommand.environment(call, objects);
    }

    @Override
    public WorkflowRequest.Link link(String name) {
      LabChoice.Chosen chosen = new LabChoice(call, session, objects).forTest(environment());
      return new WorkflowRequest.Link(
          new WorkflowRequest.NewSource(
              name,
              environment(),
              chosen.repository(),
              objects
                  .forSource(name)
                  .object(Optional.empty(), "linkedSource", DefinitionKind.LINKED_SOURCE),
              0),
          chosen.sourceConfig());
    }

    @Override
    public WorkflowRequest.Provision provision(String name, Snapshot snapshot) {
      return new WorkflowRequest.Provision(
          new WorkflowRequest.NewSource(
              name,
              "local",
              LabProvisionCommand.repository(session, objects, Optional.of(snapshot)),
              objects
                  .forSource(name)
                  .object(Optional.empty(), "virtualSource", DefinitionKind.VIRTUAL_SOURCE),
              0),
          Optional.of(snapshot.number()));
    }

    @Override
    public Optional<JsonNode> snapshotParameters() {
      return objects.part("snapshotParameters").isPresent()
          ? Optional.of(
              objects.object(
                  Optional.empty(), "snapshotParameters", DefinitionKind.SNAPSHOT_PARAMETERS))
          : Optional.empty();
    }
  }
}
