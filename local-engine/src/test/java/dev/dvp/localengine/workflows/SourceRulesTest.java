package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.WorkflowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be done with sources, and what not. */
class SourceRulesTest {
  private static final String UNCONFIGURE = "virtual.unconfigure";
  private static final String CONFIGURE = "virtual.configure";
  private static final String CLEANUP = "virtual.cleanup";

  @TempDir Path folder;
  private LabBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new LabBench(folder, PluginType.DIRECT);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Diagnostic refused(WorkflowRule rule, WorkflowRequest request) {
    int jobs = bench.lab.book().jobs(RecordingPlugin.ID, 1000).size();
    List<Source> sources = bench.lab.book().sources(RecordingPlugin.ID);
    Diagnostic[] found = new Diagnostic[1];
    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> bench.run(request))
        .satisfies(e -> found[0] = e.diagnostics().get(0));
    assertThat(found[0].rule()).isEqualTo(rule);
    assertThat(bench.lab.book().jobs(RecordingPlugin.ID, 1000)).hasSize(jobs);
    assertThat(bench.lab.book().sources(RecordingPlugin.ID)).isEqualTo(sources);
    return found[0];
  }

  private static WorkflowRequest.OnSource on(
      Workflow workflow, String source, Optional<Long> snapshot, boolean isForced) {
    return new WorkflowRequest.OnSource(workflow, source, snapshot, Optional.empty(), isForced);
  }

  private static WorkflowRequest.OnSource on(Workflow workflow, String source) {
    return WorkflowRequest.OnSource.of(workflow, source);
  }

  @Test
  void aSourceWithDependentsStays() throws Exception {
    bench.provisioned();
    Diagnostic finding = refused(WorkflowRule.HAS_DEPENDENTS, on(Workflow.DELETE, LabBench.LINKED));
    assertThat(finding.message()).contains("`virtual` has data");
    assertThat(finding.help()).contains("Delete `virtual` first");
    refused(
        WorkflowRule.HAS_DEPENDENTS, on(Workflow.DELETE, LabBench.LINKED, Optional.empty(), true));
    long own = bench.lab.book().snapshots(bench.source(LabBench.VIRTUAL)).get(0).number();
    bench.good(LabBench.provision("child", own));
    assertThat(
            refused(WorkflowRule.HAS_DEPENDENTS, on(Workflow.DELETE, LabBench.VIRTUAL)).message())
        .contains("`child`");
    for (String name : List.of("child", LabBench.VIRTUAL, LabBench.LINKED)) {
      Path data = bench.data.dataset(bench.source(name).reference());
      assertThat(bench.good(Workflow.DELETE, name).source()).isEmpty();
      assertThat(data).doesNotExist();
    }
    assertThat(bench.lab.book().sources(RecordingPlugin.ID)).isEmpty();
  }

  @Test
  void noSourceDescendsFromItself() throws Exception {
    bench.provisioned();
    bench.good(LabBench.provision("child", newest(LabBench.VIRTUAL)));
    bench.good(LabBench.provision("grandchild", newest("child")));
    for (String from : List.of("child", "grandchild")) {
      Optional<Long> snapshot = Optional.of(newest(from));
      assertThat(
              refused(
                      WorkflowRule.HAS_DEPENDENTS,
                      on(Workflow.REFRESH, LabBench.VIRTUAL, snapshot, false))
                  .message())
          .contains("of `" + from + "` was made of data of `virtual`");
    }
    bench.good(on(Workflow.REFRESH, "child", Optional.of(newest(LabBench.VIRTUAL)), false));
    bench.good(on(Workflow.REFRESH, "child", Optional.of(newest("child")), false));
  }

  private long newest(String source) {
    List<Snapshot> all = bench.lab.book().snapshots(bench.source(source));
    return all.get(all.size() - 1).number();
  }

  @Test
  void aDeleteThatIsForcedPassesOverWhatFails() throws Exception {
    bench.provisioned();
    bench.order(UNCONFIGURE, "user");
    bench.order(CLEANUP, "exit");
    assertThat(bench.run(on(Workflow.DELETE, LabBench.VIRTUAL)).failure().orElseThrow().step())
        .isEqualTo(UNCONFIGURE);
    Source source = bench.source(LabBench.VIRTUAL);
    assertThat(Allowed.of(source)).containsExactly(Workflow.DELETE);
    Path place = bench.place(LabBench.VIRTUAL);
    assertThat(place).exists();
    bench.good(on(Workflow.DELETE, LabBench.VIRTUAL, Optional.empty(), true));
    assertThat(bench.steps(WorkflowEvent.Kind.FAILED)).containsExactly(UNCONFIGURE, CLEANUP);
    assertThat(place).doesNotExist();
    assertThat(bench.data.dataset(source.reference())).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "-a", "a/b", "ü", "a\nb"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(refused(WorkflowRule.NAME, LabBench.link(name)).help()).contains("letters");
    refused(WorkflowRule.NAME, LabBench.empty("a".repeat(65)));
  }

  @Test
  void aNameIsTakenByOneSource() throws Exception {
    Snapshot snapshot = bench.synced();
    refused(WorkflowRule.NAME, LabBench.link(LabBench.LINKED));
    refused(WorkflowRule.NAME, LabBench.provision(LabBench.LINKED, snapshot.number()));
    bench.order(CONFIGURE, "user");
    bench.run(LabBench.provision("v", snapshot.number()));
    refused(WorkflowRule.NAME, LabBench.link("v"));
    refused(WorkflowRule.NOT_ALLOWED, LabBench.empty("v"));
    refused(WorkflowRule.UNKNOWN, LabBench.provision("w", 99));
  }

  @Test
  void whatIsUnknownIsNamed() throws Exception {
    assertThat(refused(WorkflowRule.UNKNOWN, on(Workflow.SYNC, "x")).help()).contains("none yet");
    bench.synced();
    assertThat(refused(WorkflowRule.UNKNOWN, on(Workflow.SYNC, "linkd")).help())
        .contains("`linked`");
    assertThat(refused(WorkflowRule.UNKNOWN, on(Workflow.SYNC, "x")).help()).contains("linked");
    bench.good(LabBench.empty("v"));
    assertThat(refused(WorkflowRule.UNKNOWN, on(Workflow.REFRESH, "v")).help())
        .contains("--snapshot");
    assertThat(
            refused(WorkflowRule.UNKNOWN, on(Workflow.ROLLBACK, "v", Optional.of(1L), false))
                .help())
        .contains("It has ");
    assertThatExceptionOfType(DvpException.class).isThrownBy(() -> bench.lab.book().job(99));
  }

  @Test
  void theStateSaysWhatIsAllowed() throws Exception {
    bench.provisioned();
    Diagnostic finding = refused(WorkflowRule.NOT_ALLOWED, on(Workflow.START, LabBench.VIRTUAL));
    assertThat(finding.message()).contains("`start` cannot be run on `virtual`, which is running");
    assertThat(finding.help()).contains("`stop`");
    refused(WorkflowRule.NOT_ALLOWED, on(Workflow.STOP, LabBench.LINKED));
    refused(WorkflowRule.NOT_ALLOWED, on(Workflow.ENABLE, LabBench.LINKED));
  }

  @Test
  void objectsAreHeldAgainstTheSchema() throws Exception {
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource(
            "a", "local", LabBench.object("r"), JsonNodeFactory.instance.objectNode(), 0);
    Diagnostic finding =
        refused(WorkflowRule.REFUSED_OBJECT, new WorkflowRequest.Link(made, made.parameters()));
    assertThat(finding.message()).contains("`sourceConfigDefinition`", "name");
    refused(WorkflowRule.REFUSED_OBJECT, new WorkflowRequest.Provision(made, Optional.empty()));
    bench.synced();
    refused(
        WorkflowRule.REFUSED_OBJECT,
        new WorkflowRequest.OnSource(
            Workflow.SYNC,
            LabBench.LINKED,
            Optional.empty(),
            Optional.of(made.parameters()),
            false));
  }

  /** What was left unfinished is taken up with what is wanted now. */
  @Test
  void aProvisionIsTakenUpWithWhatIsWantedNow() throws Exception {
    Snapshot first = bench.synced();
    Files.writeString(bench.dataset(LabBench.LINKED).data().resolve("file"), "newer");
    Snapshot second = bench.good(Workflow.SYNC, LabBench.LINKED).snapshot().orElseThrow();
    bench.order("virtual.post_snapshot", "user");
    bench.run(LabBench.provision("v", first.number()));
    String guid = bench.source("v").identity().guid();
    bench.order("virtual.post_snapshot", "");
    bench.calls();
    WorkflowRequest.NewSource other =
        new WorkflowRequest.NewSource(
            "v", "local", LabBench.object("r2"), LabBench.object("other"), 1 << 20);
    bench.good(new WorkflowRequest.Provision(other, Optional.of(second.number())));
    assertThat(bench.operations())
        .containsExactly(
            UNCONFIGURE,
            "virtual.mount_specification",
            CONFIGURE,
            "virtual.pre_snapshot",
            "virtual.post_snapshot");
    Source source = bench.source("v");
    assertThat(source.identity().guid()).isEqualTo(guid);
    assertThat(source.identity().quota()).isEqualTo(1 << 20);
    assertThat(source.objects().parameters()).isEqualTo(LabBench.object("other"));
    assertThat(source.objects().repository()).isEqualTo(LabBench.object("r2"));
    assertThat(source.condition().parent()).contains(second.number());
    assertThat(bench.place("v").resolve("file")).hasContent("newer");
    bench.checkWhole();
  }

  @Test
  void aProvisionThatFailedAtItsSnapshotAloneIsNotConfiguredAgain() throws Exception {
    long snapshot = bench.synced().number();
    bench.order("virtual.post_snapshot", "user");
    bench.run(LabBench.provision("v", snapshot));
    bench.order("virtual.post_snapshot", "");
    bench.calls();
    bench.good(LabBench.provision("v", snapshot));
    assertThat(bench.operations()).containsExactly("virtual.pre_snapshot", "virtual.post_snapshot");
  }

  @Test
  void dataBeyondTheQuotaIsNotKept() throws Exception {
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource(
            LabBench.LINKED, "local", LabBench.object("r"), LabBench.object("p"), 10);
    bench.good(new WorkflowRequest.Link(made, LabBench.object("c")));
    Path file = bench.dataset(LabBench.LINKED).data().resolve("file");
    Files.writeString(file, "more than ten");
    StepFailure failure = bench.run(on(Workflow.SYNC, LabBench.LINKED)).failure().orElseThrow();
    assertThat(failure.step()).isEqualTo("engine: snapshot");
    assertThat(failure.reason()).contains("linked");
    assertThat(failure.advice()).isNotBlank();
    assertThat(bench.source(LabBench.LINKED).stateText())
        .isEqualTo("sync unfinished at engine: snapshot");
    Files.writeString(file, "less");
    assertThat(bench.good(Workflow.SYNC, LabBench.LINKED).snapshot().orElseThrow().bytes())
        .isEqualTo(4);
    bench.checkWhole();
  }

  @Test
  void virtualSourcesAreOnThisMachine() throws Exception {
    new Environments(bench.data)
        .add(
            new Environment(
                "far", HostAddress.parse("ssh://somebody@far.example"), "/var/tmp/scratch"));
    WorkflowRequest.NewSource made =
        new WorkflowRequest.NewSource("v", "far", LabBench.object("r"), LabBench.object("p"), 0);
    assertThat(
            refused(
                    WorkflowRule.WRONG_ENVIRONMENT,
                    new WorkflowRequest.Provision(made, Optional.empty()))
                .message())
        .contains("`far`");
    bench.good(new WorkflowRequest.Link(made, LabBench.object("c")));
    new Environments(bench.data).remove("far");
    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> bench.run(on(Workflow.SYNC, "v")));
    assertThat(bench.lastJob().workflow()).as("no job was begun").isEqualTo("link");
  }

  @Test
  void aPluginThatWantsItElsewhereLeavesNothingBehind() throws Exception {
    bench.provisioned();
    bench.good(Workflow.STOP, LabBench.VIRTUAL);
    bench.order("path", "-new");
    bench.good(Workflow.START, LabBench.VIRTUAL);
    Path place = bench.place(LabBench.VIRTUAL);
    assertThat(place).doesNotExist();
    assertThat(place.resolveSibling(place.getFileName() + "-new")).isSymbolicLink();
    bench.good(Workflow.DELETE, LabBench.VIRTUAL);
    assertThat(bench.control.resolve("mounts")).doesNotExist();
  }

  @Test
  void aSourceThatIsStillActiveIsEnabledAsItIs() throws Exception {
    bench.provisioned();
    bench.order(UNCONFIGURE, "user");
    bench.run(on(Workflow.DISABLE, LabBench.VIRTUAL));
    bench.order("virtual.status", "active");
    bench.calls();
    bench.good(Workflow.ENABLE, LabBench.VIRTUAL);
    assertThat(bench.operations()).containsExactly("virtual.status");
    assertThat(bench.source(LabBench.VIRTUAL).condition().state()).isEqualTo(SourceState.RUNNING);
    bench.checkWhole();

    bench.order(UNCONFIGURE, "");
    bench.good(Workflow.DISABLE, LabBench.VIRTUAL);
    bench.good(Workflow.ENABLE, LabBench.VIRTUAL);
    assertThat(bench.operations()).contains("virtual.reconfigure");
    assertThat(bench.events).anySatisfy(event -> assertThat(event.text()).contains("says ACTIVE"));
  }
}
