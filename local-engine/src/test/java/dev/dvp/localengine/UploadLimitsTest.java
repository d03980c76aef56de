package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.RawClient;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that break the rules of the upload itself. No plugin is ever installed here. */
@Execution(ExecutionMode.SAME_THREAD) // the tests look at one folder of uploads
class UploadLimitsTest {
  private static final int LIMIT = 1_000_000;
  private static final String MALFORMED = "exception.webservices.upload.malformed";
  private static final String BAD_TOKEN = "exception.webservices.token.invalid";
  private static final byte[] ARTIFACT = "{\"type\":\"nothing\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static TestEngine engine;
  private ApiClient client;

  @BeforeAll
  static void start() {
    engine = TestEngine.start(folder, config -> config.withMaxUploadBytes(LIMIT));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @BeforeEach
  void logIn() {
    client = engine.loggedIn();
  }

  @Test
  void aTokenIsGoodForOneUpload() throws IOException {
    byte[] body = ApiClient.multipart(client.uploadToken(), ARTIFACT);

    client.uploadBody(body).expectError(400, "exception.toolkit.artifact.invalid");
    client.uploadBody(body).expectError(403, BAD_TOKEN);
    assertNothingIsLeft();
  }

  @Test
  void aTokenOfAnotherSessionIsNoneAndStaysGoodForItsOwn() {
    String token = client.uploadToken();

    engine.loggedIn().uploadBody(ApiClient.multipart(token, ARTIFACT)).expectError(403, BAD_TOKEN);
    client
        .uploadBody(ApiClient.multipart(token, ARTIFACT))
        .expectError(400, "exception.toolkit.artifact.invalid");
  }

  @Test
  void aWrongOrOverlongTokenIsRefused() {
    client.uploadBody(ApiClient.multipart("wrong", ARTIFACT)).expectError(403, BAD_TOKEN);
    client.uploadBody(ApiClient.multipart("x".repeat(9999), ARTIFACT)).expectError(403, BAD_TOKEN);
  }

  @Test
  void theTokenMayComeAfterTheFile() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ApiClient.part("name=\"file\"; filename=\"a\"", ARTIFACT));
    body.writeBytes(ApiClient.part("name=\"other\"", "x".getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(ApiClient.part("name=token", client.uploadToken().getBytes()));
    body.writeBytes(ApiClient.end());

    client.uploadBody(body.toByteArray()).expectError(400, "exception.toolkit.artifact.invalid");
  }

  @Test
  void bothPartsMustBeThereOnce() throws IOException {
    byte[] token = ApiClient.part("name=\"token\"", client.uploadToken().getBytes());
    byte[] file = ApiClient.part("name=\"file\"", ARTIFACT);

    client.uploadBody(concat(token)).expectError(400, MALFORMED);
    client.uploadBody(concat(file)).expectError(400, MALFORMED);
    client.uploadBody(concat(token, token)).expectError(400, MALFORMED);
    byte[] fresh = ApiClient.part("name=\"token\"", client.uploadToken().getBytes());
    client.uploadBody(concat(fresh, file, file)).expectError(400, MALFORMED);
    assertNothingIsLeft();
  }

  @Test
  void aBodyWithoutItsEndIsRefused() throws IOException {
    byte[] whole = ApiClient.multipart(client.uploadToken(), new byte[10_000]);

    Reply reply = client.uploadBody(Arrays.copyOf(whole, whole.length - 8_000));

    reply.expectError(400, MALFORMED);
    client.uploadBody(new byte[0]).expectError(400, MALFORMED);
    client.uploadBody("no multipart".getBytes()).expectError(400, MALFORMED);
    assertNothingIsLeft();
  }

  @Test
  void aBodyThatIsNoMultipartIsRefused() {
    client.post("delphix/data/upload", "{}").expectError(400, MALFORMED);
    client
        .send(
            HttpRequest.newBuilder(client.uri("delphix/data/upload"))
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofByteArray(ARTIFACT)))
        .expectError(400, MALFORMED);
  }

  @Test
  void partHeadersWithoutEndAreRefused() {
    byte[] body =
        ("--" + ApiClient.BOUNDARY + "\r\nX: " + "x".repeat(100_000))
            .getBytes(StandardCharsets.UTF_8);

    client.uploadBody(body).expectError(400, MALFORMED);
  }

