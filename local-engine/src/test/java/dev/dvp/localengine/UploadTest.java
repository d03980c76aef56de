package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  @TempDir Path folder;

  @Test
  void newPluginIsInstalledByAnActionWithoutJob() {
    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();

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
  }

  @Test
  void upgradeIsAJobThatTellsItsEvents() {
    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();
      client.install(TestArtifact.example().bytes());

      Reply upload = client.upload(TestArtifact.example().build("1.1").bytes()).expectOk();

      assertThat(client.awaitAction(upload).path("state").asText()).isEqualTo("COMPLETED");
      JsonNode job = client.job(upload);
      assertThat(job.path("jobState").asText()).isEqualTo("COMPLETED");
      assertThat(job.path("target").asText()).isEqualTo("TOOLKIT-1");
      List<String> codes = new ArrayList<>();
      job.path("events").forEach(event -> codes.add(event.path("messageCode").asText()));
      assertThat(codes)
          .containsExactly(
              "event.toolkit.validate", "event.toolkit.upgrade", "event.toolkit.upgrade.complete");
      assertThat(job.path("events").path(1).path("messageDetails").asText())
          .isEqualTo("Upgrading \"Example\" from build 1 to 1.1.");
      assertThat(job.path("events").path(1).path("timestamp").asText())
          .isEqualTo(TestEngine.NOW.toString());
      assertThat(client.plugins()).hasSize(1);
      assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("1.1");
    }
  }
}
