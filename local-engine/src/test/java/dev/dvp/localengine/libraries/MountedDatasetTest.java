package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.datasets.Dataset;
import dev.dvp.localengine.datasets.DatasetRule;
import dev.dvp.localengine.datasets.Mounted;
import dev.dvp.localengine.datasets.Mounts;
import dev.dvp.testkit.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in bubblewrap that work in datasets, wherever these are mounted. */
class MountedDatasetTest {
  @TempDir(factory = BesideTmp.class)
  Path beside;

  @TempDir Path inTmp;

  @BeforeEach
  void inASandbox() {
    Programs.need("bash");
    Programs.need("bwrap");
  }

  private Bench bench(Path root) throws Exception {
    Bench bench = new Bench(root.resolve("data"));
    Files.createDirectories(bench.data.root());
    Files.writeString(bench.data.credentials(), "secret");
    return bench;
  }

  private static Dataset dataset(Bench bench, String reference) throws Exception {
    Dataset dataset = new Dataset(bench.data.dataset(reference));
    dataset.makeEmpty();
    Files.writeString(dataset.data().resolve("file"), reference + "\n");
    return dataset;
  }

  private static Mounted mount(Bench bench, Dataset dataset, String path, boolean bind)
      throws Exception {
    try {
      return new Mounts(bench.data, bind)
          .mount(dataset.data(), path, Optional.empty(), Optional.empty());
    } catch (DvpException e) {
      boolean isForbidden = e.diagnostics().get(0).rule() == DatasetRule.MOUNT_FAILED;
      assumeTrue(!bind || !isForbidden, e.getMessage());
      throw e;
    }
  }

  private void assertUsable(Bench bench, String path, boolean bind) throws Exception {
    Dataset dataset = dataset(bench, "VIRTUAL-1");
    dataset(bench, "VIRTUAL-2");
    Mounted mounted = mount(bench, dataset, path, bind);
    try {
      bench.mounts.add(mounted);
      String command =
          "cat '%1$s/file' && echo new >'%1$s/new' && cat '%1$s/new'; cat %2$s; ls %3$s"
              .formatted(path, bench.data.credentials(), bench.data.datasets());
      assertThat(bench.bash(command).path("stdout").asText())
          .startsWith("VIRTUAL-1\nnew\n")
          .doesNotContain("secret", "VIRTUAL-2");
      assertThat(dataset.data().resolve("new")).hasContent("new");
      assertThat(new EnvironmentSandbox(bench).isThere()).isTrue();
    } finally {
      new Mounts(bench.data, bind).unmount(mounted);
    }
    assertThat(Path.of(path)).doesNotExist();
    assertThat(dataset.data().resolve("file")).exists();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void anywhereOnTheMachine(boolean isDataInTmp, boolean isMountInTmp) throws Exception {
    Bench bench = bench(isDataInTmp ? inTmp : beside);
    assertUsable(bench, (isMountInTmp ? inTmp : beside) + "/some where/db", false);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void asABindMount(boolean isDataInTmp, boolean isMountInTmp) throws Exception {
    Bench bench = bench(isDataInTmp ? inTmp : beside);
    assertUsable(bench, (isMountInTmp ? inTmp : beside) + "/some where/db", true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void belowTheScratchFolder(boolean bind) throws Exception {
    Bench bench = bench(beside);
    assertUsable(bench, bench.environment.scratchPath() + "/mnt/db", bind);
    Bench other = bench(inTmp);
    assertUsable(other, other.environment.scratchPath() + "/mnt/db", bind);
  }

  @Test
  void belowTheScratchFolderOfAnotherEnvironment() throws Exception {
    Bench bench = bench(beside);
    assertUsable(bench, bench.data.scratch("other") + "/mnt/db", false);
  }

  @Test
  void aDatasetInADataset() throws Exception {
    Bench bench = bench(beside);
    bench.mounts.add(mount(bench, dataset(bench, "VIRTUAL-1"), inTmp + "/a", false));
    bench.mounts.add(mount(bench, dataset(bench, "VIRTUAL-2"), inTmp + "/a/logs", false));
    assertThat(bench.out("cd %s/a; cat file logs/file; touch logs/new".formatted(inTmp)))
        .isEqualTo("VIRTUAL-1\nVIRTUAL-2\n");
    assertThat(bench.data.dataset("VIRTUAL-2").resolve("data/new")).exists();
  }

  @Test
  void aLinkToAWritableFolderInTmpIsThere() throws Exception {
    Bench bench = bench(beside);
    Path real = Files.createDirectories(beside.resolve("real"));
    Path link = Files.createSymbolicLink(inTmp.resolve("link"), real);
    bench.writable.add(link);
    assertThat(bench.out("echo x >%s/f; cat %s/f".formatted(link, real))).isEqualTo("x\n");
  }

  @Test
  void whatAPluginPutsInThePlaceIsNotFollowed() throws Exception {
    Bench bench = bench(beside);
    Path other = Files.createDirectories(beside.resolve("other"));
    Dataset dataset = dataset(bench, "VIRTUAL-1");
    String path = bench.environment.scratchPath() + "/db";
    Mounted mounted = mount(bench, dataset, path, false);
    Files.createDirectories(dataset.data().resolve("part"));
    Mounted part =
        new Mounts(bench.data, false)
            .mount(dataset.data(), inTmp + "/part", Optional.of("part"), Optional.empty());
    bench.mounts.add(mounted);
    bench.mounts.add(part);
    bench.out(
        "rm db && ln -s %1$s db && cd %2$s && rmdir part && ln -s %1$s part"
            .formatted(other, dataset.data()));
    Bench next = bench(beside);
    next.mounts.addAll(bench.mounts);
    next.bash("touch db/escaped; touch %s/escaped %s/part/escaped".formatted(path, inTmp));
    assertThat(other).isEmptyDirectory();
    assertThat(new EnvironmentSandbox(next).isThere()).isTrue();
  }

  /** Whether the commands of a bench are in a sandbox. */
  private record EnvironmentSandbox(Bench bench) {
    boolean isThere() throws Exception {
      return new LocalHost(bench.around(), bench.environment.scratchPath(), Bench.LIMIT)
          .withoutSandbox()
          .isEmpty();
    }
  }
}
