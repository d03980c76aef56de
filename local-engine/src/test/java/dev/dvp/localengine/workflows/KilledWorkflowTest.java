package dev.dvp.localengine.workflows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.datasets.Trees;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.Unfinished;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowEvent.Kind;
import dev.dvp.localengine.store.WorkflowJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the process that runs a workflow (SIGKILL): when a step has begun, in the middle of an
 * operation, and when a step is done. Then the workflow is run again in another process, this one.
 * {@code -Ddvp.kills.workflows=all} does it at each step of each workflow, for both plugin types.
 */
class KilledWorkflowTest {
  private static final boolean ALL = "all".equals(System.getProperty("dvp.kills.workflows"));

  /** Without all, where a kill leaves the most. */
  private static final Set<Kill> FEW =
      Set.of(
          new Kill(Workflow.PROVISION, new WorkMain.Stop(Kind.NOTE, "virtual.configure")),
          new Kill(Workflow.SNAPSHOT, new WorkMain.Stop(Kind.NOTE, "virtual.post_snapshot")),
          new Kill(Workflow.DELETE, new WorkMain.Stop(Kind.DONE, "engine: delete data")));

  private static final int FILES = ALL ? 3000 : 500;
  private static final int LATER_KILLS = 5;
  private static final int MILLIS = 20;

  @TempDir Path folder;
  private LabBench bench;
  private int kills;
  private long nanos;

  private record Kill(Workflow workflow, WorkMain.Stop stop) {}

