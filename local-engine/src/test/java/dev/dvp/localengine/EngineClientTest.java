package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.engine.EngineClient;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineWork;
import dev.dvp.core.engine.UploadOrder;
import dev.dvp.core.settings.Secret;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that {@code dvp upload} uses and this engine understand each other. */
class EngineClientTest {
  @TempDir Path folder;
  private TestEngine engine;

  @BeforeEach
  void start() {
    engine = TestEngine.start(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void uploadUpgradeAndLogs() throws IOException {
    EngineSession session = logIn(engine.password());
    List<EngineEvent> events = new ArrayList<>();
    Path first = artifact(TestArtifact.example());
    EngineWork install = session.upload(order(first), (done, total) -> {});
    session.await(install, order(first), events::add);
    assertThat(install.job()).isEmpty();

    Path second = artifact(TestArtifact.example().build("1.1"));
    EngineWork upgrade = session.upload(order(second), (done, total) -> {});
    session.await(upgrade, order(second), events::add);

    assertThat(upgrade.job()).contains("JOB-1");
    assertThat(events)
        .extracting(EngineEvent::details)
        .containsExactly(
            "Checking the uploaded plugin.",
            "Upgrading \"Example\" from build 1 to 1.1.",
            "The plugin \"Example\" is installed in build 1.1.");
    assertThat(session.plugins())
        .singleElement()
        .satisfies(
            plugin -> {
              assertThat(plugin.buildNumber()).contains("1.1");
              assertThat(order(second).hasContentOf(plugin)).contains(true);
            });
    Path logs = session.downloadLogs(TestArtifact.ID, folder, (done, total) -> {});
    assertThat(logs.getFileName().toString()).matches("dlpx-plugin-logs-Example-.+\\.tar\\.gz");
    assertThat(Files.size(logs)).isPositive();
  }

  @Test
  void aLowerBuildNumberIsKnownAsSuch() throws IOException {
    EngineSession session = logIn(engine.password());
    Path second = artifact(TestArtifact.example().build("2"));
    session.await(session.upload(order(second), (done, total) -> {}), order(second), event -> {});
    Path first = artifact(TestArtifact.example().build("1"));
    EngineWork work = session.upload(order(first), (done, total) -> {});

    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> session.await(work, order(first), event -> {}))
        .satisfies(
            e -> {
              assertThat(e.diagnostics().get(0).rule()).isEqualTo(EngineRule.BUILD_NUMBER_REFUSED);
              assertThat(e.diagnostics().get(0).message()).contains("lower than the installed");
            });
  }

  @Test
  void aWrongPasswordIsKnownAsSuch() {
    assertThatExceptionOfType(DvpException.class)
        .isThrownBy(() -> logIn("wrong"))
        .satisfies(
            e -> assertThat(e.diagnostics().get(0).rule()).isEqualTo(EngineRule.LOGIN_REFUSED));
  }

  private EngineSession logIn(String password) {
    EngineAddress address = EngineAddress.parse("http://127.0.0.1:" + engine.port());
    return EngineClient.builder(address, Instant::now, time -> Thread.onSpinWait())
        .build()
        .login(LocalEngine.ADMIN, Secret.of(password));
  }

  private Path artifact(TestArtifact artifact) throws IOException {
    return Files.write(folder.resolve("artifact.json"), artifact.bytes());
  }

  private static UploadOrder order(Path artifact) {
    return UploadOrder.of(ArtifactReader.read(artifact));
  }
}
