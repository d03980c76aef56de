package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.ApiClient;
import dev.dvp.localengine.testing.RawClient;
import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.localengine.web.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then, so that they are never idle, and never done either. */
class SlowClientTest {
  private static final int PAUSE_MILLIS = 40;
  private static final String TOO_SLOW = "exception.webservices.request.too.slow";

  /** A client that is only held up by a busy machine keeps these. */
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000);

  @TempDir static Path folder;
  private static TestEngine engine;

  @BeforeAll
  static void start() {
    engine = TestEngine.start(folder, config -> config.withPatience(SHORT));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void aHeadThatNeverEndsIsCutWithAReason() throws IOException {
    try (RawClient client = new RawClient(engine.port())) {
      client.say("GET /resources/json/delphix/about HTTP/1.1\r\nHost: 127.0.0.1\r\n");

      assertThat(client.trickle("X-More: x\r\n", PAUSE_MILLIS))
          .startsWith("HTTP/1.1 408")
          .contains("\"type\":\"ErrorResult\"", TOO_SLOW);
    }
  }

  @Test
  void aLaterHeadOfAConnectionIsCutToo() throws IOException {
    try (RawClient client = new RawClient(engine.port())) {
      client.say("GET /resources/json/delphix/about HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

      assertThat(client.trickle("GET", PAUSE_MILLIS))
          .startsWith("HTTP/1.1 200")
          .contains("HTTP/1.1 408", TOO_SLOW);
    }
  }

  @Test
  void aConnectionThatAsksForNothingIsClosedWithoutAWord() throws IOException {
    try (RawClient client = new RawClient(engine.port())) {
      assertThat(client.hear()).isEmpty();
    }
  }

  @Test
  void aBodyThatTricklesIsRefused() throws IOException {
    try (RawClient client = new RawClient(engine.port())) {
      client.say(
          "POST /resources/json/delphix/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{");

      assertThat(client.trickle(" ", PAUSE_MILLIS)).startsWith("HTTP/1.1 408").contains(TOO_SLOW);
    }
  }

  @Test
  void anUploadThatTricklesOrStopsIsRefusedAndLeavesNothing() throws IOException {
    ApiClient session = engine.loggedIn();
    byte[] body = ApiClient.multipart(session.uploadToken(), new byte[1_000_000]);
    byte[] other = ApiClient.multipart(session.uploadToken(), new byte[1_000_000]);
    String head = RawClient.uploadHead(session, "Content-Length: " + body.length);
    try (RawClient trickling = new RawClient(engine.port());
        RawClient silent = new RawClient(engine.port())) {
      trickling.say(head).say(body, 5_000);
      silent.say(head).say(other, 500_000);

      assertThat(trickling.trickle("x", PAUSE_MILLIS))
          .startsWith("HTTP/1.1 408")
          .contains(TOO_SLOW);
      assertThat(silent.hear()).startsWith("HTTP/1.1 408").contains(TOO_SLOW);
    }
    try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aRefusedClientMayNotGoOnSendingForEver() throws IOException {
    try (RawClient client = new RawClient(engine.port())) {
      client.say(
          "POST /resources/json/delphix/data/upload HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + "Content-Length: 60000\r\n\r\n");

      assertThat(client.trickle(" ", PAUSE_MILLIS))
          .startsWith("HTTP/1.1 403")
          .contains("exception.webservices.session.required");
    }
  }
}
