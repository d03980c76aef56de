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
import java.net.http.HttpRequest.BodyPublisher;
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
  private static final int MANY = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Large enough that a body is under way for a while, and its check too. */
  private static final int PAYLOAD = 3_000_000;

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  /** Before that nothing is installed, then something is. */
  private static final int FIRST_INSTALLS = 2;

  /** The build number that is known to be installed; 0 for none. */
  private int committed;

  /** How long an upload takes from its first byte to its answer. */
  private long uploadNanos;

  /** How long its work takes from there on: moved towards the commit with each kill. */
  private long workNanos;

  private int torn;
  private int undone;
  private int done;

  /** When the engine is killed. */
  private enum Moment {
    /** After a part of the body. */
    IN_THE_BODY,
    /** When the upload was answered, and its work has begun. */
    AT_THE_ANSWER,
    /** Shortly before or after the commit. */
    AT_THE_COMMIT,
    /** At any time from the first byte to a little after the end. */
    ANY_TIME
  }

  @Test
  void theLastCommittedStateIsThereAfterEachKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill == FIRST_INSTALLS) {
        installWithoutKill();
      }
      Moment moment = Moment.values()[kill % Moment.values().length];
      boolean known = uploadAndKill(moment, committed + 1);
      check(committed + 1, known, "kill " + kill + " " + moment + ", seed " + SEED);
    }
    assertThat(torn + undone + done).isEqualTo(KILLS);
    if (KILLS >= MANY) {
      System.out.printf(
          "| kills | before the end of the body | work undone | work done |%n"
              + "|---|---|---|---|%n| %d | %d | %d | %d |%n",
          KILLS, torn, undone, done);
      assertThat(List.of(torn, undone, done)).allSatisfy(count -> assertThat(count).isPositive());
    }
  }

  private void installWithoutKill() throws Exception {
    start();
    ApiClient client = client();
    byte[] body = ApiClient.multipart(client.uploadToken(), artifact(committed + 1));
    long begin = System.nanoTime();
    Reply answer = client.uploadBody(body).expectOk();
    uploadNanos = System.nanoTime() - begin;
    client.awaitAction(answer);
    workNanos = System.nanoTime() - begin - uploadNanos;
    LocalEngineProcess.stop(folder, PATIENCE, note -> {});
    check(committed + 1, true, "no kill");
    done--; // Only kills are counted, and an early one may have come after the work was done.
  }

  /** Gives back whether the engine said before its end that the upload was installed. */
  private boolean uploadAndKill(Moment moment, int build) throws Exception {
    long pid = start();
    ApiClient client = client();
    byte[] body = ApiClient.multipart(client.uploadToken(), artifact(build));
    int cut = moment == Moment.IN_THE_BODY ? random.nextInt(body.length) : body.length;
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> client.sendUpload(body(body, cut, pid)));
    CompletableFuture<Boolean> completed =
        answer.thenApplyAsync(
            reply ->
                moment != Moment.AT_THE_ANSWER
                    && client
                        .awaitAction(reply.expectOk())
                        .path("state")
                        .asText()
                        .equals("COMPLETED"));
    boolean known = false;
    switch (moment) {
      case IN_THE_BODY, AT_THE_ANSWER -> within(answer, PATIENCE.toNanos());
      case AT_THE_COMMIT -> {
        within(answer, PATIENCE.toNanos());
        known = within(completed, (long) (workNanos * (0.8 + 0.4 * random.nextDouble())));
        workNanos = known ? workNanos * 14 / 15 : workNanos * 16 / 15;
      }
      case ANY_TIME ->
          known = within(completed, (long) ((uploadNanos + workNanos) * random.nextDouble() * 1.2));
    }
    kill(pid);
    return known;
  }

  /** Waits for as long at most; tells whether it came, and was good. */
  private static boolean within(CompletableFuture<?> future, long nanos) throws Exception {
    try {
      return Boolean.TRUE.equals(future.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return false; // this is the moment
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class); // the connection's end
      return false;
    }
  }

  /** A body that kills the engine where it is cut. */
  private static BodyPublisher body(byte[] whole, int cut, long pid) {
    InputStream killing =
        new InputStream() {
          @Override
          public int read() {
            kill(pid);
            return -1;
          }
        };
    return cut == whole.length
        ? BodyPublishers.ofByteArray(whole)
        : BodyPublishers.ofInputStream(
            () -> new SequenceInputStream(new ByteArrayInputStream(whole, 0, cut), killing));
  }

  private long start() {
    return LocalEngineProcess.start(folder, EngineMain.command(folder, "plain"), PATIENCE)
        .engine()
        .pid();
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
      torn++;
    } else {
      assertThat(newest.get()).as(when).isEqualTo(installed ? "COMPLETED" : "FAILED");
      done += installed ? 1 : 0;
      undone += installed ? 0 : 1;
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
