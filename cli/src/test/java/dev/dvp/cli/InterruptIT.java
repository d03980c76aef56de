package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.cli.faults.Fault;
import dev.dvp.cli.faults.FaultyProxy;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
  private DvpRunner preparation;
  private Path plugin;
  private Path err;

  @BeforeEach
  void makeAPlugin() throws IOException {
    preparation = new DvpRunner(folder);
    plugin = preparation.scaffold("plugin");
    dvp = new PackagedDvp(preparation.home());
    err = folder.resolve("err.txt");
  }

  private int interruptWhen(BooleanSupplier ready, Map<String, String> env, String... args)
      throws IOException, InterruptedException {
    Process process = dvp.start(plugin, env, ProcessBuilder.Redirect.DISCARD, err.toFile(), args);
    await(process, ready);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void await(Process process, BooleanSupplier ready) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!ready.getAsBoolean()) {
      assertThat(process.isAlive()).as("%s", Files.readString(err)).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      // Short, and yet no spinning, which would take the processor from what is waited for.
      LockSupport.parkNanos(1_000_000);
    }
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
    assertThat(preparation.runIn(plugin, "build").exitCode()).isZero();
    List<String> before = files();
    int exitCode =
        interruptWhen(
            () -> files().size() > before.size(), Map.of(), "inspect", "--extract", "out");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(files()).isEqualTo(before);
    assertThat(Files.readString(err)).doesNotContain("Exception", "error");
  }

  @Test
  void comparingLeavesNoScratchFile() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    dvp = new PackagedDvp(preparation.home(), "-Djava.io.tmpdir=" + scratch);
    // With line ends in its base64 it cannot be read in place.
    byte[] line = ("A".repeat(76) + "\\n").repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = Files.newOutputStream(plugin.resolve("other.json"))) {
      out.write("{\"type\":\"Toolkit\",\"sourceCode\":\"".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 300; i++) {
        out.write(line);
      }
      out.write("\"}".getBytes(StandardCharsets.US_ASCII));
    }
    int exitCode =
        interruptWhen(() -> !isEmpty(scratch), Map.of(), "diff", "other.json", "other.json");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(scratch).isEmptyDirectory();
    assertThat(Files.readString(err)).doesNotContain("Exception", "error");
  }

  @Test
  void compilingEndsItsPython() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    dvp = new PackagedDvp(preparation.home(), "-Djava.io.tmpdir=" + scratch);
    Path pid = folder.resolve("pid");
    Path python =
        Files.writeString(
            folder.resolve("python3.11"),
            """
            #!/bin/sh
            case "$*" in
              *version_info*) echo '3.11.9 cpython'; echo "$0";;
              *) echo $$ > '%s.part'; mv '%s.part' '%s'; exec sleep 300;;
            esac
            """
                .formatted(pid, pid, pid));
    assertThat(python.toFile().setExecutable(true)).isTrue();
    List<String> before = files();
    int exitCode =
        interruptWhen(() -> Files.exists(pid), Map.of(), "build", "--python", python.toString());
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(files()).isEqualTo(before);
    assertThat(scratch).isEmptyDirectory();
    assertThat(Files.readString(err)).doesNotContain("Exception", "error");
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(left -> assertThat(left.onExit()).succeedsWithin(10, TimeUnit.SECONDS));
  }

  /** A process that holds Python's lock for ever notices nothing by itself. */
  @Test
  void aKilledRunEndsTheOperationAndTheNextTakesItsFolderAway() throws Exception {
    assumeTrue(Isolation.find(true).prefix().contains("--pdeathsig"), "no setpriv that does this");
    Path scratch = Files.createDirectory(folder.resolve("scratch")).toRealPath();
    dvp = new PackagedDvp(preparation.home(), "-Djava.io.tmpdir=" + scratch);
    Path begun = folder.resolve("begun");
    Path runner = plugin.resolve("src/plugin_runner.py");
    String source = Files.readString(runner);
    Files.writeString(
        runner,
        source
            + """


            @plugin.virtual.start()
            def start(virtual_source, repository, source_config):
                import re
                open(%s, "w").close()
                re.match("(a+)+$", "a" * 60 + "b")
            """
                .formatted("\"" + begun + "\""));
    Process process =
        dvp.start(
            plugin,
            Map.of(),
            ProcessBuilder.Redirect.DISCARD,
            err.toFile(),
            "run",
            "virtual.start");
    await(process, () -> Files.exists(begun));
    List<ProcessHandle> below = process.descendants().toList();
    assertThat(below).isNotEmpty();
    assertThat(isEmpty(scratch)).isFalse();

    process.destroyForcibly();

    try {
      for (ProcessHandle one : below) {
        assertThat(one.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
      }
    } finally {
      below.forEach(ProcessHandle::destroyForcibly);
    }
    Path left;
    try (Stream<Path> all = Files.list(scratch)) {
      left =
          all.filter(one -> one.getFileName().toString().startsWith("dvp-run-")).findFirst().get();
    }
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(3600)));
    Files.writeString(runner, source);
    assertThat(dvp.run(plugin, "run", "virtual.configure").exitCode()).isZero();
    assertThat(left).doesNotExist();
  }

  @Test
  void aTemporaryFolderThatIsMissingIsNamed() {
    Path missing = folder.resolve("missing");
    dvp = new PackagedDvp(preparation.home(), "-Djava.io.tmpdir=" + missing);

    PackagedDvp.Result result =
        dvp.run(plugin, Map.of("DVP_NO_CACHE", "1"), "run", "virtual.configure");

    assertThat(result.err()).contains("error[R206]", missing.toString(), "-Djava.io.tmpdir=");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void lockingLeavesTheLockThatWasThere() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (TestIndex index = new TestIndex().add(FakeSdk.wheels().toArray(new TestWheel[0]))) {
      assertThat(preparation.runIn(plugin, "lock", "--index-url", index.url()).exitCode()).isZero();
      String lock = Files.readString(plugin.resolve("dvp.lock"));
      TestWheel newer = new TestWheel("six", "1.99.0");
      index.add(newer);
      index.answer(
          "/files/" + newer.fileName(),
          exchange -> {
            exchange.sendResponseHeaders(200, newer.bytes().length);
            exchange.getResponseBody().write(newer.bytes(), 0, 50);
            exchange.getResponseBody().flush();
            asked.countDown();
            awaitQuietly(over);
          });
      List<String> before = files();
      int exitCode =
          interruptWhen(
              () -> asked.getCount() == 0,
              Map.of(),
              "lock",
              "--upgrade",
              "--index-url",
              index.url());
      over.countDown();
      assertThat(exitCode).isEqualTo(INTERRUPTED);
      assertThat(plugin.resolve("dvp.lock")).hasContent(lock);
      assertThat(files()).isEqualTo(before);
      try (Stream<Path> all = Files.walk(folder.resolve("home/.dvp"))) {
        assertThat(all.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.startsWith(".dvp-"));
      }
      assertThat(Files.readString(err)).doesNotContain("Exception", "error");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isEmpty(Path scratch) {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
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
  void aPasswordCommandIsEndedWithoutAWordOfTheShells() throws Exception {
    Path trace = folder.resolve("trace");
    int exitCode =
        interruptWhen(
            () -> Files.exists(trace),
            Map.of("DVP_PASSWORD_COMMAND", "touch '" + trace + "'; sleep 300; true"),
            "plugins",
            "-e",
            "http://127.0.0.1:1",
            "-u",
            "admin");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(Files.readString(err))
        .contains("error[E507]", "the command that prints the password")
        .doesNotContain("Killed", "Exception");
  }

  @Test
  void aWaitSaysThatTheEngineGoesOn() throws Exception {
    assertThat(preparation.runIn(plugin, "build").exitCode()).isZero();
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

  @Test
  void anUploadSaysWhatTheEngineHas() throws Exception {
    byte[] noise = new byte[30 << 20];
    new java.util.Random(1).nextBytes(noise);
    Files.write(plugin.resolve("src/noise.bin"), noise);
    assertThat(preparation.runIn(plugin, "build", "-a", "large.json").exitCode()).isZero();
    Files.delete(plugin.resolve("src/noise.bin"));
    assertThat(preparation.runIn(plugin, "build", "-a", "small.json").exitCode()).isZero();
    assertThat(interruptUpload("large.json", Fault.SILENCE))
        .contains("error[E507]", "drops it: nothing was installed");
    assertThat(interruptUpload("small.json", Fault.SILENCE_AFTER))
        .contains("error[E507]", "may have taken it: look there (`dvp plugins`)");
  }

  /** Two engines, one of which is quick: what each is left with is told. */
  @Test
  void severalUploadsSayWhatEachEngineHas() throws Exception {
    assertThat(preparation.runIn(plugin, "build").exitCode()).isZero();
    try (FakeEngine engine = new FakeEngine();
        FakeEngine quick = new FakeEngine();
        FaultyProxy proxy = new FaultyProxy(engine.port(), silentAtUpload(Fault.SILENCE_AFTER))) {
      int exitCode =
          interruptWhen(
              () -> isAsked(proxy) && quick.calls().contains("action/ACTION-2"),
              Map.of("DVP_PASSWORD", "s3cr3t"),
              line(proxy.address(), "artifact.json", "-e", quick.address()));
      assertThat(exitCode).isEqualTo(INTERRUPTED);
      assertThat(Files.readString(err))
          .contains(proxy.address() + ":", "error[E507]", "may have taken it")
          .doesNotContain("Exception", "s3cr3t");
    }
  }

  private String interruptUpload(String artifact, Fault fault) throws Exception {
    try (FakeEngine engine = new FakeEngine();
        FaultyProxy proxy = new FaultyProxy(engine.port(), silentAtUpload(fault))) {
      int exitCode =
          interruptWhen(
              () -> isAsked(proxy),
              Map.of("DVP_PASSWORD", "s3cr3t"),
              line(proxy.address(), artifact));
      assertThat(exitCode).isEqualTo(INTERRUPTED);
      assertThat(Files.readString(err)).doesNotContain("Exception", "s3cr3t");
      return Files.readString(err);
    }
  }

  private static String[] line(String engine, String artifact, String... more) {
    List<String> line = new ArrayList<>(List.of("upload", "-e", engine, "-u", "admin"));
    line.addAll(List.of("--force", "--wait", "-a", artifact));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }

  private static Function<String, Fault> silentAtUpload(Fault fault) {
    return request -> request.endsWith("data/upload") ? fault : Fault.NONE;
  }

  private static boolean isAsked(FaultyProxy proxy) {
    return proxy.seen().stream().anyMatch(one -> one.contains("data/upload"));
  }

  @Test
  void aTemplateThatIsBeingFetchedLeavesNothing() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path git = Files.writeString(bin.resolve("git"), "#!/bin/sh\ntouch $0.ran\nexec sleep 600\n");
    assertThat(git.toFile().setExecutable(true)).isTrue();
    List<String> before = files();
    int exitCode =
        interruptWhen(
            () -> Files.exists(bin.resolve("git.ran")),
            Map.of(
                "PATH", bin + ":" + System.getenv("PATH"),
                "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
            "init",
            "-r",
            "new",
            "--template",
            "https://example.com/x.git");
    assertThat(exitCode).isEqualTo(INTERRUPTED);
    assertThat(files()).isEqualTo(before);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("dvp-"))).isEmpty();
    }
  }
}
