package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.files.Progress;
import dev.dvp.testkit.TestClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call when the network, or what is at its other end, does not play along. */
class ConnectionFailureTest {
  private static final EngineTimeouts IMPATIENT =
      new EngineTimeouts(
          Duration.ofSeconds(20),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofMinutes(60));

  /** Patient but for the bytes of a file, so that a busy machine gets as far as the upload. */
  private static final EngineTimeouts STALLING =
      new EngineTimeouts(
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(5),
          Duration.ofMinutes(60));

  @TempDir Path folder;

  @Test
  void anUnknownHost() {
    TestClock time = FakeEngine.clock();
    EngineClient client =
        EngineClient.builder(EngineAddress.parse("no-such-engine.invalid"), time, time).build();
    Diagnostic finding = Findings.of(EngineRule.UNKNOWN_HOST, () -> FakeEngine.login(client));
    assertThat(finding.message()).contains("`no-such-engine.invalid`");
  }

  @Test
  void aRefusedConnection() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    TestClock time = FakeEngine.clock();
    EngineClient client =
        EngineClient.builder(EngineAddress.parse("http://127.0.0.1:" + port), time, time).build();
    Diagnostic finding = Findings.of(EngineRule.CANNOT_CONNECT, () -> FakeEngine.login(client));
    assertThat(finding.help()).isEqualTo("Check host and port, and that the engine is running.");
  }

  @Test
  void silence() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server = new RawServer((in, out) -> end.await())) {
      Diagnostic finding =
          Findings.of(
              EngineRule.NO_ANSWER_IN_TIME, () -> FakeEngine.login(server.client(IMPATIENT)));
      assertThat(finding.message()).contains("While opening a session").contains("300 ms");
      end.countDown();
    }
  }

  @Test
  void anAnswerThatStopsHalfway() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (in, out) -> {
              RawServer.readHead(in);
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes());
              out.flush();
              end.await();
            })) {
      Findings.of(EngineRule.NO_ANSWER_IN_TIME, () -> FakeEngine.login(server.client(IMPATIENT)));
      end.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"type\":\"OKResult\"}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"type\":\"OK",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"
      })
  void aBrokenConnection(String answer) throws IOException {
    try (RawServer server = RawServer.answering(answer)) {
      Diagnostic finding = Findings.of(EngineRule.CONNECTION_LOST, server::login);
      assertThat(finding.message()).contains("broke while opening a session");
      assertThat(finding.help()).contains("Nothing was changed on the engine.", "`https://`");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
        "HTTP/9 nonsense\r\n\r\n",
        "220 mail.example ESMTP\r\n\r\n"
      })
  void somethingThatSpeaksNoHttp(String answer) throws IOException {
    try (RawServer server = RawServer.answering(answer)) {
      Diagnostic finding = Findings.of(EngineRule.NOT_AN_ENGINE, server::login);
      assertThat(finding.message()).endsWith("answers, but it does not speak HTTP.");
    }
  }

  @Test
  void headersWithoutAnEnd() throws IOException {
    try (RawServer server =
        new RawServer(
            (in, out) -> {
              RawServer.readHead(in);
              out.write("HTTP/1.1 200 OK\r\n".getBytes());
              for (int i = 0; i < 20_000; i++) {
                out.write(("X-" + i + ": " + "y".repeat(200) + "\r\n").getBytes());
              }
            })) {
      DvpException e = Assertions.catchThrowableOfType(DvpException.class, server::login);
      assertThat(e.diagnostics().get(0).rule())
          .isIn(EngineRule.NOT_AN_ENGINE, EngineRule.CONNECTION_LOST);
    }
  }

  @Test
  void tlsBehindPlainHttp() throws IOException {
    // The alert that a TLS server sends to what it does not understand.
    byte[] alert = {0x15, 3, 3, 0, 2, 2, 0x46};
    try (RawServer server =
        new RawServer(
            (in, out) -> {
              in.read();
              out.write(alert);
            })) {
      Diagnostic finding = Findings.of(EngineRule.WRONG_SCHEME, server::login);
      assertThat(finding.help()).contains("`https://127.0.0.1:" + server.port() + "`");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><h1>400</h1>The plain HTTP request was sent to HTTPS port</html>",
        "<html>You're speaking plain HTTP to an SSL-enabled server port.</html>"
      })
  void tlsBehindPlainHttpInWords(String page) {
    try (FakeEngine engine = new FakeEngine()) {
      engine.reply("delphix/session", Reply.of(400, "text/html", page));
      Findings.of(EngineRule.WRONG_SCHEME, engine::login);
    }
  }

  @Test
  void plainHttpBehindTls() throws IOException {
    try (RawServer server =
        new RawServer(
            (in, out) -> {
              in.read();
              out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
              out.flush();
              in.transferTo(OutputStream.nullOutputStream());
            })) {
      TestClock time = FakeEngine.clock();
      EngineClient client =
          EngineClient.builder(EngineAddress.parse("127.0.0.1:" + server.port()), time, time)
              .build();
      Diagnostic finding = Findings.of(EngineRule.WRONG_SCHEME, () -> FakeEngine.login(client));
      assertThat(finding.help()).contains("`http://127.0.0.1:" + server.port() + "`");
    }
  }

  @Test
  void aHandshakeThatIsBrokenOff() throws IOException {
    try (RawServer server = new RawServer((in, out) -> in.read())) {
      TestClock time = FakeEngine.clock();
      EngineClient client =
          EngineClient.builder(EngineAddress.parse("127.0.0.1:" + server.port()), time, time)
              .build();
      DvpException e =
          Assertions.catchThrowableOfType(DvpException.class, () -> FakeEngine.login(client));
      // A reset and an orderly end look different to the client; both are told as what they are.
      assertThat(e.diagnostics().get(0).rule())
          .isIn(EngineRule.TLS_FAILED, EngineRule.CONNECTION_LOST);
    }
  }

  @Test
  void anUploadThatStallsOrBreaksSaysHowFarItCame() throws Exception {
    Path artifact = Files.write(folder.resolve("a.json"), new byte[30 << 20]);
    Diagnostic stalled = Findings.of(EngineRule.NO_ANSWER_IN_TIME, () -> upload(artifact, false));
    assertThat(stalled.message()).startsWith("While sending the artifact");
    assertThat(stalled.help()).contains("a part of the artifact only");
    Diagnostic broken = Findings.of(EngineRule.CONNECTION_LOST, () -> upload(artifact, true));
    assertThat(broken.message()).endsWith("broke while sending the artifact.");
  }

  /** Logs in at an engine whose upload takes a few bytes and then none. */
  private static void upload(Path artifact, boolean breaks) throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (in, out) -> {
              byte[] buffer = new byte[8192];
              String head = new String(buffer, 0, in.read(buffer), "UTF-8");
              while (!head.contains("data/upload")) {
                boolean hasBody = head.startsWith("POST") && !head.contains("requestUploadToken");
                if (hasBody && !head.contains("{")) {
                  head += new String(buffer, 0, in.read(buffer), "UTF-8");
                }
                boolean isLogin = head.contains("/login");
                String result = isLogin ? "\"USER-2\"" : "{\"token\":\"" + FakeEngine.TOKEN + "\"}";
                String body = "{\"type\":\"OKResult\",\"result\":" + result + "}";
                String length = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length();
                out.write((length + "\r\n\r\n" + body).getBytes());
                head = new String(buffer, 0, in.read(buffer), "UTF-8");
              }
              if (!breaks) {
                end.await();
              }
            })) {
      FakeEngine.login(server.client(breaks ? EngineTimeouts.defaults() : STALLING))
          .upload(FakeEngine.order(artifact), Progress.NONE);
    } finally {
      end.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptWhileTheEngineIsAsked(boolean isBeforeAnUpload) throws Exception {
    Path artifact = Files.writeString(folder.resolve("a.json"), "{}");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (FakeEngine engine = new FakeEngine()) {
      EngineSession session = engine.login();
      engine.reply(
          "delphix/toolkit",
          request -> {
            asked.countDown();
            awaitQuietly(end);
            return Reply.ok("[]");
          });
      AtomicReference<Diagnostic> finding = new AtomicReference<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread thread =
          new Thread(
              () -> {
                finding.set(
                    Findings.of(
                        EngineRule.INTERRUPTED,
                        () -> {
                          if (isBeforeAnUpload) {
                            session.upload(FakeEngine.order(artifact), Progress.NONE);
                          } else {
                            session.plugins();
                          }
                        }));
                flag.set(Thread.currentThread().isInterrupted());
              });
      thread.start();
      asked.await();
      thread.interrupt();
      thread.join();
      end.countDown();
      assertThat(finding.get().message()).isEqualTo("Interrupted while listing the plugins.");
      assertThat(finding.get().help()).isEqualTo("Nothing was changed on the engine.");
      assertThat(flag).isTrue();
    }
  }

  @Test
  void anInterruptWhileWaiting() {
    try (FakeEngine engine = new FakeEngine()) {
      engine.reply("delphix/action/ACTION-2", Reply.ok("{\"state\":\"EXECUTING\"}"));
      EngineClient client =
          EngineClient.builder(
                  EngineAddress.parse(engine.url()),
                  engine.time,
                  time -> {
                    throw new InterruptedException();
                  })
              .build();
      EngineSession session = FakeEngine.login(client);
      EngineWork work = new EngineWork(Optional.of("ACTION-2"), Optional.empty(), false);
      Diagnostic finding =
          Findings.of(
              EngineRule.INTERRUPTED,
              () -> session.await(work, FakeEngine.order(folder.resolve("a.json")), event -> {}));
      assertThat(finding.help()).contains("the engine goes on with it by itself");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void timesMustBePositive() {
    Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineTimeouts.defaults().withWaitLimit(Duration.ZERO));
  }
}
