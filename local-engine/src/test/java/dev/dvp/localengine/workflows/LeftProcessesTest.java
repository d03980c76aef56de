package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.datasets.DatasetProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that a plugin leaves in the data. */
@EnabledOnOs(OS.LINUX)
class LeftProcessesTest {
  private static final String CONFIGURE = "virtual.configure";

  /** Commands have a {@code /tmp} of their own. */
  static final class BesideTmp implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
        throws IOException {
      return Files.createTempDirectory(Path.of("/var/tmp"), "junit");
    }
  }

  @TempDir(factory = BesideTmp.class)
  Path folder;

  @BeforeEach
  void needBash() {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
  }

  private static List<ProcessHandle> in(Path data) {
    return ProcessHandle.allProcesses()
        .filter(one -> workingFolder(one).filter(at -> at.startsWith(data)).isPresent())
        .toList();
  }

  private static Optional<Path> workingFolder(ProcessHandle process) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A source whose configure has started what does not end. */
  private static Path provisionWithProcess(LabBench bench) throws Exception {
    long snapshot = bench.synced().number();
    bench.order(
        CONFIGURE, "bash cd " + bench.control + "/mounts/*/ && { sleep 600 >/dev/null 2>&1 & }");
    bench.good(LabBench.provision(LabBench.VIRTUAL, snapshot));
    bench.order(CONFIGURE, "");
    Path data = bench.dataset(LabBench.VIRTUAL).data();
    assertThat(in(data)).hasSize(1);
    return data;
  }

  @ParameterizedTest
  @EnumSource(names = {"REFRESH", "DISABLE", "DELETE"})
  void whatThePluginLeavesIsItsFault(Workflow workflow) throws Exception {
    try (LabBench bench = new LabBench(folder, PluginType.DIRECT)) {
      Path data = provisionWithProcess(bench);
      try {
        WorkflowRequest request = WorkflowRequest.OnSource.of(workflow, LabBench.VIRTUAL);
        StepFailure failure = bench.run(request).failure().orElseThrow();
        assertThat(failure.step()).isEqualTo("engine: unmount");
        assertThat(failure.findings().get(0).rule()).isEqualTo(WorkflowRule.DATA_IN_USE);
        assertThat(failure.reason())
            .contains("sleep (process " + in(data).get(0).pid() + ")", "could not unmount");
        assertThat(bench.source(LabBench.VIRTUAL).stateText())
            .isEqualTo(workflow.word() + " unfinished at engine: unmount");

        // Taken up, it ends what is in the way, and says so.
        bench.good(request);
        assertThat(bench.events)
            .anySatisfy(event -> assertThat(event.text()).contains("Ended what was left", "sleep"));
        bench.checkWhole();
      } finally {
        in(data).forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  /** A process that was started as this one was may be the user's own. */
  @Test
  void whatMayBeSomebodysOwnIsNotEnded() throws Exception {
    assertThat(DatasetProcesses.in(List.of(Path.of("").toAbsolutePath())).mayBeEnded()).isFalse();
    Path data = Files.createDirectories(folder.resolve("data"));
    assertThat(DatasetProcesses.in(List.of(data, folder.resolve("none"))).isEmpty()).isTrue();
    Process process = new ProcessBuilder("sleep", "600").directory(data.toFile()).start();
    try {
      DatasetProcesses found = DatasetProcesses.in(List.of(data));
      assertThat(found.text()).isEqualTo("sleep (process " + process.pid() + ")");
      assertThat(found.mayBeEnded()).isTrue();
      assertThat(found.end()).isTrue();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A terminal is what a shell of the user's has. */
  @Test
  void whatHasATerminalIsNotEnded() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
    Path data = Files.createDirectories(folder.resolve("data"));
    Process process =
        new ProcessBuilder("script", "-qfc", "cd data && echo here && exec sleep 600", "/dev/null")
            .directory(folder.toFile())
            .start();
    try {
      assertThat(process.inputReader().readLine()).startsWith("here");
      DatasetProcesses found = DatasetProcesses.in(List.of(data));
      assertThat(found.isEmpty()).isFalse();
      assertThat(found.mayBeEnded()).isFalse();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void onlyTheFirstSomeOfManyAreShown() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<Process> all = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        all.add(new ProcessBuilder("sleep", "600").directory(data.toFile()).start());
      }
      assertThat(DatasetProcesses.in(List.of(data)).text()).endsWith(" and 2 more");
    } finally {
      all.forEach(Process::destroyForcibly);
    }
  }
}
