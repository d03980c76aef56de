package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.EngineStore;
import dev.dvp.localengine.datasets.Dataset;
import dev.dvp.localengine.datasets.Trees;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A lab in a folder of the test, with a plugin that writes down its calls. */
final class LabBench implements AutoCloseable {
  static final String LINKED = "linked";
  static final String VIRTUAL = "virtual";

  final DataFolder data;
  final Path control;
  final Store store;
  final Lab lab;
  RecordingPlugin plugin;
  PluginSession session;

  /** What happened in the last run: kind and step. */
  final List<WorkflowEvent> events = new ArrayList<>();

  /** The jobs that were begun. */
  final List<WorkflowJob> jobs = new ArrayList<>();

  LabBench(Path folder, PluginType type) throws IOException {
    this(folder, type, EngineStore.open(data(folder), TestEngine.nativeLibraries()));
  }

  LabBench(Path folder, PluginType type, Store store) throws IOException {
    this.store = store;
    control = Files.createDirectories(folder.resolve("control")).toRealPath();
    data = data(folder);
    lab =
        new Lab(
            store,
            new LabSettings(
                data,
                System.getenv(),
                Clock.fixed(TestEngine.NOW, ZoneOffset.UTC),
                false,
                List.of()));
    plugin = RecordingPlugin.of(control, type);
    session = plugin.session(RecordingPlugin.LONG);
  }

  private static DataFolder data(Path folder) {
    return new DataFolder(folder.resolve("data"));
  }

  /** Goes on with another version of the plugin, or another time limit. */
  void use(RecordingPlugin next, Duration limit) throws IOException {
    session.close();
    plugin = next;
    session = next.session(limit);
  }

  WorkflowResult run(WorkflowRequest request) throws InterruptedException {
    events.clear();
    return lab.run(
        request,
        session,
        new WorkflowWatcher() {
          @Override
          public void begun(WorkflowJob job) {
            jobs.add(job);
          }

          @Override
          public void happened(WorkflowEvent event) {
            events.add(event);
          }
        });
  }

  /** A run that comes to a good end. */
  WorkflowResult good(WorkflowRequest request) throws InterruptedException {
    WorkflowResult result = run(request);
    assertThat(result.failure().map(StepFailure::findings)).as(events::toString).isEmpty();
    return result;
  }

  WorkflowResult good(Workflow workflow, String source) throws InterruptedException {
    return good(WorkflowRequest.OnSource.of(workflow, source));
  }

  static JsonNode object(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }

  static WorkflowRequest.NewSource made(String name) {
    return new WorkflowRequest.NewSource(name, "local", object("r1"), object("chosen"), 0);
  }

  static WorkflowRequest.Link link(String name) {
    return new WorkflowRequest.Link(made(name), object("c of r1"));
  }

  static WorkflowRequest.Provision provision(String name, long snapshot) {
    return new WorkflowRequest.Provision(made(name), Optional.of(snapshot));
  }

  static WorkflowRequest.Provision empty(String name) {
    return new WorkflowRequest.Provision(made(name), Optional.empty());
  }

  /** A linked source with data and a snapshot of it. */
  Snapshot synced() throws IOException, InterruptedException {
    good(link(LINKED));
    Files.writeString(dataset(LINKED).data().resolve("file"), "from the source");
    return good(Workflow.SYNC, LINKED).snapshot().orElseThrow();
  }

  /** A virtual source that runs. */
  Source provisioned() throws IOException, InterruptedException {
    return good(provision(VIRTUAL, synced().number())).source().orElseThrow();
  }

  Source source(String name) {
    return lab.book().source(RecordingPlugin.ID, name);
  }

  Dataset dataset(String name) {
    return new Dataset(data.dataset(source(name).reference()));
  }

  WorkflowJob lastJob() {
    return lab.book().jobs(RecordingPlugin.ID, 1).get(0);
  }

  /** What the plugin is to do when an operation is called; nothing for the usual. */
  void order(String operation, String what) throws IOException {
    Path file = control.resolve("order-" + operation);
    if (what.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, what);
    }
  }

  /** The calls since this was last asked. */
  List<JsonNode> calls() throws IOException {
    Path file = control.resolve("calls");
    List<JsonNode> calls = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        calls.add(new ObjectMapper().readTree(line));
      }
      Files.writeString(file, "");
    }
    return calls;
  }

  List<String> operations() throws IOException {
    return calls().stream().map(call -> call.path("operation").asText()).toList();
  }

  List<String> steps(WorkflowEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).map(WorkflowEvent::step).toList();
  }

  /** Where a source's data would be mounted. */
  Path place(String name) {
    return control.resolve("mounts/" + source(name).identity().guid());
  }

  /** What each snapshot on the disk holds. */
  Map<Long, Map<String, String>> snapshots() throws IOException {
    Map<Long, Map<String, String>> all = new TreeMap<>();
    for (Source source : lab.book().sources(RecordingPlugin.ID)) {
      Path folder = data.dataset(source.reference()).resolve("snapshots");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> list = Files.list(folder)) {
          for (Path snapshot : list.toList()) {
            String name = snapshot.getFileName().toString();
            if (name.matches("\\d+")) { // else it is a half one, which a kill left
              all.put(Long.valueOf(name), Trees.told(snapshot));
            }
          }
        }
      }
    }
    return all;
  }

  /** The store and the disk say the same. */
  void checkWhole() throws IOException {
    List<Long> known = new ArrayList<>();
    for (Source source : lab.book().sources(RecordingPlugin.ID)) {
      lab.book().snapshots(source).forEach(snapshot -> known.add(snapshot.number()));
      Path folder = data.dataset(source.reference());
      if (Files.isDirectory(folder)) {
        assertThat(folder.toFile().list()).isSubsetOf("data", "snapshots");
        String[] kept = folder.resolve("snapshots").toFile().list();
        assertThat(kept == null ? new String[0] : kept)
            .allSatisfy(name -> assertThat(name).matches("\\d+"));
      }
      checkMounts(source);
    }
    assertThat(snapshots().keySet()).containsExactlyInAnyOrderElementsOf(known);
    checkNoOtherMounts();
  }

  private void checkNoOtherMounts() throws IOException {
    Path mounts = control.resolve("mounts");
    List<String> guids =
        lab.book().sources(RecordingPlugin.ID).stream().map(one -> one.identity().guid()).toList();
    if (Files.isDirectory(mounts)) {
      try (Stream<Path> list = Files.list(mounts)) {
        assertThat(list.map(path -> path.getFileName().toString())).isSubsetOf(guids);
      }
    }
  }

  private void checkMounts(Source source) {
    SourceState state = source.condition().state();
    Path place = control.resolve("mounts/" + source.identity().guid());
    boolean isMounted = state == SourceState.RUNNING || state == SourceState.STOPPED;
    if (isMounted) {
      assertThat(place).isSymbolicLink().isDirectory();
    } else if (state == SourceState.DISABLED) {
      assertThat(place).doesNotExist();
    }
  }

  @Override
  public void close() {
    session.close();
    store.close();
  }
}
