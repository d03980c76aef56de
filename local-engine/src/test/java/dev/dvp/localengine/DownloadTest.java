package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.ApiClient.Reply;
import dev.dvp.localengine.testing.RawClient;
import dev.dvp.localengine.testing.TestArtifact;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.localengine.web.Patience;
import dev.dvp.testkit.TestClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that are fetched in parts, twice, at once, too late or never. */
class DownloadTest {
  private static final String PATH = "delphix/data/downloadOutputStream?token=";
  private static final String BAD_TOKEN = "exception.webservices.token.invalid";
  private static final int KEPT = 20;

  /** More than the buffers between a server and a client that does not read can take. */
  private static final int LARGE = 25_000_000;

  private static final Duration LONG = Duration.ofMinutes(1);

  /** What waits too long is looked for a few times in the time for a head. */
  private static final Duration HEAD = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final TestClock clock = TestClock.at(TestEngine.NOW);
  private TestEngine engine;
  private ApiClient client;

  @BeforeEach
  void start() {
    start(LONG);
    client.install(TestArtifact.example().bytes());
  }

  private void start(Duration idle) {
    engine =
        TestEngine.start(
            folder,
            config ->
                LocalEngineConfig.of(folder, clock, config.version())
                    .withNativeLibraries(config.nativeLibraries())
                    .withPatience(new Patience(idle, HEAD, LONG, 1)));
    client = engine.loggedIn();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void whatIsMissingCanBeAskedFor() throws IOException {
    String token = token();
    byte[] bundle = Files.readAllBytes(waiting());
    String tag = '"' + String.valueOf(waiting().getFileName()) + '"';

    Reply rest = get(token, "bytes=100-", tag);

    assertThat(rest.status()).isEqualTo(206);
    assertThat(header(rest, "Content-Range"))
        .isEqualTo("bytes 100-" + (bundle.length - 1) + "/" + bundle.length);
    assertThat(header(rest, "ETag")).isEqualTo(tag);
    assertThat(rest.response().body()).isEqualTo(Arrays.copyOfRange(bundle, 100, bundle.length));
    awaitWaitingFiles(0);
    get(token, "bytes=100-", tag).expectError(403, BAD_TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100-, \"another\"", // the file is not the one that was begun
    "bytes=100-, ''", // nobody says which was begun
    "bytes=0-, TAG",
    "bytes=99999999-, TAG",
    "bytes=999999999999999999999-, TAG",
    "bytes=100-200, TAG", // parts that do not go to the end are not served
    "bytes=-5, TAG",
    "lines=1-, TAG"
  })
  void everythingElseIsAnsweredWithTheWhole(String range, String tag) throws IOException {
    String token = token();
    byte[] bundle = Files.readAllBytes(waiting());

    Reply all = get(token, range, tag.replace("TAG", '"' + waiting().toFile().getName() + '"'));

    assertThat(all.status()).isEqualTo(200);
    assertThat(header(all, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(all.response().body()).isEqualTo(bundle);
  }

  @Test
  void aClientThatHangsUpMayComeBackForTheRest() throws IOException {
    writeLargeLog();
    String token = token();
    byte[] bundle = Files.readAllBytes(waiting());
    String tag = '"' + String.valueOf(waiting().getFileName()) + '"';
    try (RawClient raw = ask(token)) {
      raw.hear(1000);
    }
    Reply rest = get(token, "bytes=1000-", tag);

    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.response().body()).isEqualTo(Arrays.copyOfRange(bundle, 1000, bundle.length));
    awaitWaitingFiles(0);
  }

  @Test
  void ofTwoDownloadsAtOnceBothGetAllAndTheTokenIsUsedUp() throws IOException {
    writeLargeLog();
    String token = token();
    byte[] bundle = Files.readAllBytes(waiting());
    try (RawClient raw = ask(token)) {
      byte[] beginning = raw.hear(1000);
      assertThat(get(token, "", "").response().body()).isEqualTo(bundle);
      awaitWaitingFiles(0);
      get(token, "", "").expectError(403, BAD_TOKEN);

      int head =
          new String(beginning, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
      byte[] rest = raw.hear(head + 4 + bundle.length - beginning.length);
      assertThat(Arrays.copyOfRange(beginning, head + 4, beginning.length))
          .isEqualTo(Arrays.copyOf(bundle, beginning.length - head - 4));
      assertThat(rest)
          .isEqualTo(Arrays.copyOfRange(bundle, beginning.length - head - 4, bundle.length));
    }
  }

  @Test
  void aClientThatReadsNothingIsCutAndTheBundleStays() throws IOException {
    writeLargeLog();
    engine.close();
    start(Duration.ofSeconds(3));
    String token = token();
    int size = Math.toIntExact(Files.size(waiting()));
    client.plugins(); // what is logged of the bundle's making is logged by then
    long before = cuts();
    try (RawClient raw = ask(token)) {
      raw.hear(1000);
      awaitMoreCuts(before); // nothing is read until then
      assertThat(raw.hear(size)).hasSizeLessThan(size - 1000);
    }
    assertThat(get(token, "", "").response().body()).hasSize(size);
  }

  @Test
  void aBundleThatNobodyFetchesGoesByItself() throws IOException {
    String token = token();
    awaitWaitingFiles(1);

    clock.pass(Duration.ofMinutes(61));

    awaitWaitingFiles(0); // without any request
    client = engine.loggedIn();
    get(token, "", "").expectError(403, BAD_TOKEN);
  }

  @Test
  void ofTooManyBundlesTheOldestGoes() throws IOException {
    String first = token();
    String second = token();
    for (int i = 2; i <= KEPT; i++) {
      token();
    }

    awaitWaitingFiles(KEPT);
    get(first, "", "").expectError(403, BAD_TOKEN);
    assertThat(get(second, "", "").status()).isEqualTo(200);
  }

  @Test
  void aBundleWhoseFileHasGoneIsSaidToBeGone() throws IOException {
    String token = token();
    Files.delete(waiting());

    get(token, "", "").expectError(403, BAD_TOKEN);
  }

  private void writeLargeLog() throws IOException {
    byte[] noise = new byte[LARGE]; // does not compress
    new Random(1).nextBytes(noise);
    Path logs = Files.createDirectories(folder.resolve("logs").resolve(TestArtifact.ID));
    Files.write(logs.resolve("noise"), noise);
  }

  private String token() {
    return client
        .post(
            "delphix/service/support/bundle/generate",
            "{\"type\":\"SupportBundleGenerateParameters\",\"bundleType\":\"PLUGIN_LOG\","
                + "\"plugin\":\"TOOLKIT-1\"}")
        .expectOk()
        .result()
        .textValue();
  }

  private Reply get(String token, String range, String tag) {
    HttpRequest.Builder request = HttpRequest.newBuilder(client.uri(PATH + token));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    if (!tag.isEmpty()) {
      request.header("If-Range", tag);
    }
    return client.send(request);
  }

  private RawClient ask(String token) throws IOException {
    return new RawClient(engine.port())
        .say(
            "GET /resources/json/"
                + PATH
                + token
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
                + client.cookie()
                + "\r\n\r\n");
  }

  private static String header(Reply reply, String name) {
    return reply.response().headers().firstValue(name).orElseThrow();
  }

  private Path waiting() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private void awaitMoreCuts(long before) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (cuts() == before) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long cuts() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("engine.log"))) {
      return lines.filter(line -> line.contains("was cut or ended")).count();
    }
  }

  private void awaitWaitingFiles(long count) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
        if (files.count() == count) {
          return;
        }
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
