package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.SourceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations of each workflow come in the order of the catalogue. */
class CatalogueOrderTest {
  private static final String UPGRADE = "Plugin Upgrade";
  private static final Pattern STAGED = Pattern.compile("staged\\((.*)\\)");
  private static final Pattern EACH = Pattern.compile("each\\(repository\\): (.*)");
  private static final Pattern THEN = Pattern.compile("then (.*)");
  private static final Pattern INACTIVE = Pattern.compile("if INACTIVE: (.*)");

  /** How many repositories the plugin finds. */
  private static final int REPOSITORIES = 2;

  @TempDir Path folder;

  private static List<String> expected(String workflow, PluginType type) {
    List<String> operations = new ArrayList<>();
    for (String entry : OperationCatalogue.get().workflows().get(workflow)) {
      operations.addAll(expectedOf(entry, type));
    }
    return operations;
  }

  private static List<String> expectedOf(String entry, PluginType type) {
    Matcher staged = STAGED.matcher(entry);
    Matcher each = EACH.matcher(entry);
    Matcher then = THEN.matcher(entry);
    Matcher inactive = INACTIVE.matcher(entry);
    if (entry.startsWith("hook(")) {
      return List.of();
    } else if (staged.matches()) {
      return type == PluginType.STAGED ? List.of(staged.group(1)) : List.of();
    } else if (each.matches()) {
      return java.util.Collections.nCopies(REPOSITORIES, each.group(1));
    } else if (then.matches()) {
      return expected(then.group(1), type);
    } else if (inactive.matches()) {
      return Arrays.stream(inactive.group(1).split(", "))
          .flatMap(one -> expectedOf(one, type).stream())
          .toList();
    }
    assertThat(OperationCatalogue.get().operation(entry, type)).as(entry).isPresent();
    return List.of(entry);
  }

  @ParameterizedTest
  @EnumSource
  void eachWorkflowCallsWhatTheCatalogueSays(PluginType type) throws Exception {
    List<String> done = new ArrayList<>();
    try (LabBench bench = new LabBench(folder, type)) {
      check(bench, done, "Environment Discovery", new WorkflowRequest.Discover("local"));
      bench.good(LabBench.link(LabBench.LINKED));
      assertThat(bench.operations()).as("link").isEmpty();
      check(bench, done, "Linked Source Sync", on(Workflow.SYNC, LabBench.LINKED));
      check(bench, done, "Linked Source Disable", on(Workflow.DISABLE, LabBench.LINKED));
      check(bench, done, "Linked Source Enable", on(Workflow.ENABLE, LabBench.LINKED));
      long snapshot = bench.lab.book().snapshots(bench.source(LabBench.LINKED)).get(0).number();
      check(
          bench, done, "Virtual Source Provision", LabBench.provision(LabBench.VIRTUAL, snapshot));
      for (Workflow workflow :
          List.of(
              Workflow.SNAPSHOT,
              Workflow.STOP,
              Workflow.START,
              Workflow.REFRESH,
              Workflow.ROLLBACK,
              Workflow.DISABLE,
              Workflow.ENABLE,
              Workflow.DELETE)) {
        check(bench, done, platformName(workflow), on(workflow, LabBench.VIRTUAL));
      }
      check(bench, done, "Virtual Source Create Empty", LabBench.empty("empty"));
      check(bench, done, "Linked Source Delete", on(Workflow.DELETE, LabBench.LINKED));
      assertThat(bench.lab.book().sources(RecordingPlugin.ID)).hasSize(1);
    }
    done.add(UPGRADE); // its order is UpgradeTest's
    assertThat(done)
        .containsExactlyInAnyOrderElementsOf(OperationCatalogue.get().workflows().keySet());
  }

  private static WorkflowRequest on(Workflow workflow, String source) {
    return WorkflowRequest.OnSource.of(workflow, source);
  }

  private static String platformName(Workflow workflow) {
    return OperationCatalogue.get().workflows().keySet().stream()
        .filter(name -> name.startsWith("Virtual") && workflow.isPlatforms(name))
        .findFirst()
        .orElseThrow();
  }

  private static void check(
      LabBench bench, List<String> done, String platformName, WorkflowRequest request)
      throws Exception {
    assertThat(request.workflow().isPlatforms(platformName)).as(platformName).isTrue();
    bench.good(request);
    assertThat(bench.operations())
        .as(platformName)
        .isEqualTo(expected(platformName, bench.plugin.type()));
    bench.checkWhole();
    done.add(platformName);
  }

  @Test
  void eachWorkflowOfThePlatformBelongsToOneOfOurs() {
    assertThat(OperationCatalogue.get().workflows().keySet())
        .allSatisfy(
            name ->
                assertThat(Arrays.stream(Workflow.values()).filter(one -> one.isPlatforms(name)))
                    .as(name)
                    .hasSize(1));
  }

  @Test
  void statesFollowTheWorkflows() throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.STAGED)) {
      bench.provisioned();
      Map<Workflow, SourceState> virtual =
          new java.util.LinkedHashMap<>(Map.of(Workflow.SNAPSHOT, SourceState.RUNNING));
      virtual.put(Workflow.STOP, SourceState.STOPPED);
      virtual.put(Workflow.START, SourceState.RUNNING);
      virtual.put(Workflow.DISABLE, SourceState.DISABLED);
      virtual.put(Workflow.REFRESH, SourceState.RUNNING);
      virtual.put(Workflow.ROLLBACK, SourceState.RUNNING);
      for (Map.Entry<Workflow, SourceState> one : virtual.entrySet()) {
        bench.good(one.getKey(), LabBench.VIRTUAL);
        assertThat(bench.source(LabBench.VIRTUAL).condition().state()).isEqualTo(one.getValue());
      }
      assertThat(bench.source(LabBench.LINKED).condition().state()).isEqualTo(SourceState.ENABLED);
      assertThat(bench.source(LabBench.LINKED).identity().kind()).isEqualTo(SourceKind.LINKED);
    }
  }
}
