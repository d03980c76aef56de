package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads as clients do them, over a real socket. */
class UploadTest {
  @TempDir Path folder;
  private TestEngine engine;
  private ApiClient client;

  @BeforeEach
  void start() {
    engine = TestEngine.start(folder);
    client = engine.loggedIn();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void newPluginIsInstalledByAnActionWithoutJob() {
    Reply upload = client.upload(TestArtifact.example().bytes()).expectOk();

    assertThat(upload.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(upload.json().path("job").isNull()).isTrue();
    assertThat(upload.result().textValue()).isEmpty();
    assertThat(client.awaitAction(upload).path("state").asText()).isEqualTo("COMPLETED");
    JsonNode plugin = client.plugins().path(0);
    assertThat(plugin.path("identifier").asText()).isEqualTo(TestArtifact.ID);
    assertThat(plugin.path("namespace").isNull()).isTrue();
    assertThat(plugin.path("reference").asText()).isEqualTo("TOOLKIT-1");
    assertThat(plugin.path("name").asText()).isEqualTo("Example");
    assertThat(plugin.path("buildNumber").asText()).isEqualTo("1");
    assertThat(plugin.path("status").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void anActionWithoutJobSaysSo() {
    Reply upload = client.upload(TestArtifact.example().bytes()).expectOk();
    client.awaitAction(upload);

    client
        .get("delphix/action/" + upload.json().path("action").asText() + "/getJob")
        .expectError(404, "exception.executor.object.missing");
  }

  @Test
  void upgradeIsAJobThatTellsItsEvents() {
    client.install(TestArtifact.example().bytes());

    Reply upload = client.upload(TestArtifact.example().build("1.1").bytes()).expectOk();

    assertThat(client.awaitAction(upload).path("state").asText()).isEqualTo("COMPLETED");
    JsonNode job = client.job(upload);
    assertThat(job.path("jobState").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("target").asText()).isEqualTo("TOOLKIT-1");
    assertThat(eventCodes(job))
        .containsExactly(
            "event.toolkit.validate", "event.toolkit.upgrade", "event.toolkit.upgrade.complete");
    JsonNode event = job.path("events").path(1);
    assertThat(event.path("messageDetails").asText())
        .isEqualTo("Upgrading \"Example\" from build 1 to 1.1.");
    assertThat(event.path("messageAction").isNull()).isTrue();
    assertThat(event.path("timestamp").asText()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(client.get("delphix/job/" + job.path("reference").asText()).expectOk().result())
        .isEqualTo(job);
    assertThat(client.plugins()).hasSize(1);
    assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("1.1");
  }

  @Test
  void sameBuildNumberAgainIsAnUpgrade() throws IOException {
    byte[] artifact = TestArtifact.example().bytes();
    client.install(artifact);

    Reply upload = client.upload(artifact).expectOk();

    assertThat(client.awaitAction(upload).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(upload.json().path("job").asText()).startsWith("JOB-");
    assertThat(installedFiles()).hasSize(1);
    assertThat(Files.readAllBytes(installedFiles().get(0))).isEqualTo(artifact);
  }

  @Test
  void lettersOfTheIdMayChangeTheirCase() {
    client.install(TestArtifact.example().bytes());

    client.install(TestArtifact.example().id(TestArtifact.ID.toUpperCase()).build("2").bytes());

    assertThat(client.plugins()).hasSize(1);
    assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("2");
  }

  @Test
  void pluginsOfDifferentIdsLiveSideBySide() throws IOException {
    client.install(TestArtifact.example().bytes());
    client.install(TestArtifact.example().id("26bef554-9470-11e9-b2e3-8c8590d4a42c").bytes());

    assertThat(client.plugins()).hasSize(2);
    assertThat(installedFiles()).hasSize(2);
  }

  static Stream<Arguments> refusedUpgrades() {
    return Stream.of(
        Arguments.of(
            TestArtifact.example().build("1.9").migrations("1.1", "1.2"),
            "exception.toolkit.upgrade.build.number.lower",
            "its build number 1.9 is lower than the installed one, 2"),
        Arguments.of(
            TestArtifact.example().build("2.1").migrations("1.2"),
            "exception.toolkit.upgrade.migration.missing",
            "has migrations that it lacks: 1.1."),
        Arguments.of(
            TestArtifact.example().build("2.1").migrations("1.1", "1.2").staged(),
            "exception.toolkit.upgrade.type.changed",
            "it is installed as DIRECT, and the uploaded one is STAGED"));
  }

  @ParameterizedTest
  @MethodSource("refusedUpgrades")
  void refusedUpgradeLeavesTheInstalledPlugin(TestArtifact next, String code, String details)
      throws IOException {
    byte[] installed = TestArtifact.example().build("2").migrations("1.1", "1.2").bytes();
    client.install(installed);
    JsonNode before = client.plugins();

    Reply upload = client.upload(next.bytes()).expectOk();
    JsonNode action = client.awaitAction(upload);

    assertThat(action.path("state").asText()).isEqualTo("FAILED");
    assertThat(action.path("failureMessageCode").asText()).isEqualTo(code);
    assertThat(action.path("failureDescription").asText()).contains(details);
    assertThat(action.path("failureAction").asText()).isNotBlank();
    JsonNode job = client.job(upload);
    assertThat(job.path("jobState").asText()).isEqualTo("FAILED");
    JsonNode last = job.path("events").path(job.path("events").size() - 1);
    assertThat(last.path("messageCode").asText()).isEqualTo(code);
    assertThat(last.path("messageDetails").asText()).contains(details);
    assertThat(last.path("messageAction").asText()).isNotBlank();
    assertThat(client.plugins()).isEqualTo(before);
    assertThat(installedFiles()).hasSize(1);
    assertThat(Files.readAllBytes(installedFiles().get(0))).isEqualTo(installed);
    assertThat(waitingFiles()).isEmpty();
  }

  static Stream<Arguments> brokenArtifacts() {
    byte[] whole = TestArtifact.example().build("3").bytes();
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("cut", Arrays.copyOf(whole, whole.length / 2)),
        Arguments.of(
            "more after it", (new String(whole, StandardCharsets.UTF_8) + "{}").getBytes()),
        Arguments.of("an array", "[1,2]".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("HTML", "<html></html>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("another type", TestArtifact.example().with(a -> a.put("type", "X")).bytes()),
        Arguments.of("no id", TestArtifact.example().with(a -> a.remove("pluginId")).bytes()),
        Arguments.of("an id that leads out", TestArtifact.example().id("../../../etc").bytes()),
        Arguments.of("build number", TestArtifact.example().build("one").bytes()),
        Arguments.of("no manifest", TestArtifact.example().with(a -> a.remove("manifest")).bytes()),
        Arguments.of(
            "the same key twice",
            "{\"type\":\"Plugin\",\"type\":\"Plugin\"}".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenArtifacts")
  void whatIsNoArtifactIsRefusedAtOnce(String name, byte[] artifact) throws IOException {
    client.install(TestArtifact.example().bytes());
    JsonNode before = client.plugins();

    Reply upload = client.upload(artifact);

    upload.expectError(400, "exception.toolkit.artifact.invalid");
    assertThat(upload.details()).startsWith("The uploaded file is no valid plugin. ");
    assertThat(upload.details()).doesNotContain(folder.toString());
    assertThat(client.plugins()).isEqualTo(before);
    assertThat(installedFiles()).hasSize(1);
    assertThat(waitingFiles()).isEmpty();
  }

  @Test
  void whatTheStrictCheckFindsFailsTheAction() throws IOException {
    byte[] artifact = TestArtifact.example().with(a -> a.remove("sourceCode")).bytes();

    JsonNode action = client.install(artifact);

    assertThat(action.path("state").asText()).isEqualTo("FAILED");
    assertThat(action.path("failureDescription").asText()).contains("sourceCode");
    assertThat(client.plugins()).isEmpty();
    assertThat(installedFiles()).isEmpty();
    assertThat(waitingFiles()).isEmpty();
  }

  @Test
  void uploadsOfOnePluginAtOnceAreDoneOneAfterTheOther() throws Exception {
    int uploads = 12;
    ExecutorService threads = Executors.newFixedThreadPool(uploads);
    try {
      List<Future<JsonNode>> ends = new ArrayList<>();
      for (int i = 1; i <= uploads; i++) {
        byte[] artifact = TestArtifact.example().build("1." + i).bytes();
        ends.add(threads.submit(() -> engine.loggedIn().install(artifact)));
      }
      int completed = 0;
      for (Future<JsonNode> end : ends) {
        completed += end.get().path("state").asText().equals("COMPLETED") ? 1 : 0;
      }
      // Whatever the order of arrival, nobody passes the highest one, and it is installed whole.
      assertThat(completed).isPositive();
      assertThat(client.plugins()).hasSize(1);
      assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("1.12");
      engine.close(); // old artifacts go after the work is seen to be done
      assertThat(installedFiles()).hasSize(1);
      assertThat(Files.readAllBytes(installedFiles().get(0)))
          .isEqualTo(TestArtifact.example().build("1.12").bytes());
      assertThat(waitingFiles()).isEmpty();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLargeArtifactIsInstalledWhateverTheOrderOfItsKeys() {
    TestArtifact large = TestArtifact.example().payloadBytes(18_000_000);
    assertThat(large.bytes()).hasSizeGreaterThan(16 << 20);
    assertThat(client.install(large.bytes()).path("state").asText()).isEqualTo("COMPLETED");

    TestArtifact idLast =
        large.with(
            node -> {
              node.remove("pluginId");
              node.put("pluginId", TestArtifact.ID);
            });
    assertThat(client.install(idLast.bytes()).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(client.plugins()).hasSize(1);
  }

  @Test
  void aLargeArtifactThatIsCutFailsAndLeavesNothing() throws IOException {
    byte[] whole = TestArtifact.example().payloadBytes(18_000_000).bytes();

    JsonNode action = client.install(Arrays.copyOf(whole, whole.length - 1000));

    assertThat(action.path("state").asText()).isEqualTo("FAILED");
    assertThat(action.path("failureDescription").asText())
        .startsWith("The uploaded file is no valid plugin. ");
    assertThat(client.plugins()).isEmpty();
    assertThat(waitingFiles()).isEmpty();
    byte[] garbage = new byte[17 << 20];
    client.upload(garbage).expectError(400, "exception.toolkit.artifact.invalid");
  }

  private static List<String> eventCodes(JsonNode job) {
    List<String> codes = new ArrayList<>();
    job.path("events").forEach(event -> codes.add(event.path("messageCode").asText()));
    return codes;
  }

  private List<Path> installedFiles() throws IOException {
    return files(folder.resolve("artifacts"));
  }

  private List<Path> waitingFiles() throws IOException {
    return files(folder.resolve("uploads"));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
