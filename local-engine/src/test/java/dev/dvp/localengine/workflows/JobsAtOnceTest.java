package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.EngineReset;
import dev.dvp.localengine.store.FullStore;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several jobs at once, and processes that end. */
class JobsAtOnceTest {
  private static final String STOP = "virtual.stop";

  @TempDir Path folder;

  /** A run that stays at a step until it is let go. */
  private static final class Waiting implements WorkflowWatcher {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    private final String step;

    Waiting(String step) {
      this.step = step;
    }

    @Override
    public void happened(WorkflowEvent event) {
      if (event.kind() == WorkflowEvent.Kind.BEGUN && event.step().equals(step)) {
        reached.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static CompletableFuture<WorkflowResult> started(
      LabBench bench, WorkflowRequest request, WorkflowWatcher watcher) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (PluginSession session = bench.plugin.session(RecordingPlugin.LONG)) {
            return bench.lab.run(request, session, watcher);
          } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void refused(WorkflowRule rule, LabBench bench, WorkflowRequest request) {
    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> bench.run(request))
        .satisfies(e -> assertThat(e.diagnostics().get(0).rule()).isEqualTo(rule));
  }

  @Test
  void oneSourceIsWorkedOnByOneJobAndTwoByTwo() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      WorkflowRequest stop = WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL);
      Waiting waiting = new Waiting(STOP);
      CompletableFuture<WorkflowResult> first = started(bench, stop, waiting);
      try {
        assertThat(waiting.reached.await(60, TimeUnit.SECONDS)).isTrue();
        refused(WorkflowRule.BUSY, bench, stop);
        refused(WorkflowRule.BUSY, bench, new WorkflowRequest.Upgrade(false));
        bench.good(Workflow.SYNC, LabBench.LINKED);
        assertThat(bench.source(LabBench.VIRTUAL).stateText())
            .isEqualTo("stop unfinished at virtual.stop");
      } finally {
        waiting.go.countDown();
      }
      assertThat(first.get(60, TimeUnit.SECONDS).failure()).isEmpty();
      assertThat(bench.source(LabBench.VIRTUAL).condition().state()).isEqualTo(SourceState.STOPPED);
      bench.checkWhole();
    }
  }

  @Test
  void whoIsRefusedChangesNothing() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      long snapshot = bench.synced().number();
      Waiting waiting = new Waiting("virtual.configure");
      CompletableFuture<WorkflowResult> first =
          started(bench, LabBench.provision("v", snapshot), waiting);
      try {
        assertThat(waiting.reached.await(60, TimeUnit.SECONDS)).isTrue();
        WorkflowRequest.NewSource other =
            new WorkflowRequest.NewSource(
                "v", "local", LabBench.object("r2"), LabBench.object("other"), 5);
        refused(
            WorkflowRule.BUSY,
            bench,
            new WorkflowRequest.Provision(other, java.util.Optional.of(snapshot)));
        assertThat(bench.source("v").objects().parameters()).isEqualTo(LabBench.object("chosen"));
        assertThat(bench.source("v").identity().quota()).isZero();
      } finally {
        waiting.go.countDown();
      }
      assertThat(first.get(60, TimeUnit.SECONDS).failure()).isEmpty();
    }
  }

  @Test
  void dataIsNotTakenFromASourceThatIsBeingDeleted() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      long snapshot = bench.synced().number();
      Waiting waiting = new Waiting("engine: delete data");
      CompletableFuture<WorkflowResult> deleting =
          started(bench, WorkflowRequest.OnSource.of(Workflow.DELETE, LabBench.LINKED), waiting);
      try {
        assertThat(waiting.reached.await(60, TimeUnit.SECONDS)).isTrue();
        WorkflowResult result = bench.run(LabBench.provision("v", snapshot));
        assertThat(result.failure().orElseThrow().reason()).contains("being deleted");
        assertThat(bench.source("v").stateText())
            .isEqualTo("provision unfinished at engine: copy data");
      } finally {
        waiting.go.countDown();
      }
      assertThat(deleting.get(60, TimeUnit.SECONDS).failure()).isEmpty();
      bench.good(Workflow.DELETE, "v");
      assertThat(bench.lab.book().sources(RecordingPlugin.ID)).isEmpty();
      bench.checkWhole();
    }
  }

  @Test
  void aPythonThatIsKilledFailsTheStepAndTheNextRunHasAnother() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      for (String operation : java.util.List.of("virtual.pre_snapshot", "virtual.post_snapshot")) {
        var before = bench.snapshots();
        bench.order(operation, "hang");
        WorkflowWatcher killer =
            new WorkflowWatcher() {
              @Override
              public void happened(WorkflowEvent event) {
                if (event.text().endsWith(": reached")) {
                  killPython(bench.session);
                }
              }
            };
        WorkflowResult result =
            bench.lab.run(
                WorkflowRequest.OnSource.of(Workflow.SNAPSHOT, LabBench.VIRTUAL),
                bench.session,
                killer);
        assertThat(result.failure().orElseThrow().step()).isEqualTo(operation);
        assertThat(result.failure().orElseThrow().reason()).contains("ended without an answer");
        assertThat(bench.lastJob().state()).isEqualTo(WorkState.FAILED);
        bench.checkWhole();
        bench.order(operation, "");
        bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
        assertThat(bench.snapshots()).containsAllEntriesOf(before).hasSize(before.size() + 1);
      }
      killPython(bench.session);
      bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
      bench.checkWhole();
    }
  }

  /** Kills the innermost process of the session's: Python. */
  private static void killPython(PluginSession session) {
    ProcessHandle python = ProcessHandle.of(session.pid().orElseThrow()).orElseThrow();
    Stream.concat(python.descendants(), Stream.of(python)).toList().get(0).destroyForcibly();
    python.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void aStoreThatIsFullEndsTheRunWhereItWas() throws Exception {
    new LabBench(folder, PluginType.DIRECT).close();
    FullStore full = FullStore.open(folder.resolve("data/engine.db"));
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT, full.store())) {
      bench.provisioned();
      bench.order(STOP, "talk"); // more than the ends of pages hold
      WorkflowWatcher filling =
          new WorkflowWatcher() {
            @Override
            public void happened(WorkflowEvent event) {
              if (event.step().equals(STOP) && event.kind() == WorkflowEvent.Kind.BEGUN) {
                full.fill();
              }
            }
          };
      WorkflowRequest stop = WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL);
      assertThatExceptionOfType(DvpException.class)
          .isThrownBy(() -> bench.lab.run(stop, bench.session, filling))
          .satisfies(
              e ->
                  assertThat(e.diagnostics().get(0).message())
                      .contains("the store cannot go on: the disk is full"));
      full.makeRoom();
      assertThat(bench.source(LabBench.VIRTUAL).stateText())
          .isEqualTo("stop unfinished at virtual.stop");
      bench.good(stop);
      bench.checkWhole();
    }
  }

  @Test
  void aRunThatIsInterruptedIsTakenUp() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      bench.order(STOP, "hang");
      Thread runs = Thread.currentThread();
      WorkflowWatcher interrupter =
          new WorkflowWatcher() {
            @Override
            public void happened(WorkflowEvent event) {
              if (event.text().endsWith(": reached")) {
                runs.interrupt();
              }
            }
          };
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(
              () ->
                  bench.lab.run(
                      WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL),
                      bench.session,
                      interrupter));
      WorkflowJob job = bench.lastJob();
      assertThat(job.state()).isEqualTo(WorkState.FAILED);
      assertThat(job.reason()).contains("It was interrupted.");
      assertThat(bench.source(LabBench.VIRTUAL).stateText())
          .isEqualTo("stop unfinished at virtual.stop");
      bench.order(STOP, "");
      bench.good(Workflow.STOP, LabBench.VIRTUAL);
    }
  }

  @Test
  void nothingIsRemovedWhileAJobRuns() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      Waiting waiting = new Waiting(STOP);
      CompletableFuture<WorkflowResult> job =
          started(bench, WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL), waiting);
      String reference = bench.source(LabBench.VIRTUAL).reference();
      try {
        assertThat(waiting.reached.await(60, TimeUnit.SECONDS)).isTrue();
        EngineReset reset = EngineReset.of(bench.data.root());
        assertThatExceptionOfType(DvpException.class)
            .isThrownBy(reset::remove)
            .satisfies(
                e -> {
                  assertThat(e.diagnostics().get(0).rule().id()).isEqualTo("E808");
                  assertThat(e.diagnostics().get(0).message()).contains("works on " + reference);
                });
        bench.checkWhole();
      } finally {
        waiting.go.countDown();
      }
      assertThat(job.get(60, TimeUnit.SECONDS).failure()).isEmpty();
      assertThat(bench.place(LabBench.VIRTUAL)).isDirectory();
    }
  }

  @Test
  void aJobThatTheUserEndsIsNoFailureOfThePlugin() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      bench.order(STOP, "hang");
      List<WorkflowEvent> events = new ArrayList<>();
      WorkflowWatcher killing =
          new WorkflowWatcher() {
            @Override
            public void happened(WorkflowEvent event) {
              events.add(event);
              if (event.text().contains("reached")) {
                bench.session.kill();
              }
            }
          };
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(
              () ->
                  bench.lab.run(
                      WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL),
                      bench.session,
                      killing));
      assertThat(events).extracting(WorkflowEvent::kind).doesNotContain(WorkflowEvent.Kind.FAILED);
      assertThat(bench.lastJob().reason()).contains("It was interrupted.");
    }
  }
}
