package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.testkit.TestCertificates;
import dev.dvp.testkit.TestProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is on the way to an engine: proxies and packed answers. */
class EngineTransportTest {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("me:pröxy".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private EngineClient client(FakeEngine engine, Map<String, String> environment) throws Exception {
    return EngineClient.builder(
            EngineAddress.parse("https://engine.example:" + engine.port()),
            engine.time,
            engine.time)
        .backoff(FakeEngine.once())
        .trust(EngineTrust.ofAuthorities(TestCertificates.authority(folder)))
        .proxiesOf(environment)
        .build();
  }

  @Test
  void theProxyOfTheEnvironmentLeadsToTheEngine() throws Exception {
    SSLContext tls = TestCertificates.context(folder, "-ext", "SAN=dns:engine.example");
    try (FakeEngine engine = new FakeEngine(tls);
        TestProxy proxy = new TestProxy(BASIC)) {
      engine.reply("delphix/toolkit", Reply.ok("[]"));
      String named = "http://me:pr%C3%B6xy@127.0.0.1:" + proxy.port();
      assertThat(FakeEngine.login(client(engine, Map.of("https_proxy", named))).plugins())
          .isEmpty();
      assertThat(proxy.heads())
          .allMatch(head -> head.startsWith("CONNECT engine.example:" + engine.port() + " "));
      assertThat(engine.seen).hasSize(3);
    }
  }

  @Test
  void aProxyThatRefusesIsToldWithoutItsPassword() throws Exception {
    SSLContext tls = TestCertificates.context(folder, "-ext", "SAN=dns:engine.example");
    try (FakeEngine engine = new FakeEngine(tls);
        TestProxy proxy = new TestProxy(BASIC)) {
      String named = "http://me:wrong@127.0.0.1:" + proxy.port();
      EngineClient client = client(engine, Map.of("HTTPS_PROXY", named));
      Diagnostic finding = Findings.of(EngineRule.PROXY_REFUSES, () -> FakeEngine.login(client));
      assertThat(finding.message() + finding.help()).doesNotContain("wrong");
      EngineClient socks = client(engine, Map.of("ALL_PROXY", "socks5://127.0.0.1:1"));
      Findings.of(EngineRule.PROXY_REFUSES, () -> FakeEngine.login(socks));
      assertThat(engine.seen).isEmpty();
    }
  }

  @Test
  void aProxyThatIsNotThereIsToldInPlaceOfTheEngine() throws Exception {
    SSLContext tls = TestCertificates.context(folder, "-ext", "SAN=dns:engine.example");
    try (FakeEngine engine = new FakeEngine(tls)) {
      int port;
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = closed.getLocalPort();
      }
      EngineClient dead =
          client(engine, Map.of("https_proxy", "http://me:s3cret@127.0.0.1:" + port));
      Diagnostic finding = Findings.of(EngineRule.CANNOT_CONNECT, () -> FakeEngine.login(dead));
      assertThat(finding.message())
          .startsWith("The proxy `127.0.0.1:" + port + "` (from https_proxy) on the way to `https:")
          .contains("cannot be reached: nothing listens there")
          .doesNotContain("s3cret");
      assertThat(finding.help()).contains("`NO_PROXY`").doesNotContain("s3cret");
      assertThat(dead.takesTls()).as("no telling").isTrue();
      EngineClient unknown = client(engine, Map.of("ALL_PROXY", "no-such-proxy.invalid:3128"));
      finding = Findings.of(EngineRule.UNKNOWN_HOST, () -> FakeEngine.login(unknown));
      assertThat(finding.message())
          .startsWith("The proxy `no-such-proxy.invalid:3128` (from ALL_PROXY) on the way to ")
          .contains("its host is not known to the name server");
    }
  }

  /** Whether it takes TLS is not found out by going past the proxy. */
  @Test
  @EnabledOnOs(OS.LINUX) // where this address leads to this machine, and is not known to do so
  void anEngineBehindAProxyIsAskedByNobodyElse() throws Exception {
    SSLContext tls = TestCertificates.context(folder, "-ext", "SAN=dns:engine.example");
    try (FakeEngine engine = new FakeEngine(tls);
        RawServer proxy = new RawServer((in, out) -> RawServer.readHead(in))) {
      EngineClient.Builder direct =
          EngineClient.builder(
                  EngineAddress.parse("http://0.0.0.0:" + engine.port()), engine.time, engine.time)
              .backoff(FakeEngine.once());
      Findings.of(EngineRule.WRONG_SCHEME, () -> FakeEngine.login(direct.build()));
      direct.proxiesOf(Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.port()));
      Diagnostic finding =
          Findings.of(EngineRule.CONNECTION_LOST, () -> FakeEngine.login(direct.build()));
      assertThat(finding.help())
          .contains("`https://`", "the proxy `127.0.0.1:" + proxy.port() + "` (from HTTP_PROXY)");
    }
  }

  @Test
  void thisMachineIsReachedWithoutAProxy() {
    try (FakeEngine engine = new FakeEngine()) {
      engine.reply("delphix/toolkit", Reply.ok("[]"));
      EngineClient client =
          engine.builder().proxiesOf(Map.of("HTTP_PROXY", "http://127.0.0.1:1")).build();
      assertThat(FakeEngine.login(client).plugins()).isEmpty();
    }
  }

  @Test
  void packedAnswersAreUnpacked() throws IOException {
    try (FakeEngine engine = new FakeEngine()) {
      String answer = "{\"type\":\"ListResult\",\"result\":[]}";
      engine.reply("delphix/toolkit", packed(answer.getBytes(StandardCharsets.UTF_8)));
      assertThat(engine.login().plugins()).isEmpty();

      engine.reply("delphix/toolkit", packed(new byte[64 << 20]));
      EngineSession session = engine.login();
      Diagnostic bomb = Findings.of(EngineRule.UNEXPECTED_ANSWER, session::plugins);
      assertThat(bomb.message()).contains("more than 10 MiB");

      engine.reply(
          "delphix/toolkit",
          new Reply(
              200,
              Map.of("Content-Encoding", List.of("gzip")),
              answer.getBytes(StandardCharsets.UTF_8),
              false));
      assertThat(session.plugins()).as("not packed, whatever it says").isEmpty();
    }
  }

  private static Reply packed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return new Reply(200, Map.of("Content-Encoding", List.of("gzip")), bytes.toByteArray(), true);
  }
}
