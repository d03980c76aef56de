package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.localengine.store.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operations are called with. */
class OperationArgumentsTest {
  private static final String NAME = "name";
  private static final String SNAPSHOT = "snapshot";
  private static final String OPTIONAL = "optional_snapshot_parameters";

  @TempDir Path folder;

  /** The arguments of the last call of each operation. */
  private static Map<String, JsonNode> last(LabBench bench) throws Exception {
    Map<String, JsonNode> last = new LinkedHashMap<>();
    for (JsonNode call : bench.calls()) {
      String operation = call.path("operation").asText();
      JsonNode arguments = call.path("arguments");
      assertThat(arguments.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(
              OperationCatalogue.get()
                  .operation(operation, bench.plugin.type())
                  .orElseThrow()
                  .arguments());
      last.put(operation, arguments);
    }
    return last;
  }

  @ParameterizedTest
  @EnumSource
  void aLinkedSourceIsHandedOverAsItWasMade(PluginType type) throws Exception {
    boolean isStaged = type == PluginType.STAGED;
    try (LabBench bench = new LabBench(folder, type)) {
      bench.synced();
      JsonNode given = last(bench).get("linked.post_snapshot");
      JsonNode source = given.path(isStaged ? "staged_source" : "direct_source");
      assertThat(source.path("guid").asText())
          .isEqualTo(bench.source(LabBench.LINKED).identity().guid());
      assertThat(source.path("parameters")).isEqualTo(LabBench.object("chosen"));
      assertThat(source.path("mounts").toString())
          .isEqualTo(isStaged ? "[\"" + bench.place(LabBench.LINKED) + "\"]" : "[]");
      assertThat(given.path("repository")).isEqualTo(LabBench.object("r1"));
      assertThat(given.path("source_config")).isEqualTo(LabBench.object("c of r1"));
      assertThat(given.path(OPTIONAL).isNull()).isTrue();

      bench.good(
          new WorkflowRequest.OnSource(
              Workflow.SYNC,
              LabBench.LINKED,
              Optional.empty(),
              Optional.of(LabBench.object("of the user")),
              false));
      Map<String, JsonNode> calls = last(bench);
      assertThat(List.of("linked.pre_snapshot", "linked.post_snapshot"))
          .allSatisfy(
              one ->
                  assertThat(calls.get(one).path(OPTIONAL))
                      .isEqualTo(LabBench.object("of the user")));
    }
  }

  @Test
  void aVirtualSourceHasWhatConfigureGaveAndWhereItIsMounted() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      Snapshot first = bench.synced();
      bench.calls();
      bench.good(LabBench.provision(LabBench.VIRTUAL, first.number()));
      Map<String, JsonNode> calls = last(bench);
      String mounted = "[\"" + bench.place(LabBench.VIRTUAL) + "\"]";
      assertThat(calls.get("virtual.mount_specification").path("virtual_source").path("mounts"))
          .isEmpty();
      JsonNode configure = calls.get("virtual.configure");
      assertThat(configure.path(SNAPSHOT)).isEqualTo(first.value());
      assertThat(configure.path("virtual_source").path("mounts").toString()).isEqualTo(mounted);
      assertThat(configure.path("virtual_source").path("parameters"))
          .isEqualTo(LabBench.object("chosen"));
      JsonNode after = calls.get("virtual.post_snapshot");
      assertThat(after.path("source_config").path(NAME).asText()).isEqualTo("by virtual.configure");
      assertThat(bench.place(LabBench.VIRTUAL).resolve("file")).hasContent("from the source");
    }
  }

  @Test
  void rollbackAndEnableReconfigureWithASnapshotOfTheSourcesOwn() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.provisioned();
      Path file = bench.place(LabBench.VIRTUAL).resolve("file");
      Files.writeString(file, "changed");
      Snapshot second = bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL).snapshot().orElseThrow();
      Snapshot first = bench.lab.book().snapshots(bench.source(LabBench.VIRTUAL)).get(0);
      bench.calls();
      bench.good(
          new WorkflowRequest.OnSource(
              Workflow.ROLLBACK,
              LabBench.VIRTUAL,
              Optional.of(first.number()),
              Optional.empty(),
              false));
      JsonNode reconfigure = last(bench).get("virtual.reconfigure");
      assertThat(reconfigure.path(SNAPSHOT)).isEqualTo(first.value());
      assertThat(reconfigure.path("source_config").path(NAME).asText())
          .isEqualTo("by virtual.configure");
      assertThat(file).hasContent("from the source");

      bench.good(Workflow.ROLLBACK, LabBench.VIRTUAL);
      assertThat(last(bench).get("virtual.reconfigure").path(SNAPSHOT)).isEqualTo(second.value());
      assertThat(file).hasContent("changed");

      bench.good(Workflow.DISABLE, LabBench.VIRTUAL);
      bench.good(Workflow.ENABLE, LabBench.VIRTUAL);
      Map<String, JsonNode> calls = last(bench);
      assertThat(calls.get("virtual.reconfigure").path(SNAPSHOT)).isEqualTo(second.value());
      assertThat(calls.get("virtual.status").path("source_config").path(NAME).asText())
          .isEqualTo("by virtual.reconfigure");
      assertThat(file).hasContent("changed");
    }
  }

  @Test
  void refreshTakesTheNewestSnapshotOfWhereTheDataCameFrom() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      Snapshot first = bench.synced();
      bench.good(LabBench.provision(LabBench.VIRTUAL, first.number()));
      Files.writeString(bench.dataset(LabBench.LINKED).data().resolve("file"), "newer");
      Snapshot second = bench.good(Workflow.SYNC, LabBench.LINKED).snapshot().orElseThrow();
      bench.calls();
      bench.good(Workflow.REFRESH, LabBench.VIRTUAL);
      Map<String, JsonNode> calls = last(bench);
      assertThat(calls.get("virtual.unconfigure").path("source_config").path(NAME).asText())
          .isEqualTo("by virtual.configure");
      assertThat(calls.get("virtual.configure").path(SNAPSHOT)).isEqualTo(second.value());
      assertThat(bench.place(LabBench.VIRTUAL).resolve("file")).hasContent("newer");
      assertThat(bench.source(LabBench.VIRTUAL).condition().parent()).contains(second.number());
    }
  }

  @Test
  void anEmptySourceHasWhatInitializeGave() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.good(LabBench.empty(LabBench.VIRTUAL));
      assertThat(last(bench).get("virtual.post_snapshot").path("source_config").path(NAME).asText())
          .isEqualTo("by virtual.initialize");
      bench.good(Workflow.DISABLE, LabBench.VIRTUAL);
      bench.good(Workflow.ENABLE, LabBench.VIRTUAL);
      assertThat(last(bench)).containsKey("virtual.reconfigure");
    }
  }

  @Test
  void whatIsFoundIsKept() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      bench.good(new WorkflowRequest.Discover("local"));
      bench.good(new WorkflowRequest.Discover("local"));
      Map<String, JsonNode> calls = last(bench);
      assertThat(calls.get("discovery.repository").path("source_connection").asText())
          .isEqualTo("local");
      assertThat(calls.get("discovery.source_config").path("repository"))
          .isEqualTo(LabBench.object("r2"));
      assertThat(bench.lab.book().found(RecordingPlugin.ID))
          .extracting(one -> one.value().orElseThrow().path(NAME).asText())
          .containsExactly("c of r1", "c of r2");
    }
  }
}
