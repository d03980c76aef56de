package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.engine.FakeEngine.Seen;
import dev.dvp.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Session, login and the list of plugins: what is sent, and what the answers mean. */
class EngineClientTest {
  private final FakeEngine engine = new FakeEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void opensASessionWithTheGivenApiAndLogsIn() {
    engine.login();
    assertThat(engine.calls()).containsExactly("POST delphix/session", "POST delphix/login");
    Seen session = engine.seen.get(0);
    assertThat(session.text())
        .isEqualTo(
            "{\"type\":\"APISession\",\"version\":{\"type\":\"APIVersion\",\"major\":1,\"minor\":11,\"micro\":16}}");
    assertThat(session.type()).isEqualTo("application/json");
    assertThat(session.cookie()).isEqualTo("null");
    Seen login = engine.seen.get(1);
    assertThat(login.text())
        .isEqualTo(
            "{\"type\":\"LoginRequest\",\"username\":\"admin\",\"password\":\""
                + FakeEngine.PASSWORD
                + "\"}");
    assertThat(login.cookie()).isEqualTo("JSESSIONID=" + FakeEngine.COOKIE);
  }

  @Test
  void passwordsOfAnyCharactersArrive() throws Exception {
    String password = "\"\\ü😀\n%s\u0001";
    engine
        .client()
        .login(
            EngineClient.defaultEngineApi(), "dömäin\\u\"ser", Secret.of(password.toCharArray()));
    JsonNode sent = new ObjectMapper().readTree(engine.seen.get(1).body());
    assertThat(sent.path("username").asText()).isEqualTo("dömäin\\u\"ser");
    assertThat(sent.path("password").asText()).isEqualTo(password);
  }

  @Test
  void theNewestCookieWins() {
    engine.reply("delphix/toolkit", Reply.ok("[]").withCookie("JSESSIONID=third-one"));
    EngineSession session = engine.login();
    session.plugins();
    session.plugins();
    assertThat(engine.seen.stream().map(Seen::cookie))
        .containsExactly(
            "null",
            "JSESSIONID=" + FakeEngine.COOKIE,
            "JSESSIONID=" + FakeEngine.COOKIE + "-rotated",
            "JSESSIONID=third-one");
  }

  @Test
  void sessionsOfOneClientShareNoCookies() {
    EngineClient client = engine.client();
    FakeEngine.login(client);
    FakeEngine.login(client);
    assertThat(engine.seen.get(2).cookie()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 500})
  void aWrongPasswordIsToldWhateverTheStatus(int status) {
    engine.reply(
        "delphix/login",
        Reply.error(
            status,
            "\"Invalid username or password.\"",
            "Try with a different set of credentials.",
            "exception.webservices.login.failed"));
    Diagnostic finding = Findings.of(EngineRule.LOGIN_REFUSED, engine::login);
    assertThat(finding.message())
        .isEqualTo(
            "The engine `" + engine.url() + "` refuses the login: Invalid username or password.");
    assertThat(finding.help())
        .isEqualTo(
            "Try with a different set of credentials.\n"
                + "Check the user and the password, and that they belong to this engine.");
  }

  @Test
  void anOldEngineRefusesTheApiVersion() {
    engine.reply(
        "delphix/session",
        Reply.error(200, "{\"version\":{\"details\":\"Unsupported version\"}}", "", "x"));
    Diagnostic finding = Findings.of(EngineRule.API_VERSION_REFUSED, engine::login);
    assertThat(finding.message())
        .endsWith("does not open a session: version: Unsupported version.");
    assertThat(finding.help()).contains("the artifact needs (its `engineApi`)");
    Diagnostic withoutArtifact =
        Findings.of(
            EngineRule.API_VERSION_REFUSED,
            () -> engine.client().login("admin", Secret.of(FakeEngine.PASSWORD)));
    assertThat(withoutArtifact.help())
        .isEqualTo(
            "The session is opened with the oldest API version that dvp speaks, 1.11.16: an older"
                + " engine has to be upgraded first.");
  }

