package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.WorkState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of which there is a new version, over what the version before has left. */
class UpgradeTest {
  private static final WorkflowRequest UPGRADE = new WorkflowRequest.Upgrade(false);
  private static final WorkflowRequest TRIAL = new WorkflowRequest.Upgrade(true);
  private static final Pattern MIGRATION = Pattern.compile("upgrade\\.(\\w+) ([\\d.]+)");

  /** Objects of version 2 have a size beside their name; nothing else. */
  private static final String SIZED =
      RecordingPlugin.namedObjects()
          .replace("\"required\": [\"name\"]", "\"required\": [\"name\", \"size\"]")
          .replace(
              "\"properties\": {\"name\"",
              "\"properties\": {\"size\": {\"type\": \"integer\"}, \"name\"");

  /** One more property, which may be left out. */
  private static final String WIDER =
      RecordingPlugin.namedObjects()
          .replace(
              "\"properties\": {\"name\"",
              "\"properties\": {\"size\": {\"type\": \"integer\"}, \"name\"");

  @TempDir Path folder;
  private LabBench bench;

  @BeforeEach
  void objectsOfVersionOne() throws Exception {
    bench = new LabBench(folder, PluginType.STAGED);
    bench.good(new WorkflowRequest.Discover("local"));
    bench.provisioned();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Version 2 of a plugin, to which all objects can be brought. */
  static RecordingPlugin versionTwo(RecordingPlugin plugin) {
    return plugin.next("2.0", SIZED, twoStepsOfEach());
  }

  private void use(String schema, String migrations) throws Exception {
    bench.use(bench.plugin.next("2.0", schema, migrations), RecordingPlugin.LONG);
  }

  /** A migration that says in the log that it ran. */
  private static String migration(String kind, String id, String body) {
    return """

        @plugin.upgrade.%1$s("%2$s")
        def m_%1$s_%3$s(old_%1$s):
            logging.warning("ran")
            value = old_%1$s
            %4$s
            return value
        """
        .formatted(kind, id, id.replace('.', '_'), body);
  }

  /** Each kind in two steps: the first makes what fits no schema, with a late and an early id. */
  private static String twoStepsOfEach() {
    StringBuilder text = new StringBuilder();
    for (String kind :
        List.of("snapshot", "virtual_source", "linked_source", "source_config", "repository")) {
      text.append(migration(kind, "1.10", "value['size'] = value.pop('half') + 1"));
      text.append(migration(kind, "1.9", "value['half'] = 41"));
    }
    // Unique ids over all kinds.
    String[] lines = text.toString().split("\n", -1);
    int count = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("@plugin.upgrade")) {
        lines[i] = lines[i].replace("\")", "." + (count++ / 2 + 1) + "\")");
      }
    }
    return String.join("\n", lines);
  }

  private List<JsonNode> objects() {
    List<JsonNode> all = new ArrayList<>();
    for (FoundSourceConfig one : bench.lab.book().found(RecordingPlugin.ID)) {
      all.add(one.repository());
      all.add(one.value().orElseThrow());
    }
    for (Source one : bench.lab.book().sources(RecordingPlugin.ID)) {
      all.add(one.objects().repository());
      all.add(one.objects().sourceConfig().orElseThrow());
      all.add(one.objects().parameters());
      for (Snapshot snapshot : bench.lab.book().snapshots(one)) {
        all.add(snapshot.value());
      }
    }
    return all;
  }

  private Diagnostic refused(WorkflowRequest request) {
    Diagnostic[] found = new Diagnostic[1];
    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> bench.run(request))
        .satisfies(e -> found[0] = e.diagnostics().get(0));
    return found[0];
  }

  @Test
  void everyObjectGoesThroughTheMigrationsOfItsKindInTheOrderOfTheirIds() throws Exception {
    use(SIZED, twoStepsOfEach());
    Diagnostic needed = refused(new WorkflowRequest.Discover("local"));
    assertThat(needed.rule()).isEqualTo(WorkflowRule.UPGRADE_NEEDED);
    assertThat(needed.message()).contains("upgrade.snapshot 1.9.1");
    List<JsonNode> before = objects();

    WorkflowResult trial = bench.good(TRIAL);
    assertThat(objects()).isEqualTo(before);
    refused(new WorkflowRequest.Discover("local"));

    WorkflowResult result = bench.good(UPGRADE);
    assertThat(result.changes()).isEqualTo(trial.changes()).hasSize(before.size());
    assertThat(objects())
        .hasSameSizeAs(before)
        .allSatisfy(one -> assertThat(one.path("size").asInt()).isEqualTo(42));
    for (int i = 0; i < before.size(); i++) {
      assertThat(objects().get(i).path("name")).isEqualTo(before.get(i).path("name"));
    }
    String last = "";
    for (String step : bench.steps(dev.dvp.localengine.store.WorkflowEvent.Kind.DONE)) {
      Matcher matcher = MIGRATION.matcher(step);
      if (matcher.matches()) {
        boolean isSecond = matcher.group(2).startsWith("1.10.");
        assertThat(last.equals(matcher.group(1))).as(step).isEqualTo(isSecond);
        last = isSecond ? "" : matcher.group(1);
      }
    }
    // Once is enough.
    assertThat(bench.good(UPGRADE).changes()).isEmpty();
    use(SIZED, twoStepsOfEach());
    assertThat(bench.good(UPGRADE).changes()).isEmpty();
  }

  @Test
  void whatTheNewSchemaRefusesChangesNothing() throws Exception {
    use(SIZED, migration("snapshot", "1.1", "value['size'] = 1"));
    List<JsonNode> before = objects();
    StepFailure failure = bench.run(UPGRADE).failure().orElseThrow();
    assertThat(failure.step()).isEqualTo("engine: check against the schema");
    assertThat(failure.findings())
        .allSatisfy(one -> assertThat(one.rule()).isEqualTo(WorkflowRule.REFUSED_OBJECT))
        .anySatisfy(one -> assertThat(one.message()).contains("parameters of virtual"))
        .noneSatisfy(one -> assertThat(one.message()).contains("snapshot 1"));
    assertThat(bench.lastJob().state()).isEqualTo(WorkState.FAILED);
    assertThat(objects()).isEqualTo(before);
    assertThat(refused(new WorkflowRequest.Discover("local")).rule())
        .isEqualTo(WorkflowRule.UPGRADE_NEEDED);
  }

  @Test
  void aMigrationThatFailsChangesNothing() throws Exception {
    use(
        SIZED,
        twoStepsOfEach() + migration("linked_source", "3", "raise UserError('not that one')"));
    List<JsonNode> before = objects();
    StepFailure failure = bench.run(UPGRADE).failure().orElseThrow();
    assertThat(failure.step()).isEqualTo("upgrade.linked_source");
    assertThat(failure.reason()).isEqualTo("not that one");
    assertThat(objects()).isEqualTo(before);
    use(SIZED, twoStepsOfEach());
    bench.good(UPGRADE);
  }

  @Test
  void aSchemaThatTakesAllObjectsNeedsNoUpgrade() throws Exception {
    List<JsonNode> before = objects();
    use(WIDER, "");
    bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
    assertThat(objects()).containsAll(before);
  }

  @Test
  void aSchemaThatRefusesOneAsksForAnUpgrade() throws Exception {
    use(SIZED, "");
    Diagnostic finding = refused(WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL));
    assertThat(finding.rule()).isEqualTo(WorkflowRule.UPGRADE_NEEDED);
    assertThat(finding.message()).contains("`repositoryDefinition` refuses the repository");
    use(RecordingPlugin.namedObjects(), "");
    bench.good(Workflow.STOP, LabBench.VIRTUAL);
  }

  @Test
  void aSchemaThatCannotBeRunIsSaidToBe() throws Exception {
    String draft = "https://json-schema.org/draft/2020-12/schema";
    use(
        RecordingPlugin.namedObjects()
            .replace(
                "\"snapshotDefinition\": {",
                "\"snapshotDefinition\": {\"$schema\": \"" + draft + "\", "),
        "");
    assertThat(refused(WorkflowRequest.OnSource.of(Workflow.STOP, LabBench.VIRTUAL)).message())
        .contains("`snapshotDefinition` refuses the snapshot 1 of linked: it cannot be run");
    assertThat(bench.run(UPGRADE).failure().orElseThrow().reason()).contains("it cannot be run");
  }

  @Test
  void migrationsOfLuaToolkitsAreLeftAlone() throws Exception {
    use(
        RecordingPlugin.namedObjects(),
        """

        @plugin.upgrade.snapshot("1.1", MigrationType.LUA)
        def lua(old_snapshot):
            raise RuntimeError("never")
        """);
    bench.good(Workflow.SNAPSHOT, LabBench.VIRTUAL);
    assertThat(bench.good(UPGRADE).changes()).isEmpty();
  }

  @Test
  void aPluginWithoutObjectsHasNothingToUpgrade() throws Exception {
    for (String name : List.of(LabBench.VIRTUAL, LabBench.LINKED)) {
      bench.good(Workflow.DELETE, name);
    }
    bench.store.write(
        tables -> {
          tables.discoveries().replace(RecordingPlugin.ID, "local", List.of());
          return 0;
        });
    use(SIZED, twoStepsOfEach());
    assertThat(bench.good(UPGRADE).changes()).isEmpty();
    assertThat(
            bench.store.read(tables -> tables.labPlugins().find(RecordingPlugin.ID)).orElseThrow())
        .satisfies(one -> assertThat(one.migrations()).hasSize(10))
        .satisfies(one -> assertThat(one.buildNumber()).isEqualTo("2.0"))
        .satisfies(
            one ->
                assertThat(one.schemas().path("snapshotDefinition"))
                    .isEqualTo(new ObjectMapper().readTree(SIZED).path("snapshotDefinition")));
  }
}
