package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills engines (SIGKILL) in the middle of uploads, one after the other on one folder, each at
 * another moment. {@code -Ddvp.kills=100} does it a hundred times; {@code -Ddvp.kills.seed=N} draws
 * other moments.
 */
class KilledEngineTest {
  private static final int KILLS = Integer.getInteger("dvp.kills", 5);
  private static final long SEED = Long.getLong("dvp.kills.seed", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Large enough that a body is under way for a while, and its check too. */
  private static final int PAYLOAD = 3_000_000;

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  /** The build number that is known to be installed; 0 for none. */
  private int committed;

  /** How long an upload takes from its first byte to the end of its work. */
  private long uploadNanos = TimeUnit.MILLISECONDS.toNanos(400);

  private int tornBodies;
  private int lost;
  private int taken;

  /** When the engine is killed. */
  private enum Moment {
    /** After a part of the body. */
    IN_THE_BODY,
    /** When the upload was answered, and its work has begun. */
    AT_THE_ANSWER,
    /** At any time from the first byte to a little after the end. */
    ANY_TIME
  }

  @Test
  void theLastCommittedStateIsThereAfterEachKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Moment moment = Moment.values()[kill % Moment.values().length];
      boolean knownDone = uploadAndKill(moment, committed + 1);
      check(committed + 1, knownDone, "kill " + kill + " " + moment + ", seed " + SEED);
    }
    if (KILLS > 5) {
      System.out.printf(
          "| kills | in the body | work undone | work done |%n|---|---|---|---|%n| %d | %d | %d | %d |%n",
          KILLS, tornBodies, lost, taken);
    }
  }

  /** Gives back whether the engine said before its end that the upload was installed. */
  private boolean uploadAndKill(Moment moment, int build) throws Exception {
    long pid =
        LocalEngineProcess.start(folder, EngineMain.command(folder, "plain"), PATIENCE)
            .engine()
            .pid();
    ApiClient client = client();
    byte[] body = ApiClient.multipart(client.uploadToken(), artifact(build));
    int cut = moment == Moment.IN_THE_BODY ? random.nextInt(body.length) : body.length;
    long begin = System.nanoTime();
    CompletableFuture<Boolean> done =
        CompletableFuture.supplyAsync(() -> upload(client, body, cut, pid, moment));
    boolean known = false;
    try {
      long wait = (long) (uploadNanos * 1.2 * random.nextDouble());
      known = moment == Moment.ANY_TIME ? done.get(wait, TimeUnit.NANOSECONDS) : done.get();
      uploadNanos = System.nanoTime() - begin;
    } catch (TimeoutException e) {
      // This is the moment.
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class); // the connection's end
    }
    kill(pid);
    done.exceptionally(e -> false).get(60, TimeUnit.SECONDS);
    return known;
  }

  private static boolean upload(ApiClient client, byte[] body, int cut, long pid, Moment moment) {
    InputStream killing =
        new InputStream() {
          @Override
          public int read() {
            kill(pid);
            return -1;
          }
        };
    Reply reply =
        client.sendUpload(
            cut == body.length
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(new ByteArrayInputStream(body, 0, cut), killing)));
    if (moment == Moment.AT_THE_ANSWER) {
      kill(pid);
      return false;
    }
    return client.awaitAction(reply.expectOk()).path("state").asText().equals("COMPLETED");
  }

  /** Starts the next engine on the folder and looks at all that it holds. */
  private void check(int uploaded, boolean knownDone, String when) throws Exception {
    try (TestEngine engine = TestEngine.start(folder)) {
      ApiClient client = engine.loggedIn();
      JsonNode plugins = client.plugins();
      int found = plugins.path(0).path("buildNumber").asInt(0);
      assertThat(found).as(when).isIn(committed, uploaded);
      if (knownDone) {
        assertThat(found).as(when).isEqualTo(uploaded);
      }
      assertThat(plugins).as(when).hasSize(found == 0 ? 0 : 1);
      checkFiles(found, when);
      checkActions(client.get("delphix/action").expectOk().result(), found == uploaded, when);
      committed = found;
    }
  }

  private void checkFiles(int build, String when) throws Exception {
    List<Path> artifacts = files("artifacts");
    assertThat(artifacts).as(when).hasSize(build == 0 ? 0 : 1);
    for (Path artifact : artifacts) {
      byte[] bytes = Files.readAllBytes(artifact);
      assertThat(bytes).as(when).isEqualTo(artifact(build));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      assertThat(artifact.getFileName()).as(when).hasToString(hash + ".json");
    }
    assertThat(files("uploads")).as(when).isEmpty();
  }

  /** The upload's action, when there is one, tells what became of it. */
  private void checkActions(JsonNode actions, boolean installed, String when) {
    actions.forEach(
        action -> assertThat(action.path("state").asText()).as(when).isNotEqualTo("EXECUTING"));
    Optional<String> newest =
        actions.path(0).path("actionType").asText().equals("TOOLKIT_UPLOAD")
            ? Optional.of(actions.path(0).path("state").asText())
            : Optional.empty();
    if (newest.isEmpty()) {
      assertThat(installed).as(when).isFalse();
      tornBodies++;
    } else {
      assertThat(newest.get()).as(when).isEqualTo(installed ? "COMPLETED" : "FAILED");
      taken += installed ? 1 : 0;
      lost += installed ? 0 : 1;
    }
  }

  private ApiClient client() throws IOException {
    int port = EngineFile.read(folder.resolve("engine.json")).orElseThrow().port();
    return new ApiClient(port).loggedIn(LocalEngineProcess.adminPassword(folder).orElseThrow());
  }

  private static byte[] artifact(int build) {
    return TestArtifact.example().payloadBytes(PAYLOAD).build(Integer.toString(build)).bytes();
  }

  private List<Path> files(String name) throws IOException {
    Path inside = folder.resolve(name);
    if (!Files.isDirectory(inside)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inside)) {
      return files.toList();
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            });
  }
}
