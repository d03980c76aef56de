package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C leaves behind. */
class InterruptIT {
  private static final int INTERRUPTED = 130;
  private static final long SPARSE_BYTES = 3_000_000_000L;

  @TempDir Path folder;
  private PackagedDvp dvp;
  private Path plugin;
  private Path err;

  @BeforeEach
  void makeAPlugin() throws IOException {
    dvp = new PackagedDvp(Files.createDirectories(folder.resolve("home")));
    assertThat(dvp.run(folder, "init", "-r", "plugin", "-n", "P").exitCode()).isZero();
    plugin = folder.resolve("plugin");
    err = folder.resolve("err.txt");
  }

  private int interruptWhen(BooleanSupplier ready, Map<String, String> env, String... args)
      throws IOException, InterruptedException {
    Process process = dvp.start(plugin, env, ProcessBuilder.Redirect.DISCARD, err.toFile(), args);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!ready.getAsBoolean()) {
      assertThat(process.isAlive()).as("%s", Files.readString(err)).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(plugin)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aBuildLeavesTheArtifactThatWasThere() throws Exception {
    Files.writeString(plugin.resolve("artifact.json"), "the last good one");
    try (RandomAccessFile large = new RandomAccessFile(plugin.resolve("src/big").toFile(), "rw")) {
      large.setLength(SPARSE_BYTES);
    }
    List<String> before = files();
    int exitCode = interruptWhen(() -> files().size() > before.size(), Map.of(), "build");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(files()).isEqualTo(before);
    assertThat(plugin.resolve("artifact.json")).hasContent("the last good one");
    assertThat(Files.readString(err)).doesNotContain("Exception", "error");
  }

  @Test
  void unpackingLeavesNothing() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(plugin.resolve("src/big").toFile(), "rw")) {
      large.setLength(SPARSE_BYTES / 4);
    }
    assertThat(dvp.run(plugin, "build").exitCode()).isZero();
    List<String> before = files();
    int exitCode =
        interruptWhen(
            () -> files().size() > before.size(), Map.of(), "inspect", "--extract", "out");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(files()).isEqualTo(before);
    assertThat(Files.readString(err)).doesNotContain("Exception", "error");
  }

  @Test
  void aWatchIsOver() throws Exception {
    Path made = plugin.resolve("src/generated/definitions/__init__.py");
    Files.delete(made);
    int exitCode = interruptWhen(() -> Files.exists(made), Map.of(), "watch");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(err).isEmptyFile();
    try (Stream<Path> all = Files.walk(plugin)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".dvp-"));
    }
  }

  @Test
  void aWaitSaysThatTheEngineGoesOn() throws Exception {
    assertThat(dvp.run(plugin, "build").exitCode()).isZero();
    try (FakeEngine engine = new FakeEngine()) {
      engine.answer(
          "action/ACTION-2",
          FakeEngine.ok("{\"type\":\"Action\",\"state\":\"EXECUTING\"}", "null"));
      int exitCode =
          interruptWhen(
              () -> engine.calls().contains("action/ACTION-2"),
              Map.of("DVP_PASSWORD", "s3cr3t"),
              "upload",
              "-e",
              engine.address(),
              "-u",
              "admin",
              "--force",
              "--wait");
      assertThat(exitCode).isEqualTo(INTERRUPTED);
      assertThat(Files.readString(err))
          .contains("error[E507]", "goes on with it by itself")
          .doesNotContain("Exception", "s3cr3t");
    }
  }
}
