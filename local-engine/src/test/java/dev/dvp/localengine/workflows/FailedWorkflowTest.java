package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.Unfinished;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that fail, each in turn: the source says so, and the workflow can be run again. */
class FailedWorkflowTest {
  private static final String POST_SNAPSHOT = "virtual.post_snapshot";
  private static final String UNCONFIGURE = "virtual.unconfigure";
  private static final String PRE_SNAPSHOT = "virtual.pre_snapshot";

  @TempDir Path folder;

  /** A run of a workflow, to be repeated until no operation is left that has not failed once. */
  private record Case(WorkflowRequest request, String source, Optional<SourceState> after) {
    static Case on(Workflow workflow, String source, SourceState after) {
      return new Case(WorkflowRequest.OnSource.of(workflow, source), source, Optional.of(after));
    }
  }

  private static List<Case> cases(long snapshot) {
    return List.of(
        Case.on(Workflow.SYNC, LabBench.LINKED, SourceState.ENABLED),
        Case.on(Workflow.DISABLE, LabBench.LINKED, SourceState.DISABLED),
        Case.on(Workflow.ENABLE, LabBench.LINKED, SourceState.ENABLED),
        new Case(LabBench.provision("v", snapshot), "v", Optional.of(SourceState.RUNNING)),
        new Case(LabBench.empty("e"), "e", Optional.of(SourceState.RUNNING)),
        Case.on(Workflow.SNAPSHOT, "v", SourceState.RUNNING),
        Case.on(Workflow.STOP, "v", SourceState.STOPPED),
        Case.on(Workflow.START, "v", SourceState.RUNNING),
        Case.on(Workflow.REFRESH, "v", SourceState.RUNNING),
        Case.on(Workflow.ROLLBACK, "v", SourceState.RUNNING),
        Case.on(Workflow.DISABLE, "v", SourceState.DISABLED),
        Case.on(Workflow.ENABLE, "v", SourceState.RUNNING),
        new Case(WorkflowRequest.OnSource.of(Workflow.DELETE, "v"), "v", Optional.empty()));
  }