  /** A workflow, what comes before each run of it, and how the source is afterwards. */
  private record Case(
      Workflow workflow, String source, Optional<Workflow> before, Optional<SourceState> after) {
    static Case of(Workflow workflow, String source, Workflow before, SourceState after) {
      return new Case(workflow, source, Optional.of(before), Optional.of(after));
    }

    static Case of(Workflow workflow, String source, SourceState after) {
      return new Case(workflow, source, Optional.empty(), Optional.of(after));
    }

    boolean isNew() {
      return switch (workflow) {
        case LINK, PROVISION, CREATE_EMPTY, DELETE -> true;
        default -> false;
      };
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(Workflow.DISCOVER, "", Optional.empty(), Optional.empty()),
          Case.of(Workflow.LINK, "l", SourceState.ENABLED),
          Case.of(Workflow.SYNC, LabBench.LINKED, SourceState.ENABLED),
          Case.of(Workflow.DISABLE, LabBench.LINKED, Workflow.ENABLE, SourceState.DISABLED),
          Case.of(Workflow.ENABLE, LabBench.LINKED, Workflow.DISABLE, SourceState.ENABLED),
          Case.of(Workflow.PROVISION, "p", SourceState.RUNNING),
          Case.of(Workflow.CREATE_EMPTY, "c", SourceState.RUNNING),
          Case.of(Workflow.SNAPSHOT, LabBench.VIRTUAL, SourceState.RUNNING),
          Case.of(Workflow.STOP, LabBench.VIRTUAL, Workflow.START, SourceState.STOPPED),
          Case.of(Workflow.START, LabBench.VIRTUAL, Workflow.STOP, SourceState.RUNNING),
          Case.of(Workflow.REFRESH, LabBench.VIRTUAL, SourceState.RUNNING),
          Case.of(Workflow.ROLLBACK, LabBench.VIRTUAL, SourceState.RUNNING),
          Case.of(Workflow.DISABLE, LabBench.VIRTUAL, Workflow.ENABLE, SourceState.DISABLED),
          Case.of(Workflow.ENABLE, LabBench.VIRTUAL, Workflow.DISABLE, SourceState.RUNNING),
          new Case(Workflow.DELETE, "d", Optional.of(Workflow.PROVISION), Optional.empty()));

  private static Set<PluginType> types() {
    return ALL ? EnumSet.allOf(PluginType.class) : EnumSet.of(PluginType.STAGED);
  }

  @ParameterizedTest
  @MethodSource("types")
  void noKillLosesASnapshotAndTheWorkGoesOn(PluginType type) throws Exception {
    long begun = System.nanoTime();
    bench = new LabBench(folder, type);
    try {
      bench.provisioned();
      for (Case one : CASES) {
        if (ALL || FEW.stream().anyMatch(kill -> kill.workflow() == one.workflow())) {
          check(one, type);
        }
      }
    } finally {
      bench.close();
    }
    nanos = System.nanoTime() - begun;
    if (ALL) {
      System.out.printf(
          "| %s | %d kills | %d s |%n", type, kills, TimeUnit.NANOSECONDS.toSeconds(nanos));
      assertThat(kills).isGreaterThan(100);
    } else {
      assertThat(kills).isEqualTo(FEW.size());
    }
  }

  /** The engine's own steps have a middle, too: with much data, at any time of it. */
  @Test
  void aKillInTheMiddleOfACopyLosesNothing() throws Exception {
    bench = new LabBench(folder, PluginType.DIRECT);
    try {
      bench.provisioned();
      fill(bench.place(LabBench.VIRTUAL));
      bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
      Map<Workflow, String> steps = new TreeMap<>();
      steps.put(Workflow.ROLLBACK, "engine: copy data");
      if (ALL) {
        steps.put(Workflow.SNAPSHOT, "engine: snapshot");
        steps.put(Workflow.DISABLE, "engine: unmount");
        steps.put(Workflow.ENABLE, "engine: mount");
      }
      int rounds = ALL ? LATER_KILLS : 1;
      for (int i = 0; i < rounds; i++) {
        for (Map.Entry<Workflow, String> one : steps.entrySet()) {
          killAnyTime(one.getKey(), new WorkMain.Stop(Kind.BEGUN, one.getValue(), false), i);
        }
      }
      if (ALL) {
        System.out.printf(
            "| at any time | %d of %d before the end |%n", kills, rounds * steps.size());
      }
    } finally {
      bench.close();
    }
  }

  private static void fill(Path data) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path of = Files.createDirectories(data.resolve("folder-" + i % 50));
      Files.writeString(of.resolve("file-" + i), "content " + i);
    }
  }

  private void killAnyTime(Workflow workflow, WorkMain.Stop stop, int later) throws Exception {
    String when = workflow + " " + later;
    Case one = Case.of(workflow, LabBench.VIRTUAL, SourceState.RUNNING);
    if (!Allowed.of(bench.source(LabBench.VIRTUAL)).contains(workflow)) {
      bench.good(
          workflow == Workflow.ENABLE ? Workflow.DISABLE : Workflow.ENABLE, LabBench.VIRTUAL);
    }
    Map<Long, Map<String, String>> known = bench.snapshots();
    try (Run run = new Run(one, PluginType.DIRECT, stop, "0", when)) {
      run.waitFor(later * MILLIS);
    }
    assertThat(bench.snapshots()).as(when).containsAllEntriesOf(known);
    if (bench.lastJob().reason().filter(DeadJobs.REASON::equals).isPresent()) {
      kills++;
      if (Allowed.of(bench.source(LabBench.VIRTUAL)).contains(workflow)) {
        bench.good(workflow, LabBench.VIRTUAL);
      }
    }
    assertThat(bench.snapshots()).as(when).containsAllEntriesOf(known);
    bench.checkWhole();
    assertThat(Trees.told(bench.dataset(LabBench.VIRTUAL).data()).size())
        .as(when)
        .isGreaterThan(FILES);
  }

  /** Where the data is mounted was not noted yet, and it is given up all the same. */
  @Test
  void aProvisionKilledAtItsMountLeavesNoLinkWhenItIsDeleted() throws Exception {
    bench = new LabBench(folder, PluginType.DIRECT);
    try {
      bench.synced();
      Case one = Case.of(Workflow.PROVISION, "p", SourceState.RUNNING);
      WorkMain.Stop stop = new WorkMain.Stop(Kind.DONE, "engine: mount");
      try (Run run = new Run(one, PluginType.DIRECT, stop, "0", "mounted")) {
        assertThat(run.isAlive()).isTrue();
        assertThatExceptionOfType(DvpException.class)
            .isThrownBy(() -> bench.run(request(one, "0")))
            .satisfies(e -> assertThat(e.diagnostics().get(0).rule()).isEqualTo(WorkflowRule.BUSY));
      }
      assertThat(bench.place("p0")).isSymbolicLink();
      bench.good(Workflow.DELETE, "p0");
      bench.checkWhole();
    } finally {
      bench.close();
    }
  }

  /** An upgrade is all or nothing, so it can be killed at each step of the same objects. */
  @Test
  void aKilledUpgradeChangesNothing() throws Exception {
    bench = new LabBench(folder, PluginType.DIRECT);
    try {
      bench.provisioned();
      Case one = new Case(Workflow.UPGRADE, "", Optional.empty(), Optional.empty());
      List<Source> before = bench.lab.book().sources(RecordingPlugin.ID);
      bench.use(UpgradeTest.versionTwo(bench.plugin), RecordingPlugin.LONG);
      bench.good(new WorkflowRequest.Upgrade(true));
      List<WorkMain.Stop> stops = new ArrayList<>(stops());
      stops.removeIf(stop -> stop.kind() == Kind.NOTE);
      stops.add(new WorkMain.Stop(Kind.BEGUN, "engine: store"));
      for (WorkMain.Stop stop : ALL ? stops : stops.subList(stops.size() - 1, stops.size())) {
        killAt(one, PluginType.DIRECT, stop, "0", "upgrade " + stop);
        assertThat(bench.lab.book().sources(RecordingPlugin.ID)).isEqualTo(before);
      }
      assertThat(bench.good(new WorkflowRequest.Upgrade(false)).changes()).isNotEmpty();
      bench.good(Workflow.STOP, LabBench.VIRTUAL);
    } finally {
      bench.close();
    }
  }

  private void check(Case one, PluginType type) throws Exception {
    List<WorkMain.Stop> stops = new ArrayList<>();
    if (ALL) {
      bringBack(one, "0");
      bench.good(request(one, "0"));
      stops.addAll(stops());
    } else {
      FEW.stream()
          .filter(kill -> kill.workflow() == one.workflow())
          .forEach(k -> stops.add(k.stop()));
    }
    int count = 0;
    for (WorkMain.Stop stop : stops) {
      count++;
      killAndGoOn(one, type, stop, Integer.toString(count));
      kills++;
    }
  }

  /** All places to kill at, from a run that went well. */
  private List<WorkMain.Stop> stops() {
    Set<WorkMain.Stop> stops = new LinkedHashSet<>();
    for (WorkflowEvent event : bench.events) {
      if (event.kind() == Kind.BEGUN || event.kind() == Kind.DONE) {
        stops.add(WorkMain.Stop.of(event));
      }
      if (event.kind() == Kind.DONE && !event.step().startsWith("engine")) {
        stops.add(new WorkMain.Stop(Kind.NOTE, event.step()));
      }
    }
    return List.copyOf(stops);
  }

  private static String name(Case one, String count) {
    return one.isNew() ? one.source() + count : one.source();
  }

  private long snapshot() {
    return bench.lab.book().snapshots(bench.source(LabBench.LINKED)).get(0).number();
  }

  private WorkflowRequest request(Case one, String count) {
    return WorkMain.request(one.workflow(), name(one, count), snapshot());
  }

  /** The state from which the workflow can be run. */
  private void bringBack(Case one, String count) throws Exception {
    if (one.before().isPresent() && one.before().get() == Workflow.PROVISION) {
      bench.good(LabBench.provision(name(one, count), snapshot()));
    } else if (one.before().isPresent()) {
      Source source = bench.source(one.source());
      if (Allowed.of(source).contains(one.before().get())) {
        bench.good(one.before().get(), one.source());
      }
    }
  }

  private void killAndGoOn(Case one, PluginType type, WorkMain.Stop stop, String count)
      throws Exception {
    String when = type + " " + one.workflow() + " " + stop;
    bringBack(one, count);
    Map<Long, Map<String, String>> before = bench.snapshots();
    killAt(one, type, stop, count, when);
    Map<Long, Map<String, String>> known = new TreeMap<>(before);
    known.keySet().retainAll(toStay(one, count));
    assertThat(bench.snapshots()).as(when).containsAllEntriesOf(known);
    WorkflowJob killed = bench.lastJob();
    assertThat(killed.state()).as(when).isEqualTo(WorkState.FAILED);
    assertThat(killed.reason()).as(when).contains(DeadJobs.REASON);
    checkNamed(one, count, when);

    bench.good(request(one, count));

    WorkflowJob told = bench.lab.book().job(killed.number());
    assertThat(told.state()).as(when).isEqualTo(WorkState.FAILED);
    assertThat(told.reason()).as(when).contains(DeadJobs.REASON);
    assertThat(bench.snapshots()).as(when).containsAllEntriesOf(known);
    bench.checkWhole();
    if (one.after().isPresent()) {
      Source source = bench.source(name(one, count));
      assertThat(source.condition().state()).as(when).isEqualTo(one.after().get());
      assertThat(source.condition().unfinished()).as(when).isEmpty();
    }
  }

  /** The snapshots that nobody asked to delete. */
  private Set<Long> toStay(Case one, String count) {
    Set<Long> all = new LinkedHashSet<>();
    for (Source source : bench.lab.book().sources(RecordingPlugin.ID)) {
      boolean goes =
          one.workflow() == Workflow.DELETE && source.identity().name().equals(name(one, count));
      if (!goes) {
        bench.lab.book().snapshots(source).forEach(snapshot -> all.add(snapshot.number()));
      }
    }
    return all;
  }

  /** The state that the kill left has a name: the workflow and the step. */
  private void checkNamed(Case one, String count, String when) {
    if (one.workflow() != Workflow.DISCOVER) {
      Optional<Unfinished> left = bench.source(name(one, count)).condition().unfinished();
      left.ifPresent(work -> assertThat(work.workflow()).as(when).isEqualTo(one.workflow().word()));
      assertThat(Allowed.of(bench.source(name(one, count)))).as(when).contains(one.workflow());
    }
  }

  private void killAt(Case one, PluginType type, WorkMain.Stop stop, String count, String when)
      throws Exception {
    boolean isMiddle = stop.kind() == Kind.NOTE;
    if (isMiddle) {
      bench.order(stop.step(), "hang");
    }
    try (Run run = new Run(one, type, stop, count, when)) {
      assertThat(run.isAlive()).as(when).isTrue();
    }
    if (isMiddle) {
      bench.order(stop.step(), "");
    }
  }

  /** A run in another process, which has stopped where it should, and is killed in the end. */
  private final class Run implements AutoCloseable {
    private final Process process;

    Run(Case one, PluginType type, WorkMain.Stop stop, String count, String when)
        throws IOException {
      process = WorkMain.start(folder, type, one.workflow(), name(one, count), snapshot(), stop);
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      assertThat(out.readLine()).as(when).isEqualTo(WorkMain.STOPPED);
    }

    boolean isAlive() {
      return process.isAlive();
    }

    void waitFor(long millis) throws InterruptedException {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      List<ProcessHandle> all =
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
      process.destroyForcibly();
      for (ProcessHandle one : all) {
        one.onExit().orTimeout(30, TimeUnit.SECONDS).join(); // a plugin goes with its engine
      }
    }
  }
}
