package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a password is tried, and what becomes of a session that is not known. */
class LoginRetryTest {
  private static final String TOOLKIT = "delphix/toolkit";
  private static final String ACTION = "delphix/action/ACTION-2";
  private static final Reply EXPIRED = Reply.error(401, "\"Not logged in.\"", "", "x");

  private final FakeEngine engine = new FakeEngine();
  @TempDir Path folder;
  private UploadOrder order = FakeEngine.order(Path.of(""));

  @BeforeEach
  void makeAnArtifact() throws IOException {
    order = FakeEngine.order(Files.writeString(folder.resolve("a.json"), "{}"));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private EngineSession login() {
    Backoff backoff = new Backoff(5, Duration.ofMillis(500), Duration.ofSeconds(8), new Random(1));
    return FakeEngine.login(engine.builder().backoff(backoff).build());
  }

  private long count(String call) {
    return engine.calls().stream().filter(one -> one.equals(call)).count();
  }

  @Test
  void aLoginWhoseAnswerIsCutIsTriedAgain() {
    Reply cut = Reply.json("{\"type\":\"OKResult\",\"status\":\"OK\",\"resu");
    Reply earlier = Reply.json("{\"ty");
    engine.replies("delphix/login", cut, cut, earlier, cut, Reply.ok("\"USER-2\""));
    login();
    assertThat(count("POST delphix/login")).isEqualTo(5);
    engine.reply("delphix/login", cut);
    Findings.of(EngineRule.UNEXPECTED_ANSWER, this::login);
    assertThat(count("POST delphix/login")).isEqualTo(2 * 5);
  }

  @Test
  void aSessionWhoseOpeningIsCutIsTriedAgain() {
    Reply cut = Reply.json("{\"type\":\"OKRes");
    engine.replies("delphix/session", cut, cut, cut, cut, Reply.ok("{}"));
    login();
    assertThat(count("POST delphix/session")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 {\"type\":\"ErrorResult\",\"status\":\"ERR",
        "200 {\"status\":\"ERROR\",\"error\":{\"det",
        "500 {\"type\":\"ErrorResult\",\"status\":\"ERR",
        "401 {\"ty",
        "403 {\"ty"
      })
  void aCutAnswerThatWasANoIsAskedForOnceMore(String answer) {
    int status = Integer.parseInt(answer.substring(0, 3));
    Reply no = Reply.of(status, "application/json", answer.substring(4));
    engine.reply("delphix/login", no);
    DvpException thrown = catchThrowableOfType(DvpException.class, this::login);
    assertThat(thrown).isNotNull();
    assertThat(count("POST delphix/login")).isEqualTo(2);
    Reply cut = Reply.json("{\"type\":\"OKRes");
    engine.replies("delphix/login", cut, cut, no, cut, Reply.ok("\"USER-2\""));
    Findings.of(EngineRule.UNEXPECTED_ANSWER, this::login);
    assertThat(count("POST delphix/login")).as("one try after the no").isEqualTo(2 + 4);
  }

  @Test
  void aNoWithoutASessionIsNoneToThePassword() {
    Reply no = Reply.json("{\"type\":\"ErrorResult\",\"status\":\"ERR");
    Reply stale = Reply.ok("{}");
    engine.replies("delphix/session", stale, stale, Reply.ok("{}").withCookie("JSESSIONID=abcdef"));
    engine.replies("delphix/login", no, no, Reply.html(504), Reply.ok("\"USER-2\""));
    login();
    assertThat(count("POST delphix/login")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"APISession\"}", "[]", "{}"})
  void anAnswerThatIsNotOfALoginIsNotTakenForOne(String result) {
    engine.replies("delphix/login", Reply.ok(result), Reply.ok(result), Reply.ok("\"USER-2\""));
    engine.reply(TOOLKIT, Reply.ok("[]"));
    assertThat(login().plugins()).isEmpty();
    assertThat(count("POST delphix/session")).as("with a new session each time").isEqualTo(3);
    assertThat(engine.seen.get(2).cookie()).isEqualTo("null");
    assertThat(engine.ports.get(2)).as("a new connection").isNotEqualTo(engine.ports.get(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void aPasswordIsNotTriedOverAndOver(int status) {
    engine.reply("delphix/login", Reply.html(status));
    Findings.of(EngineRule.NOT_AN_ENGINE, this::login);
    assertThat(count("POST delphix/login")).isLessThanOrEqualTo(2);
  }

  @Test
  void aRefusalIsFinal() {
    engine.reply("delphix/login", Reply.error(200, "\"no\"", "", "x"));
    Findings.of(EngineRule.LOGIN_REFUSED, this::login);
    assertThat(engine.calls()).hasSize(2);
  }

  @Test
  void aSessionThatTheEngineForgotIsReplaced() {
    engine.replies(TOOLKIT, EXPIRED, Reply.ok("[]"), EXPIRED);
    EngineSession session = login();
    assertThat(session.plugins()).isEmpty();
    assertThat(count("POST delphix/login")).isEqualTo(2);
    assertThat(engine.seen.get(3).cookie()).as("a new session").isEqualTo("null");
    Findings.of(EngineRule.SESSION_EXPIRED, session::plugins);
    assertThat(count("POST delphix/login")).as("not for ever").isEqualTo(2 + 5);
  }

  @Test
  void aNewSessionThatTheEngineDoesNotKnowIsReplacedToo() {
    engine.replies(TOOLKIT, EXPIRED, EXPIRED, EXPIRED, Reply.ok("[]"));
    assertThat(login().plugins()).isEmpty();
    assertThat(count("POST delphix/login")).isEqualTo(1 + 3);
    assertThat(engine.time.sleeps()).as("the first at once").hasSize(2);
  }

  @Test
  void aLoginThatFailsWhileWaitingSaysThatTheEngineGoesOn() {
    engine.replies(
        "delphix/login",
        Reply.ok("\"USER-2\""),
        Reply.error(200, "\"Locked.\"", "", "exception.webservices.login.failed"));
    engine.reply(ACTION, EXPIRED);
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    Diagnostic finding =
        Findings.of(EngineRule.LOGIN_REFUSED, () -> session.await(work, order, event -> {}));
    assertThat(finding.help()).contains("goes on with it by itself");
  }

  @Test
  void aSessionThatIsGoneAtOnceAgainSaysThatTheEngineGoesOn() {
    engine.reply(ACTION, EXPIRED);
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    Diagnostic finding =
        Findings.of(EngineRule.SESSION_EXPIRED, () -> session.await(work, order, event -> {}));
    assertThat(finding.help()).contains("goes on with it by itself").doesNotContain("again: it");
  }
}