  /** The operations that each case's workflow calls when all goes well. */
  private static List<String> operations(Workflow workflow, boolean isLinked, PluginType type) {
    List<String> linked =
        switch (workflow) {
          case SYNC -> List.of("linked.pre_snapshot", "linked.post_snapshot");
          case DISABLE -> List.of("linked.stop_staging");
          case ENABLE -> List.of("linked.mount_specification", "linked.start_staging");
          default -> List.of();
        };
    if (isLinked) {
      boolean hasThem = type == PluginType.STAGED || workflow == Workflow.SYNC;
      return hasThem ? linked : List.of();
    }
    String specification = "virtual.mount_specification";
    return switch (workflow) {
      case PROVISION -> List.of(specification, "virtual.configure", PRE_SNAPSHOT, POST_SNAPSHOT);
      case CREATE_EMPTY ->
          List.of(specification, "virtual.initialize", PRE_SNAPSHOT, POST_SNAPSHOT);
      case SNAPSHOT -> List.of(PRE_SNAPSHOT, POST_SNAPSHOT);
      case STOP -> List.of("virtual.stop");
      case START -> List.of(specification, "virtual.start");
      case REFRESH -> List.of(UNCONFIGURE, specification, "virtual.configure");
      case ROLLBACK -> List.of(UNCONFIGURE, specification, "virtual.reconfigure");
      case DISABLE -> List.of(UNCONFIGURE);
      case ENABLE -> List.of("virtual.status", specification, "virtual.reconfigure");
      case DELETE -> List.of(UNCONFIGURE, "virtual.cleanup");
      default -> throw new AssertionError(workflow);
    };
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsTheSameWorkflowGoesOn(PluginType type) throws Exception {
    List<String> ways = List.of("user", "wrong", "exit");
    int count = 0;
    try (LabBench bench = new LabBench(folder, type)) {
      long snapshot = bench.synced().number();
      for (Case one : cases(snapshot)) {
        Workflow workflow = one.request().workflow();
        boolean isLinked = one.source().equals(LabBench.LINKED);
        for (String operation : operations(workflow, isLinked, type)) {
          check(bench, one, operation, ways.get(count++ % ways.size()));
        }
        Map<Long, Map<String, String>> before = bench.snapshots();
        bench.good(one.request());
        if (workflow == Workflow.DELETE) {
          continue;
        }
        assertThat(bench.source(one.source()).condition().state()).isEqualTo(one.after().get());
        assertThat(bench.source(one.source()).condition().unfinished()).isEmpty();
        assertThat(bench.snapshots()).containsAllEntriesOf(before);
        bench.checkWhole();
      }
    }
  }

  private static void check(LabBench bench, Case one, String operation, String way)
      throws Exception {
    String when = one.request().workflow() + " " + operation + " " + way;
    Map<Long, Map<String, String>> before = bench.snapshots();
    bench.order(operation, way);
    WorkflowResult result = bench.run(one.request());
    bench.order(operation, "");

    StepFailure failure = result.failure().orElseThrow(() -> new AssertionError(when));
    assertThat(failure.step()).as(when).isEqualTo(operation);
    assertThat(failure.userError().isPresent()).as(when).isEqualTo(way.equals("user"));
    assertThat(failure.findings().isEmpty()).as(when).isEqualTo(way.equals("user"));
    Source source = bench.source(one.source());
    assertThat(result.source()).as(when).contains(source);
    assertThat(source.stateText())
        .as(when)
        .isEqualTo(one.request().workflow().word() + " unfinished at " + operation);
    assertThat(source.condition().unfinished().flatMap(Unfinished::reason))
        .as(when)
        .contains(failure.reason());
    assertThat(Allowed.of(source)).as(when).contains(one.request().workflow());
    WorkflowJob job = bench.lastJob();
    assertThat(job.number()).as(when).isEqualTo(result.job());
    assertThat(job.state()).as(when).isEqualTo(WorkState.FAILED);
    assertThat(job.reason()).as(when).contains(operation + ": " + failure.reason());
    List<WorkflowEvent> events = bench.lab.book().events(job.number(), 0);
    assertThat(events).as(when).isEqualTo(bench.events);
    assertThat(events.get(events.size() - 1).kind()).as(when).isEqualTo(WorkflowEvent.Kind.FAILED);
    assertThat(bench.snapshots()).as(when).isEqualTo(before);
  }

  @Test
  void anOperationThatHangsIsEnded() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      bench.use(bench.plugin, Duration.ofMillis(500));
      bench.order(POST_SNAPSHOT, "hang");
      WorkflowResult result = bench.run(WorkflowRequest.OnSource.of(Workflow.SNAPSHOT, "virtual"));
      assertThat(result.failure().orElseThrow().reason()).contains("had not ended after");
      bench.checkWhole();
      bench.order(POST_SNAPSHOT, "");
      bench.use(bench.plugin, RecordingPlugin.LONG);
      bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
      bench.checkWhole();
    }
  }

  @Test
  void discoveryThatFailsKeepsWhatWasFound() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      WorkflowRequest discover = new WorkflowRequest.Discover("local");
      bench.good(discover);
      for (String operation : List.of("discovery.repository", "discovery.source_config")) {
        bench.order(operation, "user");
        WorkflowResult result = bench.run(discover);
        bench.order(operation, "");
        StepFailure failure = result.failure().orElseThrow();
        assertThat(failure.reason()).isEqualTo("no luck today");
        assertThat(failure.advice()).isEqualTo("try again tomorrow");
        assertThat(bench.lastJob().state()).isEqualTo(WorkState.FAILED);
        assertThat(bench.lab.book().found(RecordingPlugin.ID)).hasSize(2);
      }
    }
  }

  /** Given up after a failure, a source goes as one that is whole. */
  @ParameterizedTest
  @ValueSource(strings = {"virtual.mount_specification", "virtual.configure", POST_SNAPSHOT})
  void aProvisionThatFailedCanBeDeleted(String operation) throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      long snapshot = bench.synced().number();
      bench.order(operation, "user");
      bench.run(LabBench.provision("v", snapshot));
      Path place = bench.place("v");
      bench.calls();
      assertThat(Allowed.of(bench.source("v")))
          .containsExactlyInAnyOrder(Workflow.PROVISION, Workflow.DELETE);
      bench.good(Workflow.DELETE, "v");
      assertThat(bench.operations())
          .isEqualTo(
              operation.equals(POST_SNAPSHOT)
                  ? List.of(UNCONFIGURE, "virtual.cleanup")
                  : List.of());
      assertThat(place).doesNotExist();
      bench.checkWhole();
    }
  }

  /** What a sync that failed had started in the staging area is stopped, too. */
  @Test
  void aStagingAreaIsStoppedAlsoAfterASyncThatFailed() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.STAGED)) {
      bench.good(LabBench.link(LabBench.LINKED));
      bench.good(Workflow.DISABLE, LabBench.LINKED);
      assertThat(bench.operations()).as("there is none yet").isEmpty();
      bench.order("linked.start_staging", "user");
      bench.run(WorkflowRequest.OnSource.of(Workflow.ENABLE, LabBench.LINKED));
      bench.calls();
      bench.good(Workflow.DISABLE, LabBench.LINKED);
      assertThat(bench.operations()).containsExactly("linked.stop_staging");
      bench.order("linked.start_staging", "");
      bench.good(Workflow.ENABLE, LabBench.LINKED);
      bench.good(Workflow.DISABLE, LabBench.LINKED);
      bench.good(Workflow.ENABLE, LabBench.LINKED);
      bench.order("linked.pre_snapshot", "user");
      bench.run(WorkflowRequest.OnSource.of(Workflow.SYNC, LabBench.LINKED));
      bench.calls();
      bench.good(Workflow.DELETE, LabBench.LINKED);
      assertThat(bench.operations()).containsExactly("linked.stop_staging");
    }
  }

  /** What the engine does itself fails, too: the step is named. */
  @Test
  void aMountThatCannotBeIsAFailedStep() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      long snapshot = bench.synced().number();
      bench.order("path", "/../..");
      WorkflowResult result = bench.run(LabBench.provision("v", snapshot));
      assertThat(result.failure().orElseThrow().step()).isEqualTo("engine: mount");
      assertThat(bench.source("v").stateText()).isEqualTo("provision unfinished at engine: mount");
      assertThat(bench.source("v").condition().unfinished().flatMap(Unfinished::reason))
          .isPresent();
      bench.order("path", "");
      bench.good(LabBench.provision("v", snapshot));
      bench.checkWhole();
    }
  }

  @Test
  void operationsThatAreNotImplementedAreSkippedOrAskedFor() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.use(
          bench.plugin.without(
              "virtual.initialize", PRE_SNAPSHOT, UNCONFIGURE, "virtual.status", POST_SNAPSHOT),
          RecordingPlugin.LONG);
      WorkflowResult result = bench.run(LabBench.empty("e"));
      assertThat(result.failure().orElseThrow().step()).isEqualTo("virtual.initialize");
      assertThat(result.failure().orElseThrow().findings().get(0).rule().identity().id())
          .isEqualTo("R207");
      long snapshot = bench.synced().number();
      result = bench.run(LabBench.provision("v", snapshot));
      assertThat(result.failure().orElseThrow().step()).isEqualTo(POST_SNAPSHOT);
      assertThat(bench.steps(WorkflowEvent.Kind.SKIPPED)).containsExactly(PRE_SNAPSHOT);

      bench.use(bench.plugin.without(UNCONFIGURE, "virtual.status"), RecordingPlugin.LONG);
      bench.good(LabBench.provision("v", snapshot));
      List<String> skipped = new ArrayList<>();
      for (Workflow workflow : List.of(Workflow.DISABLE, Workflow.ENABLE)) {
        bench.good(workflow, "v");
        skipped.addAll(bench.steps(WorkflowEvent.Kind.SKIPPED));
      }
      assertThat(skipped).containsExactly(UNCONFIGURE, "virtual.status");
    }
  }

  @Test
  void whatTheDiskRefusesIsAFailedStep() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.good(LabBench.link(LabBench.LINKED));
      Path inTheWay = bench.dataset(LabBench.LINKED).data().resolveSibling("snapshots");
      Files.createFile(inTheWay);
      WorkflowResult result = bench.run(WorkflowRequest.OnSource.of(Workflow.SYNC, "linked"));
      StepFailure failure = result.failure().orElseThrow();
      assertThat(failure.step()).isEqualTo("engine: snapshot");
      assertThat(failure.findings().get(0).rule()).isEqualTo(WorkflowRule.STEP_FAILED);
      assertThat(failure.advice()).contains("run the workflow again");
      Files.delete(inTheWay);
      bench.good(Workflow.SYNC, LabBench.LINKED);
      bench.checkWhole();
    }
  }

  @Test
  void aPluginThatCannotBeImportedBeginsNothing() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      RecordingPlugin good = bench.plugin;
      bench.use(good.next("1.1", good.schema(), "import no_such_module\n"), RecordingPlugin.LONG);
      assertThatExceptionOfType(DvpException.class)
          .isThrownBy(() -> bench.run(LabBench.link(LabBench.LINKED)))
          .satisfies(e -> assertThat(e.diagnostics().get(0).message()).contains("no_such_module"));
      assertThat(bench.lab.book().sources(RecordingPlugin.ID)).isEmpty();
      assertThat(bench.lab.book().jobs(RecordingPlugin.ID, 9)).isEmpty();
      bench.use(good, RecordingPlugin.LONG);
      bench.good(LabBench.link(LabBench.LINKED));
    }
  }

  /** As at Ctrl-C: the process goes, the job was interrupted, and the session is over. */
  @Test
  void aSessionThatIsEndedInterruptsItsJobAndIsOver() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      bench.order("virtual.stop", "hang");
      WorkflowWatcher ending =
          new WorkflowWatcher() {
            @Override
            public void happened(WorkflowEvent event) {
              if (event.text().endsWith(": reached")) {
                bench.session.kill();
              }
            }
          };
      WorkflowRequest stop = WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL);
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> bench.lab.run(stop, bench.session, ending));
      assertThat(bench.lastJob().state()).isEqualTo(WorkState.FAILED);
      assertThat(bench.lastJob().reason()).contains("It was interrupted.");
      assertThat(bench.source(LabBench.VIRTUAL).condition().unfinished().orElseThrow().step())
          .isEqualTo("virtual.stop");
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> bench.run(stop));
      bench.order("virtual.stop", "");
      bench.use(bench.plugin, RecordingPlugin.LONG);
      bench.good(stop);
    }
  }
}
