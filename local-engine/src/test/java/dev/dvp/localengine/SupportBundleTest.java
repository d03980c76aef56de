package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dvp.localengine.support.SupportBundle;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportBundleTest {
  private static final String GENERATE =
      "{\"type\":\"SupportBundleGenerateParameters\",\"bundleType\":\"%s\",\"plugin\":\"%s\"}";

  @TempDir Path folder;
  private TestEngine engine;
  private ApiClient client;

  @BeforeEach
  void start() {
    // The log is written after the work is seen to be done: an engine that was closed has written.
    try (TestEngine first = TestEngine.start(folder)) {
      first.loggedIn().install(TestArtifact.example().bytes());
    }
    engine = TestEngine.start(folder);
    client = engine.loggedIn();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void theBundleHoldsTheLogsAndNoSecret() throws IOException {
    Path logs = folder.resolve("logs").resolve(TestArtifact.ID);
    Files.createDirectories(logs.resolve("sub"));
    Files.writeString(logs.resolve("sub/debug.log"), "a line of the plugin\n");
    Files.createSymbolicLink(logs.resolve("stolen"), folder.resolve("admin-password"));

    Map<String, String> bundle = unpack(download(token()));

    assertThat(bundle.keySet())
        .containsExactlyInAnyOrder(
            "engine/engine.log", "plugin/plugin.log", "plugin/sub/debug.log");
    assertThat(bundle.get("plugin/plugin.log"))
        .isEqualTo("2026-01-31T12:00:00Z INFO Build 1 of the plugin was installed.\n");
    assertThat(bundle.get("engine/engine.log"))
        .contains("POST delphix/login", "ACTION-2 completed: Install plugin \"Example\"")
        .doesNotContain(engine.password())
        .doesNotContain(client.cookie().substring("JSESSIONID=".length()));
  }

  @Test
  void aBundleIsFetchedOnceAndThenGone() throws IOException {
    String token = token();

    assertThat(download(token).status()).isEqualTo(200);
    awaitNoWaitingFiles();
    download(token).expectError(403, "exception.webservices.token.invalid");
    client
        .get("delphix/data/downloadOutputStream")
        .expectError(403, "exception.webservices.token.invalid");
  }

  @Test
  void aBundleIsForItsOwnSession() {
    String token = token();

    engine
        .loggedIn()
        .get("delphix/data/downloadOutputStream?token=" + token)
        .expectError(403, "exception.webservices.token.invalid");
    assertThat(download(token).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PLUGIN_LOG, TOOLKIT-9, 404, exception.executor.object.missing",
    "PLUGIN_LOG, x, 404, exception.executor.object.missing",
    "ALL, TOOLKIT-1, 400, exception.webservices.input.invalid"
  })
  void whatThereIsNoBundleOfIsRefused(String type, String plugin, int status, String code) {
    client
        .post("delphix/service/support/bundle/generate", GENERATE.formatted(type, plugin))
        .expectError(status, code);
  }

  /** 507, as for an upload, and no request that broke off. */
  @Test
  void aBundleThatFindsNoRoomIsRefusedAsSuch() throws IOException {
    Files.delete(folder.resolve("uploads"));
    client
        .post(
            "delphix/service/support/bundle/generate",
            GENERATE.formatted("PLUGIN_LOG", "TOOLKIT-1"))
        .expectError(507, "exception.engine.disk.full");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldApartFromALogThatCannotBeRead() {
    SupportBundle bundle =
        new SupportBundle(folder.resolve("engine.log"), folder.resolve("logs/none"));
    assertThatExceptionOfType(SupportBundle.NotWrittenException.class)
        .isThrownBy(() -> bundle.write(Path.of("/dev/full")));
  }

  private String token() {
    return client
        .post(
            "delphix/service/support/bundle/generate",
            GENERATE.formatted("PLUGIN_LOG", "TOOLKIT-1"))
        .expectOk()
        .result()
        .textValue();
  }

  private Reply download(String token) {
    return client.get("delphix/data/downloadOutputStream?token=" + token);
  }

  private static Map<String, String> unpack(Reply download) throws IOException {
    assertThat(download.response().headers().firstValueAsLong("Content-Length"))
        .hasValue(download.response().body().length);
    Map<String, String> files = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(download.response().body())))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        files.put(e.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** The file goes after its last byte has been sent, which may be after it has arrived. */
  private void awaitNoWaitingFiles() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (waitingFiles() > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long waitingFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
      return files.count();
    }
  }
}
