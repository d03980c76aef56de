package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An engine's start, end, and what it finds when it comes back. */
class LocalEngineTest {
  @TempDir Path folder;

  @Test
  void whatWasInstalledIsThereAfterARestart() {
    JsonNode before;
    String password;
    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();
      client.install(TestArtifact.example().build("2").migrations("1.1", "1.2").bytes());
      before = client.plugins();
      password = engine.password();
    }
    try (TestEngine engine = TestEngine.start(folder)) {
      assertThat(engine.password()).isEqualTo(password);
      ApiClient client = engine.loggedIn();
      assertThat(client.plugins()).isEqualTo(before).hasSize(1);
      JsonNode action = client.install(TestArtifact.example().build("1").bytes());
      assertThat(action.path("failureMessageCode").asText()).endsWith("build.number.lower");
    }
  }

  @Test
  void theFolderIsPrivateAndSaysWhereTheEngineIs() throws IOException {
    Path data = folder.resolve("sub/data");
    try (TestEngine engine = TestEngine.start(data)) {
      EngineFile file = EngineFile.read(data.resolve("engine.json")).orElseThrow();
      assertThat(file.port()).isEqualTo(engine.port());
      assertThat(file.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(file.started()).isEqualTo(TestEngine.NOW);
      assertThat(file.version()).isEqualTo("1.2.3-test");
      assertThat(mode(data)).isEqualTo("rwx------");
      assertThat(mode(data.resolve("admin-password"))).isEqualTo("rw-------");
      assertThat(mode(data.resolve("engine.json"))).isEqualTo("rw-------");
      assertThat(mode(data.resolve("engine.log"))).isEqualTo("rw-------");
      assertThat(mode(data.resolve("engine.db"))).isEqualTo("rw-------");
      assertThat(engine.password()).matches("[0-9a-f]{40}");
    }
    assertThat(data.resolve("engine.json")).doesNotExist();
  }

  @Test
  void aDeletedPasswordIsMadeAnew() throws IOException {
    TestEngine.start(folder).close();
    Files.delete(folder.resolve("admin-password"));

    try (TestEngine engine = TestEngine.start(folder)) {
      engine.loggedIn();
    }
  }

  @Test
  void aPasswordThatItsOwnerWroteIsTaken() throws IOException {
    TestEngine.start(folder).close();
    Path file = Files.writeString(folder.resolve("admin-password"), "my own\r\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    try (TestEngine engine = TestEngine.start(folder)) {
      assertThat(engine.password()).isEqualTo("my own");
      assertThat(mode(file)).isEqualTo("rw-------");
      engine.loggedIn();
    }
  }

  @Test
  void aSecondEngineOnTheFolderIsRefused() {
    try (TestEngine engine = TestEngine.start(folder)) {
      Diagnostic finding = refusal(TestEngine.config(folder));

      assertThat(finding.rule()).isEqualTo(LocalEngineRule.ENGINE_ALREADY_RUNNING);
      assertThat(finding.message()).contains("http://127.0.0.1:" + engine.port());
      engine.loggedIn();
    }
    TestEngine.start(folder).close();
  }

  @Test
  void aFolderThatSomethingElseHoldsIsRefused() throws IOException {
    try (FolderLock lock = FolderLock.tryAcquire(folder.resolve("engine.lock")).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(refusal(TestEngine.config(folder)).rule())
          .isEqualTo(LocalEngineRule.DATA_FOLDER_IN_USE);
    }
    TestEngine.start(folder).close();
  }

  @Test
  void aTakenPortIsRefusedAndNothingStaysLocked() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Diagnostic finding = refusal(TestEngine.config(folder).withPort(taken.getLocalPort()));

      assertThat(finding.rule()).isEqualTo(LocalEngineRule.PORT_IN_USE);
      assertThat(finding.message()).contains(Integer.toString(taken.getLocalPort()));
    }
    TestEngine.start(folder).close();
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    Diagnostic finding = refusal(TestEngine.config(file));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.DATA_FOLDER_UNUSABLE);
    assertThat(finding.location().file()).isEqualTo(file);
    assertThat(finding.message()).contains("is no folder").doesNotContain("Exception");
  }

  @Test
  void aDamagedDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    Path database = Files.writeString(folder.resolve("engine.db"), "no database ".repeat(1000));
    byte[] before = Files.readAllBytes(database);

    Diagnostic finding = refusal(TestEngine.config(folder));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.DATA_FOLDER_UNUSABLE);
    assertThat(finding.message()).contains("damaged or no database");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() throws Exception {
    TestEngine.start(folder).close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("engine.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 99");
    }

    Diagnostic finding = refusal(TestEngine.config(folder));

    assertThat(finding.rule()).isEqualTo(LocalEngineRule.DATA_FOLDER_UNUSABLE);
    assertThat(finding.message()).contains("made by a newer `dvp`");
  }

  @Test
  void workThatWasInterruptedHasFailedAfterTheNextStart() throws Exception {
    TestEngine.start(folder).close();
    try (Store store = Store.open(folder.resolve("engine.db"))) {
      store.write(
          tables -> {
            long action = tables.actions().add("TOOLKIT_UPLOAD", "Upgrade", TestEngine.NOW);
            return tables.jobs().add(action, "TOOLKIT-1");
          });
    }

    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();
      JsonNode job = client.get("delphix/job/JOB-1").expectOk().result();
      assertThat(job.path("jobState").asText()).isEqualTo("FAILED");
      assertThat(job.path("events")).hasSize(1);
      JsonNode action =
          client.get("delphix/action/" + job.path("parentAction").asText()).expectOk().result();
      assertThat(action.path("state").asText()).isEqualTo("FAILED");
      assertThat(action.path("failureMessageCode").asText())
          .isEqualTo("exception.engine.interrupted");
    }
  }

  @Test
  void leftoversOfAKilledEngineAreCleanedAway() throws IOException {
    try (TestEngine engine = TestEngine.start(folder)) {
      engine.loggedIn().install(TestArtifact.example().bytes());
    }
    Path orphan = Files.writeString(folder.resolve("artifacts/0123.json"), "half an install");
    Path upload = Files.writeString(folder.resolve("uploads/new-1.upload"), "half an upload");

    try (TestEngine engine = TestEngine.start(folder)) {
      assertThat(orphan).doesNotExist();
      assertThat(upload).doesNotExist();
      assertThat(engine.loggedIn().plugins()).hasSize(1);
      try (var files = Files.list(folder.resolve("artifacts"))) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Test
  void aBugInTheWorkFailsTheActionAndIsInTheLogAlone() throws IOException {
    LocalEngine engine =
        LocalEngine.start(
            TestEngine.config(folder),
            (file, diagnostics) -> {
              throw new IllegalStateException("a bug of the test");
            });
    try (TestEngine test = TestEngine.of(folder, engine)) {
      JsonNode action = test.loggedIn().install(TestArtifact.example().bytes());

      assertThat(action.path("state").asText()).isEqualTo("FAILED");
      assertThat(action.path("failureMessageCode").asText()).isEqualTo("exception.engine.internal");
      assertThat(action.toString()).doesNotContain("IllegalState").doesNotContain("a bug of");
      assertThat(Files.readString(folder.resolve("engine.log")))
          .contains("IllegalStateException: a bug of the test");
    }
  }

  @Test
  void aCloseWaitsForTheWorkThatIsUnderWay() throws Exception {
    CountDownLatch checking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    LocalEngine engine =
        LocalEngine.start(
            TestEngine.config(folder),
            (file, diagnostics) -> {
              checking.countDown();
              await(goOn);
              return ArtifactReader.check(file, folder, diagnostics);
            });
    ApiClient client = TestEngine.of(folder, engine).loggedIn();
    client.upload(TestArtifact.example().bytes()).expectOk();
    Reply waiting = client.upload(TestArtifact.example().build("2").bytes()).expectOk();
    assertThat(waiting.json().path("job").asText()).as("an upgrade to be").startsWith("JOB-");
    checking.await();
    Thread closing = new Thread(engine::close);
    closing.start();
    Thread waiter = new Thread(() -> awaitStop(engine));
    waiter.start();
    goOn.countDown();
    closing.join();
    waiter.join();

    try (TestEngine next = TestEngine.start(folder)) {
      ApiClient again = next.loggedIn();
      assertThat(again.plugins()).hasSize(1);
      String job = waiting.json().path("job").asText();
      String state = again.get("delphix/job/" + job).expectOk().result().path("jobState").asText();
      String build = again.plugins().path(0).path("buildNumber").asText();
      assertThat(build).isEqualTo(state.equals("COMPLETED") ? "2" : "1");
    }
  }

  private static void awaitStop(LocalEngine engine) {
    try {
      engine.awaitStop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Diagnostic refusal(LocalEngineConfig config) {
    var thrown =
        assertThatExceptionOfType(DvpException.class)
            .isThrownBy(() -> LocalEngine.start(config).close())
            .actual();
    assertThat(thrown.diagnostics()).hasSize(1);
    return thrown.diagnostics().get(0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatOthersCanWriteToIsNoDataFolder() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> TestEngine.start(shared), () -> LocalEngineProcess.status(shared))) {
      assertThatExceptionOfType(DvpException.class)
          .isThrownBy(use)
          .withMessageContaining("other users may write to it");
    }
    assertThat(shared).isEmptyDirectory();
  }
}
