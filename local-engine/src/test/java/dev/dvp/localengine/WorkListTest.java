package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client asks that does not know any more what came of its upload. */
class WorkListTest {
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
  void actionsAreListedTheNewestFirst() {
    assertThat(client.get("delphix/action").expectOk().result()).isEmpty();
    client.install(TestArtifact.example().bytes());
    JsonNode refused = client.install(TestArtifact.example().build("0.9").bytes());

    JsonNode actions = client.get("delphix/action").expectOk().result();

    List<String> lines = new ArrayList<>();
    actions.forEach(
        action ->
            lines.add(
                action.path("reference").asText()
                    + " "
                    + action.path("actionType").asText()
                    + " "
                    + action.path("state").asText()));
    assertThat(lines)
        .containsExactly(
            "ACTION-4 TOOLKIT_UPLOAD FAILED",
            "ACTION-3 TOOLKIT_REQUEST_UPLOAD_TOKEN COMPLETED",
            "ACTION-2 TOOLKIT_UPLOAD COMPLETED",
            "ACTION-1 TOOLKIT_REQUEST_UPLOAD_TOKEN COMPLETED");
    assertThat(actions.path(0)).isEqualTo(refused);
    assertThat(client.get("delphix/action/ACTION-4").expectOk().result()).isEqualTo(refused);
  }

  @Test
  void onePluginIsShownWithItsDefinitions() {
    client.install(TestArtifact.example().migrations("1.1").bytes());
    JsonNode listed = client.plugins().path(0);

    JsonNode shown = client.get("delphix/toolkit/TOOLKIT-1").expectOk().result();

    listed.forEachEntry((key, value) -> assertThat(shown.path(key)).isEqualTo(value));
    assertThat(shown.path("virtualSourceDefinition").path("parameters").path("type").asText())
        .isEqualTo("object");
    assertThat(shown.path("manifest").path("migrationIdList").path(0).asText()).isEqualTo("1.1");
    assertThat(shown.path("hostTypes").path(0).asText()).isEqualTo("UNIX");
    assertThat(shown.has("sourceCode")).isFalse();
    assertThat(listed.has("manifest")).isFalse();
  }

  @Test
  void aPluginThatIsNotThereIsSaidToBeMissing() {
    client.get("delphix/toolkit/TOOLKIT-1").expectError(404, "exception.executor.object.missing");
    client.get("delphix/toolkit/x").expectError(404, "exception.executor.object.missing");
  }

  @Test
  void anArtifactThatWasDamagedIsAnErrorOfTheEngineAndInItsLog() throws IOException {
    client.install(TestArtifact.example().bytes());
    try (var files = Files.list(folder.resolve("artifacts"))) {
      Files.writeString(files.findFirst().orElseThrow(), "{");
    }

    client.get("delphix/toolkit/TOOLKIT-1").expectError(500, "exception.engine.internal");
    assertThat(Files.readString(folder.resolve("engine.log"))).contains("A bug ended a request.");
  }

  @Test
  void neitherIsShownWithoutALogin() {
    ApiClient stranger = engine.client();
    stranger.session();

    stranger.get("delphix/action").expectError(403, "exception.webservices.login.required");
    stranger
        .get("delphix/toolkit/TOOLKIT-1")
        .expectError(403, "exception.webservices.login.required");
  }
}