  @Test
  void aFileOverTheLimitIsRefusedWithAnAnswerThatArrives() throws IOException {
    byte[] body = ApiClient.multipart(client.uploadToken(), new byte[20_000_000]);

    Reply reply = client.uploadBody(body);

    reply.expectError(413, "exception.webservices.body.too.large");
    assertThat(reply.details()).contains("1000000");
    assertThat(reply.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertNothingIsLeft();
  }

  @Test
  void aFileOverTheLimitIsRefusedAlsoWhenItsSizeIsNotSaid() throws IOException {
    byte[] body = ApiClient.multipart(client.uploadToken(), new byte[5_000_000]);

    Reply reply =
        client.sendUpload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    reply.expectError(413, "exception.webservices.body.too.large");
    assertNothingIsLeft();
  }

  @Test
  void aBodyThatSaysItIsHugeIsRefusedBeforeItComes() throws IOException {
    try (RawClient raw = new RawClient(engine.port())) {
      raw.say(RawClient.uploadHead(client, "Content-Length: " + (10L << 30)));

      String answer = raw.floodUntilAnswered(new byte[64 << 10], false);

      assertThat(answer)
          .startsWith("HTTP/1.1 413")
          .contains("exception.webservices.body.too.large");
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // what comes before the first part
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n",
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n",
        "--BOUNDARY--\r\n" // what comes after the last
      })
  void aBodyThatNeverEndsIsRefused(String beginning) throws IOException {
    try (RawClient raw = new RawClient(engine.port())) {
      raw.say(RawClient.uploadHead(client, "Transfer-Encoding: chunked"));
      raw.sayChunk(
          ("\r\n" + beginning.replace("BOUNDARY", ApiClient.BOUNDARY))
              .getBytes(StandardCharsets.UTF_8));

      String answer = raw.floodUntilAnswered(new byte[64 << 10], true);

      assertThat(answer)
          .startsWith("HTTP/1.1 413")
          .contains("exception.webservices.body.too.large");
    }
    awaitWaitingFiles(0); // the answer may be heard before the last of it is cleared away
  }

  /** Long before the time is up in which the rest of a body that has an end is read. */
  @Test
  void whoGoesOnAndOnAfterTheAnswerIsCut() throws IOException {
    try (RawClient raw = new RawClient(engine.port())) {
      raw.say(
          "POST /resources/json/delphix/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");

      assertThat(raw.floodUntilCut(new byte[64 << 10], 1L << 30)).isBetween(32L << 20, 64L << 20);
    }
  }

  @Test
  void aTokenPartThatNeverEndsIsRefused() throws IOException {
    try (RawClient raw = new RawClient(engine.port())) {
      raw.say(RawClient.uploadHead(client, "Transfer-Encoding: chunked"));
      raw.sayChunk(ApiClient.part("name=\"token\"", new byte[10_000]));

      assertThat(raw.floodUntilAnswered(new byte[64 << 10], true))
          .startsWith("HTTP/1.1 403")
          .contains(BAD_TOKEN);
    }
  }

  @Test
  void theLimitItselfIsTaken() {
    byte[] artifact = Arrays.copyOf(ARTIFACT, LIMIT);
    Arrays.fill(artifact, ARTIFACT.length, LIMIT, (byte) ' ');

    client.upload(artifact).expectError(400, "exception.toolkit.artifact.invalid");
  }

  @Test
  void aClientThatHangsUpInTheMiddleLeavesNothing() throws IOException {
    byte[] body = ApiClient.multipart(client.uploadToken(), new byte[100_000]);
    try (Socket socket = new Socket("127.0.0.1", engine.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /resources/json/delphix/data/upload HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                  + "Cookie: "
                  + client.cookie()
                  + "\r\nContent-Type: multipart/form-data; boundary="
                  + ApiClient.BOUNDARY
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      out.write(body, 0, 60_000);
      out.flush();
      awaitWaitingFiles(1);
    }
    awaitWaitingFiles(0);
  }

  @Test
  void anUploadThatTricklesInIsTaken() {
    byte[] body = ApiClient.multipart(client.uploadToken(), ARTIFACT);
    InputStream trickle = InputStream.nullInputStream();
    for (byte b : body) {
      trickle = new SequenceInputStream(trickle, new ByteArrayInputStream(new byte[] {b}));
    }
    InputStream all = trickle;

    client
        .sendUpload(BodyPublishers.ofInputStream(() -> all))
        .expectError(400, "exception.toolkit.artifact.invalid");
  }

  @Test
  void anArtifactOfAnotherKindIsNotInstalled() {
    client
        .upload(TestArtifact.example().with(a -> a.put("type", "Other")).bytes())
        .expectError(400, "exception.toolkit.artifact.invalid");
    assertThat(client.plugins()).isEmpty();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes(ApiClient.end());
    return body.toByteArray();
  }

  private static void assertNothingIsLeft() throws IOException {
    assertThat(waitingFiles()).isZero();
  }

  private static void awaitWaitingFiles(long count) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (waitingFiles() != count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static long waitingFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
      return files.count();
    }
  }
}
