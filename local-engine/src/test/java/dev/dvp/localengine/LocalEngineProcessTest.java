package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.LocalEngineProcess.Ending;
import dev.dvp.localengine.LocalEngineProcess.Started;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Engines in processes of their own: the few things that only a whole process can show. */
@Execution(ExecutionMode.SAME_THREAD) // each test is a JVM or two: not all at once
class LocalEngineProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;

  /** No engine outlives its test, whatever becomes of that. */
  @AfterEach
  void endWhatIsLeft() throws IOException {
    EngineFile.read(folder.resolve("engine.json"))
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  @Test
  void startStatusStopAndAgain() throws Exception {
    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stopped());

    Started first = start("plain");

    assertThat(first.launched()).isTrue();
    assertThat(LocalEngineProcess.status(folder)).isEqualTo(first.engine());
    assertThat(first.engine().address()).hasToString("http://127.0.0.1:" + first.engine().port());
    assertThat(first.engine().version()).isEqualTo("1.2.3-test");
    Started second = start("plain");
    assertThat(second).isEqualTo(new Started(first.engine(), false));

    assertThat(LocalEngineProcess.stop(folder, PATIENCE, note -> {})).isEqualTo(Ending.GRACEFUL);

    Optional<ProcessHandle> left = ProcessHandle.of(first.engine().pid());
    if (left.isPresent()) {
      // Ended, and this process, which started it, has not been told of it yet.
      left.get().onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("engine.json")).doesNotExist();
    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stopped());
  }

  @Test
  void startsAtTheSameTimeEndWithOneEngine() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Started>> starts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        starts.add(threads.submit(() -> start("plain")));
      }
      List<Started> all = new ArrayList<>();
      for (Future<Started> start : starts) {
        all.add(start.get());
      }
      assertThat(all).extracting(Started::engine).containsOnly(all.get(0).engine());
      assertThat(all).filteredOn(Started::launched).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anEngineThatIsLaunchedBesideARunningOneGivesWayToIt() {
    Started first = start("plain");

    // Past the launcher's own look, as when two commands start at the same moment.
    EngineLauncher launcher =
        new EngineLauncher(new DataFolder(folder), EngineMain.command(folder, "plain"), PATIENCE);

    assertThat(launcher.start().engine()).isEqualTo(first.engine());
  }

  @Test
  void anEngineThatDiesShowsTheEndOfItsOutput() {
    Diagnostic finding = refusal(() -> start("dies"));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.ENGINE_DID_NOT_START);
    assertThat(finding.message()).contains("ended with exit code 3");
    assertThat(finding.help()).contains("the first line\nerror: no luck today");
  }

  @Test
  void anEngineThatStaysSilentIsEndedAgain() {
    Diagnostic finding =
        refusal(
            () -> LocalEngineProcess.start(folder, EngineMain.command(folder, "silent"), SHORT));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.ENGINE_DID_NOT_START);
    assertThat(finding.message()).contains("did not answer");
  }

  @Test
  void aCommandThatDoesNotExistIsSaidSo() {
    Diagnostic finding =
        refusal(() -> LocalEngineProcess.start(folder, List.of("/no/such/program"), SHORT));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.ENGINE_DID_NOT_START);
  }

  @Test
  void aFolderThatWasMadeForAStartThatFailsIsGoneAgain() throws IOException {
    Path made = folder.resolve("a/b");
    Diagnostic finding =
        refusal(() -> LocalEngineProcess.start(made, EngineMain.command(made, "dies"), PATIENCE));

    assertThat(finding.help()).contains("error: no luck today").doesNotContain("engine.out");
    assertThat(folder).isEmptyDirectory();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      refusal(() -> TestEngine.start(made, config -> config.withPort(taken.getLocalPort())));
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** Not what was there before. */
  @Test
  void aFolderThatWasThereStays() throws IOException {
    Files.createDirectory(folder.resolve("a"));
    Path made = folder.resolve("a/b");
    refusal(() -> LocalEngineProcess.start(made, List.of("/no/such/program"), SHORT));
    assertThat(folder.resolve("a")).isEmptyDirectory();
    Files.createDirectory(made);
    refusal(() -> LocalEngineProcess.start(made, List.of("/no/such/program"), SHORT));
    assertThat(made).isNotEmptyDirectory();
  }

  /** A process that has ended, and whose parent, which became another program, never asks. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aZombieIsNotWaitedFor() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 600").start();
    try (BufferedReader out = parent.inputReader();
        FolderLock held = FolderLock.tryAcquire(new DataFolder(folder).lock()).orElseThrow()) {
      long pid = Long.parseLong(out.readLine());
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.readString(stat).contains(") Z ")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(1_000_000);
      }
      new EngineFile(pid, freePort(), Instant.now().plusSeconds(60), "1", "instance")
          .write(folder.resolve("engine.json"));
      assertThat(held).isNotNull();

      List<String> notes = new ArrayList<>();
      assertThat(LocalEngineProcess.stop(folder, PATIENCE, notes::add)).isEqualTo(Ending.GRACEFUL);

      assertThat(notes).as("nothing was waited for").isEmpty();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void secretsOfOtherCommandsAreNotHandedToTheEngine() {
    assertThat(EngineLauncher.SECRET_VARIABLES)
        .containsExactlyInAnyOrder("DVP_PASSWORD", "DVP_INDEX_URL");
  }

  @Test
  void aFolderThatIsAFileIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(refusal(() -> LocalEngineProcess.start(file, List.of("x"), SHORT)).rule())
        .isEqualTo(LocalEngineRule.DATA_FOLDER_UNUSABLE);
  }

  @Test
  void aKilledEngineLeavesTheOldPluginAndAFailedJob() {
    Started engine = start("blocked");
    ApiClient client = loggedIn(engine);
    client.install(TestArtifact.example().bytes());
    JsonNode before = client.plugins();
    create(folder.resolve("block"));
    Reply upgrade = client.upload(TestArtifact.example().build("2").bytes()).expectOk();
    assertThat(client.job(upgrade).path("jobState").asText()).isEqualTo("RUNNING");

    kill(engine.engine().pid());

    assertThat(LocalEngineProcess.status(folder))
        .isEqualTo(new EngineStatus.Stale(engine.engine().pid()));
    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stopped());
    try (TestEngine next = TestEngine.start(folder)) {
      ApiClient again = next.loggedIn();
      assertThat(again.job(upgrade).path("jobState").asText()).isEqualTo("FAILED");
      assertThat(again.plugins()).isEqualTo(before);
      JsonNode retry = again.install(TestArtifact.example().build("2").bytes());
      assertThat(retry.path("state").asText()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void aStopWhileWorkHangsEndsByForce() {
    Started engine = start("blocked");
    create(folder.resolve("block"));
    loggedIn(engine).upload(TestArtifact.example().bytes()).expectOk();

    List<String> notes = new ArrayList<>();
    assertThat(LocalEngineProcess.stop(folder, SHORT, notes::add)).isEqualTo(Ending.FORCED);

    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).startsWith("Waiting for the local engine");
    assertThat(notes.get(1)).endsWith("killing it.");

    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stopped());
  }

  @Test
  void thereIsNothingToStop() {
    Diagnostic finding = refusal(() -> LocalEngineProcess.stop(folder, SHORT, note -> {}));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.ENGINE_NOT_RUNNING);
    assertThat(LocalEngineProcess.adminPassword(folder)).isEmpty();
  }

  @Test
  void aFileOfAProcessThatIsGoneIsCleanedAwayAlsoWhenItsPortBelongsToAnother() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      new EngineFile(gone.pid(), other.getLocalPort(), Instant.EPOCH, "1", "instance")
          .write(folder.resolve("engine.json"));

      assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stale(gone.pid()));
    }
    assertThat(folder.resolve("engine.json")).doesNotExist();
  }

  /** Else it would be sent the password of the next engine. */
  @Test
  void whoAnswersByTheNameOfAnEngineThatIsGoneIsNotBelieved() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread impostor = new Thread(() -> answerOnce(other, "HTTP/1.1 200 OK\r\n\r\n\"instance\""));
      impostor.setDaemon(true);
      impostor.start();
      long pid = ProcessHandle.current().pid();
      new EngineFile(pid, other.getLocalPort(), Instant.now().plusSeconds(60), "1", "instance")
          .write(folder.resolve("engine.json"));

      assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stale(pid));
    }
    assertThat(folder.resolve("engine.json")).doesNotExist();
  }

  @Test
  void aProcessNumberThatWasGivenToAnotherProcessIsStale() throws IOException {
    long pid = ProcessHandle.current().pid();
    new EngineFile(pid, freePort(), Instant.EPOCH, "1", "instance")
        .write(folder.resolve("engine.json"));

    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stale(pid));
  }

  @Test
  void anEngineThatDoesNotAnswerIsUnresponsiveAndNoSecondIsStarted() throws IOException {
    long pid = ProcessHandle.current().pid();
    int port = freePort();
    new EngineFile(pid, port, Instant.now().plusSeconds(60), "1", "instance")
        .write(folder.resolve("engine.json"));

    try (FolderLock held = FolderLock.tryAcquire(new DataFolder(folder).lock()).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(LocalEngineProcess.status(folder))
          .isEqualTo(new EngineStatus.Unresponsive(pid, port));
      assertThat(refusal(() -> start("plain")).rule())
          .isEqualTo(LocalEngineRule.DATA_FOLDER_IN_USE);
    }
  }

  /** As one that was killed, and whose parent never asks for its end. */
  @Test
  void aProcessThatNoLongerHoldsTheFolderIsGone() throws IOException {
    long pid = ProcessHandle.current().pid();
    new EngineFile(pid, freePort(), Instant.now().plusSeconds(60), "1", "instance")
        .write(folder.resolve("engine.json"));

    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stale(pid));
    assertThat(LocalEngineProcess.status(folder)).isEqualTo(new EngineStatus.Stopped());
  }

  @Test
  void lookingAndStoppingNeedNeitherTheWebServerNorTheDatabase() throws Exception {
    List<URL> light = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!entry.contains("jetty") && !entry.contains("sqlite") && !entry.contains("slf4j")) {
        light.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(light.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> process = loader.loadClass(LocalEngineProcess.class.getName());
      Object status = process.getMethod("status", Path.class).invoke(null, folder);
      assertThat(status).hasToString("Stopped[]");
      assertThat(process.getMethod("adminPassword", Path.class).invoke(null, folder))
          .hasToString("Optional.empty");
    }
  }

  private Started start(String mode) {
    return LocalEngineProcess.start(folder, EngineMain.command(folder, mode), PATIENCE);
  }

  private ApiClient loggedIn(Started engine) {
    return new ApiClient(engine.engine().port())
        .loggedIn(LocalEngineProcess.adminPassword(folder).orElseThrow());
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void answerOnce(ServerSocket server, String answer) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return; // Nobody asked, which is what the test wants.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    DvpException thrown = assertThatExceptionOfType(DvpException.class).isThrownBy(call).actual();
    return thrown.diagnostics().get(0);
  }
}
