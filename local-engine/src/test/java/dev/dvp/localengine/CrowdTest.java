package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.RawClient;
import dev.dvp.localengine.testing.TestArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An engine with 64 MB of memory, in a process of its own, and what would burst it. */
@Execution(ExecutionMode.SAME_THREAD) // each test is a JVM: not all at once
class CrowdTest {
  private static final int CROWD = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The blocks of 512 bytes that a file of the engine may have: as on a disk that is full then. */
  private static final int MAX_BLOCKS = 6_000;

  @TempDir Path folder;

  @AfterEach
  void stop() {
    LocalEngineProcess.stop(folder, PATIENCE, note -> {});
  }

  @Test
  void twoHundredUploadsAtOnceAreTakenAndOthersAnsweredMeanwhile() throws IOException {
    ApiClient client = start(EngineMain.command(folder, "plain"));
    byte[] artifact = TestArtifact.example().payloadBytes(400_000).bytes();
    int half = artifact.length / 2;
    int port = client.uri("").getPort();
    List<RawClient> crowd = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    try {
      for (int i = 0; i < CROWD; i++) {
        byte[] body = ApiClient.multipart(client.uploadToken(), artifact);
        String head = RawClient.uploadHead(client, "Content-Length: " + body.length);
        crowd.add(new RawClient(port).say(head).say(body, half));
        bodies.add(body);
      }
      awaitWaitingFiles(CROWD); // all of them are under way
      assertThat(client.plugins()).isEmpty();
      for (int i = 0; i < CROWD; i++) {
        byte[] body = bodies.get(i);
        crowd.get(i).say(java.util.Arrays.copyOfRange(body, half, body.length), body.length);
      }
      for (RawClient one : crowd) {
        assertThat(new String(one.hear(12))).isEqualTo("HTTP/1.1 200");
      }
    } finally {
      crowd.forEach(RawClient::close);
    }
    awaitWaitingFiles(0);
    assertThat(client.plugins()).hasSize(1);
    assertThat(Files.readString(folder.resolve("engine.log"))).doesNotContain(" ERROR ");
  }

  @Test
  void anArtifactThatDoesNotFitOnTheDiskIsRefusedAndTheNextIsTaken() throws IOException {
    // Whatever is longer cannot be written, as if there was no space left.
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + MAX_BLOCKS + "; exec \"$@\"", "sh"));
    limited.addAll(EngineMain.command(folder, "plain"));
    ApiClient client = start(limited);
    client.install(TestArtifact.example().bytes());

    client
        .upload(TestArtifact.example().build("2").payloadBytes(4_000_000).bytes())
        .expectError(507, "exception.engine.disk.full");

    assertThat(waitingFiles()).isZero();
    assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("1");
    client.install(TestArtifact.example().build("2").bytes());
    assertThat(client.plugins().path(0).path("buildNumber").asText()).isEqualTo("2");
  }

  private ApiClient start(List<String> command) {
    int port = LocalEngineProcess.start(folder, command, PATIENCE).engine().port();
    return new ApiClient(port).loggedIn(LocalEngineProcess.adminPassword(folder).orElseThrow());
  }

  private void awaitWaitingFiles(long count) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (waitingFiles() != count) {
      assertThat(System.nanoTime()).as("%s files", waitingFiles()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long waitingFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
      return files.count();
    }
  }
}