  @Test
  void wordsOfTheEngineAreMadeSafe() {
    engine.reply(
        "delphix/login",
        request ->
            Reply.error(
                200,
                "\"\\u001b[2Jno " + FakeEngine.PASSWORD + "\\nfor " + FakeEngine.COOKIE + "\"",
                "",
                ""));
    Diagnostic finding = Findings.of(EngineRule.LOGIN_REFUSED, engine::login);
    assertThat(finding.message()).endsWith("[2Jno *** for ***.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "200 | text/html | <html>balancer</html> | a web page (HTTP 200)",
        "404 | text/html | <html>not here</html> | a web page (HTTP 404)",
        "403 | text/html | <html>no</html> | a web page (HTTP 403)",
        "200 | application/json | ^^ | an empty answer (HTTP 200)",
        "200 | application/json | {\"hello\":1} | JSON of another kind (HTTP 200)",
        "200 | application/json | [1] | JSON of another kind (HTTP 200)",
        "200 | text/plain | hello | text that is not JSON (HTTP 200)",
        "404 | application/json | {\"type\":\"OKResult\"} | JSON of another kind (HTTP 404)",
        "302 | text/html | <html>no location</html> | a web page (HTTP 302)"
      })
  void whatIsNoEngineIsToldSo(int status, String type, String body, String what) {
    engine.reply("delphix/session", Reply.of(status, type, body));
    Diagnostic finding = Findings.of(EngineRule.NOT_AN_ENGINE, engine::login);
    assertThat(finding.message())
        .isEqualTo("`" + engine.url() + "` answers, but not as an engine: it sent " + what + ".");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aBalancerWithoutItsEngineIsToldSo(int status) {
    engine.reply("delphix/session", Reply.html(status));
    Diagnostic finding = Findings.of(EngineRule.ENGINE_UNAVAILABLE, engine::login);
    assertThat(finding.message()).contains("a web page (HTTP " + status + ")");
  }

  @Test
  void aProxyThatWantsALoginIsToldSo() {
    engine.reply("delphix/session", Reply.html(407));
    assertThat(Findings.of(EngineRule.PROXY_REFUSES, engine::login).message()).contains("proxy");
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    String huge = "{\"type\":\"OKResult\",\"result\":\"" + "x".repeat(11 << 20) + "\"}";
    engine.reply("delphix/session", Reply.json(huge));
    assertThat(Findings.of(EngineRule.NOT_AN_ENGINE, engine::login).message())
        .contains("more than 10 MiB");
  }

  /** Nor is the rest read to no end, so that the connection could be used again. */
  @ParameterizedTest
  @ValueSource(strings = {"200 OK\r\nX: y", "302 Found\r\nLocation: x", "404 Not Found\r\nX: y"})
  void theConnectionOfAnEndlessAnswerIsClosed(String head) throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch closed = new CountDownLatch(1);
    RawServer.Conduct endless =
        (in, out) -> {
          RawServer.readHead(in);
          try {
            out.write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            while (sent.get() < 1L << 30) {
              out.write(new byte[1 << 16]);
              sent.addAndGet(1 << 16);
            }
          } finally {
            closed.countDown();
          }
        };
    try (RawServer server = new RawServer(endless)) {
      Findings.of(EngineRule.NOT_AN_ENGINE, server::login);
      assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(sent.get()).isLessThan(128 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.example/login?secret=1", "//elsewhere.example:8443/x"})
  void redirectsToOtherHostsAreNotFollowed(String location) {
    engine.reply("delphix/session", Reply.redirect(302, location));
    Diagnostic finding = Findings.of(EngineRule.REDIRECTED, engine::login);
    assertThat(finding.message()).contains("://elsewhere.example").doesNotContain("secret");
    assertThat(engine.calls()).hasSize(1);
  }

  @Test
  void aRedirectToTlsSaysWhichAddressToWrite() {
    engine.reply(
        "delphix/session", Reply.redirect(301, "https://127.0.0.1/resources/json/delphix/session"));
    Diagnostic finding = Findings.of(EngineRule.REDIRECTED, engine::login);
    assertThat(finding.help()).contains("write `https://127.0.0.1`");
  }

  @Test
  void redirectsWithinTheEngineAreFollowedWithTheBody() {
    engine.reply("delphix/session", Reply.redirect(307, "/resources/json/new/session"));
    engine.reply("new/session", Reply.ok("{}").withCookie("a=1"));
    engine.reply("delphix/toolkit", Reply.redirect(302, "../new/toolkit"));
    engine.reply("new/toolkit", Reply.ok("[]"));
    assertThat(engine.login().plugins()).isEmpty();
    assertThat(engine.seen.get(1).text()).contains("APISession");
    assertThat(engine.calls()).endsWith("GET delphix/toolkit", "GET new/toolkit");
  }

  @Test
  void redirectsInACircleEnd() {
    EngineSession session = engine.login();
    engine.reply("delphix/toolkit", Reply.redirect(302, "toolkit"));
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    assertThat(engine.calls()).hasSize(2 * (2 + 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login/index.html;jsessionid=SECRET", "ht tp://%%"})
  void aRedirectToALoginPageIsAnExpiredSessionOrNoEngine(String location) {
    engine.reply("delphix/toolkit/requestUploadToken", Reply.redirect(302, location));
    engine.reply("delphix/login", Reply.redirect(302, location));
    Diagnostic finding = Findings.of(EngineRule.NOT_AN_ENGINE, engine::login);
    assertThat(finding.message()).doesNotContain("SECRET");
  }

  @Test
  void listsPlugins() {
    engine.reply(
        "delphix/toolkit",
        Reply.ok(
            """
            [{"type":"Plugin","reference":"TOOLKIT-1","identifier":"id-1","name":"One","namespace":null,
              "buildNumber":"1.2","externalVersion":"v1","status":"ACTIVE","new":[]},
             {"reference":"TOOLKIT-2","identifier":"id-2","name":null,"namespace":"NS-1","version":7},
             {"reference":null,"identifier":"id-3"},{"reference":"TOOLKIT-4"},null,[],"x"]
            """));
    List<InstalledPlugin> plugins = engine.login().plugins();
    assertThat(plugins).hasSize(2);
    assertThat(plugins.get(0).buildNumber()).contains("1.2");
    assertThat(plugins.get(0).externalVersion()).contains("v1");
    assertThat(plugins.get(0).status()).isEqualTo("ACTIVE");
    assertThat(plugins.get(0).namespace()).isEmpty();
    assertThat(plugins.get(1).status()).isEmpty();
    assertThat(plugins.get(1).name()).isEmpty();
    assertThat(plugins.get(1).namespace()).contains("NS-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"x\"", "5"})
  void aListThatIsNoneIsUnexpected(String result) {
    engine.reply("delphix/toolkit", Reply.ok(result));
    EngineSession session = engine.login();
    assertThat(Findings.of(EngineRule.UNEXPECTED_ANSWER, session::plugins).message())
        .startsWith("While listing the plugins, `")
        .endsWith("` answered with no word of a list of plugins.");
  }

  @Test
  void afterTheLoginOtherThingsMeanOtherThings() {
    EngineSession session = engine.login();
    engine.reply("delphix/toolkit", Reply.html(200));
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    engine.reply("delphix/toolkit", Reply.html(403));
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    engine.reply("delphix/toolkit", Reply.html(404));
    Findings.of(EngineRule.UNEXPECTED_ANSWER, session::plugins);
    engine.reply("delphix/toolkit", Reply.error(401, "\"who?\"", "", ""));
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    engine.reply(
        "delphix/toolkit",
        Reply.error(403, "\"log in\"", "", "exception.webservices.login.required"));
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    engine.reply("delphix/toolkit", Reply.error(403, "\"not allowed\"", "Ask an admin.", "x"));
    Diagnostic finding = Findings.of(EngineRule.REQUEST_REFUSED, session::plugins);
    assertThat(finding.help()).isEqualTo("Ask an admin.");
    engine.reply("delphix/toolkit", Reply.error(500, "null", "", ""));
    finding = Findings.of(EngineRule.REQUEST_REFUSED, session::plugins);
    assertThat(finding.message()).endsWith("refuses the request: it gives no reason.");
  }

  @Test
  void warnsWhenThePasswordTravelsInClear() {
    List<Diagnostic> warnings = new ArrayList<>();
    EngineClient local =
        EngineClient.builder(EngineAddress.parse(engine.url()), engine.time, engine.time)
            .warnings(warnings::add)
            .build();
    FakeEngine.login(local);
    assertThat(warnings).isEmpty();
    // `.invalid` is never resolved, so nothing leaves this machine.
    EngineClient remote =
        EngineClient.builder(EngineAddress.parse("http://engine.invalid"), engine.time, engine.time)
            .warnings(warnings::add)
            .build();
    Findings.of(EngineRule.UNKNOWN_HOST, () -> FakeEngine.login(remote));
    assertThat(warnings)
        .singleElement()
        .extracting(Diagnostic::rule)
        .isEqualTo(EngineRule.PASSWORD_IN_CLEAR);
  }

  @Test
  void pathsBeforeTheApiAreKept() {
    engine.reply("x", Reply.html(404));
    EngineClient client =
        EngineClient.builder(
                EngineAddress.parse(engine.url() + "/proxy/a"), engine.time, engine.time)
            .build();
    Findings.of(EngineRule.NOT_AN_ENGINE, () -> FakeEngine.login(client));
    assertThat(engine.seen.get(0).path()).isEqualTo("/proxy/a/resources/json/delphix/session");
    assertThat(engine.seen.get(0).query()).isEqualTo("null");
  }
}
