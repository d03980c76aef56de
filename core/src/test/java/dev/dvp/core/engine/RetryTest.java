package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, what is asked before, and what is not. */
class RetryTest {
  private static final String TOOLKIT = "delphix/toolkit";
  private static final String UPLOAD = "delphix/data/upload";
  private static final String ACTIONS = "delphix/action";
  private static final String ACTION = "delphix/action/ACTION-2";
  private static final Reply EXPIRED = Reply.error(401, "\"Not logged in.\"", "", "x");

  private final FakeEngine engine = new FakeEngine();
  private final List<String> notes = new ArrayList<>();
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
    return FakeEngine.login(engine.builder().backoff(backoff).notes(notes::add).build());
  }

  private long count(String call) {
    return engine.calls().stream().filter(one -> one.equals(call)).count();
  }

  @Test
  void pausesGrowAndAreNeverTheSame() {
    Backoff backoff = new Backoff(9, Duration.ofMillis(500), Duration.ofSeconds(8), new Random(1));
    long full = 500;
    for (int failures = 1; failures <= 8; failures++) {
      assertThat(backoff.pause(failures).toMillis()).isBetween(full / 2, full);
      full = Math.min(2 * full, 8000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delphix/session", "delphix/login", TOOLKIT})
  void aBalancersErrorIsTriedAgain(String call) {
    engine.reply(TOOLKIT, Reply.ok("[]"));
    Reply good = call.equals("delphix/login") ? Reply.ok("\"USER-2\"") : Reply.ok("[]");
    engine.replies(call, Reply.html(502), Reply.html(503), good);
    assertThat(login().plugins()).isEmpty();
    assertThat(notes).hasSize(2).allMatch(note -> note.endsWith("Trying again."));
    assertThat(engine.time.sleeps()).hasSize(2);
  }

  @Test
  void anAnswerThatIsCutIsTriedAgain() {
    engine.replies("delphix/session", Reply.json("{\"type\":\"OKRes"), Reply.ok("{}"));
    engine.replies(TOOLKIT, Reply.json("{\"type\":\"OKRes"), Reply.ok("[]"));
    assertThat(login().plugins()).isEmpty();
  }

  @Test
  void fiveTimesAreEnough() {
    engine.reply(TOOLKIT, Reply.html(502));
    EngineSession session = login();
    Findings.of(EngineRule.ENGINE_UNAVAILABLE, session::plugins);
    assertThat(count("GET " + TOOLKIT)).isEqualTo(5);
  }

  @Test
  void whereNobodyListensItIsNotTriedAgain() {
    engine.close();
    Findings.of(EngineRule.CANNOT_CONNECT, this::login);
    assertThat(engine.time.sleeps()).isEmpty();
  }

  @Test
  void anUploadDoesNotWaitLongForWhatIsInstalledBefore() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    engine.reply(
        TOOLKIT,
        request -> {
          looks.incrementAndGet();
          awaitQuietly(end);
          return Reply.ok("[]");
        });
    EngineTimeouts usual = EngineTimeouts.defaults();
    EngineTimeouts quick =
        new EngineTimeouts(
            usual.connect(),
            Duration.ofMillis(200),
            usual.work(),
            usual.idle(),
            usual.pollInterval(),
            usual.waitLimit());
    EngineSession session = FakeEngine.login(engine.builder().timeouts(quick).build());
    session.upload(order, Progress.NONE);
    end.countDown();
    assertThat(looks).hasValue(1);
    assertThat(UploadSearch.patienceBefore(usual)).isEqualTo(Duration.ofSeconds(10));
    assertThat(UploadSearch.patienceBefore(quick)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whatWasLookedAtBeforeIsNotAskedForAgain() {
    engine.reply(TOOLKIT, plugin("1.1"));
    EngineSession session = login();
    session.upload(order, session.plugins(), Progress.NONE);
    assertThat(count("GET " + TOOLKIT)).isEqualTo(1);
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, Reply.html(404));
    engine.replies(TOOLKIT, plugin("1.1"), plugin("1.2"));
    assertThat(session.upload(order, session.plugins(), Progress.NONE).isDone())
        .as("what was there before is known all the same")
        .isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatTheEngineTookIsNotSentAgain() {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(
        ACTIONS,
        actions(
            action("ACTION-1", "Upgrade plugin \"My DB\"", "USER-2"),
            action("ACTION-5", "Upgrade plugin \"My DB\"", "USER-7"),
            action("ACTION-4", "Upgrade plugin \"Other\"", "USER-2"),
            action("ACTION-2", "Upgrade plugin \"My DB\"", "USER-2")));
    engine.reply(TOOLKIT, plugin("1.2"));
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    assertThat(work.name()).isEqualTo("ACTION-2");
    session.await(work, order, event -> {});
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
    assertThat(engine.calls()).endsWith("GET " + ACTION, "GET " + TOOLKIT);
  }

  @Test
  void aListOfPluginsFromBeforeIsNotBelievedAtOnce() {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, actions(action("ACTION-2", "Upgrade plugin \"My DB\"", "USER-2")));
    engine.replies(TOOLKIT, plugin("1.1"), plugin("1.1"), plugin("1.1"), plugin("1.2"));
    EngineSession session = login();
    session.await(session.upload(order, Progress.NONE), order, event -> {});
    assertThat(count("GET " + TOOLKIT)).isEqualTo(4);
  }

  @Test
  void workThatWasSomebodyElsesIsNotBelieved() {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, actions(action("ACTION-2", "Upgrade plugin \"My DB\"", "USER-2")));
    engine.reply(TOOLKIT, plugin("1.1"));
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    Findings.of(EngineRule.UPLOAD_LOST, () -> session.await(work, order, event -> {}));
  }

  @Test
  void whatTheEngineDidNotTakeIsSentAgainWithANewToken() {
    AtomicInteger tokens = new AtomicInteger();
    engine.reply(
        "delphix/toolkit/requestUploadToken",
        request -> {
          int number = tokens.incrementAndGet();
          return Reply.ok("{\"token\":\"token-" + number + "\"}", "ACTION-" + number, "");
        });
    engine.replies(UPLOAD, Reply.html(502), Reply.ok("\"\"", "ACTION-2", ""));
    engine.reply(ACTIONS, actions(action("ACTION-1", "Request a plugin upload token", "USER-2")));
    EngineWork work = login().upload(order, Progress.NONE);
    assertThat(work.name()).isEqualTo("ACTION-2");
    assertThat(tokens).hasValue(2);
    assertThat(engine.seen.stream().filter(s -> s.text().contains("token-1"))).hasSize(1);
    Duration waited = engine.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).as("until it could no longer turn up").isGreaterThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Work that could be anything.
        "ACTION-1 Request a plugin upload token, ACTION-2 Refresh something",
        // Two that could be ours.
        "ACTION-1 Request a plugin upload token, ACTION-2 Upgrade plugin 'My DB', ACTION-3 Upgrade plugin 'My DB'",
        // A page of the list that does not go back far enough.
        "ACTION-7 Log in"
      })
  void whatTheListDoesNotShowIsNotGuessed(String list) {
    engine.reply(UPLOAD, Reply.html(502));
    String[] entries = list.replace('\'', '"').split(", ");
    for (int i = 0; i < entries.length; i++) {
      String[] parts = entries[i].split(" ", 2);
      entries[i] = action(parts[0], parts[1], "USER-2");
    }
    engine.reply(ACTIONS, actions(entries));
    Findings.of(EngineRule.ENGINE_UNAVAILABLE, () -> login().upload(order, Progress.NONE));
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  @Test
  void aNameThatIsPartOfAnotherIsAnother() {
    engine.replies(UPLOAD, Reply.html(502), Reply.ok("\"\"", "ACTION-9", ""));
    engine.reply(
        ACTIONS,
        actions(
            action("ACTION-1", "Request a plugin upload token", "USER-2"),
            action("ACTION-2", "Upgrade plugin \"My DB 2\"", "USER-2")));
    assertThat(login().upload(order, Progress.NONE).name()).isEqualTo("ACTION-9");
  }

  @Test
  void aYesWithoutAReferenceIsNotSentAgain() {
    engine.reply(UPLOAD, Reply.ok("\"\""));
    engine.reply(ACTIONS, actions(action("ACTION-1", "Request a plugin upload token", "USER-2")));
    Findings.of(EngineRule.UNEXPECTED_ANSWER, () -> login().upload(order, Progress.NONE));
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  @Test
  void anErrorOfAnEngineThatStartsIsWaitedOut() {
    engine.replies(
        ACTION,
        Reply.error(503, "\"The engine is starting.\"", "", "x"),
        Reply.ok("{\"state\":\"COMPLETED\"}"));
    EngineSession session = login();
    session.await(session.upload(order, Progress.NONE), order, event -> {});
    assertThat(notes).singleElement().asString().contains("The engine is starting.");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 200})
  void withoutAListOfActionsThereIsNoTelling(int status) {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, Reply.of(status, "application/json", "{}"));
    Diagnostic finding =
        Findings.of(EngineRule.ENGINE_UNAVAILABLE, () -> login().upload(order, Progress.NONE));
    assertThat(finding.help()).contains("may have taken it");
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  @Test
  void anUploadOfAForgottenSessionIsSentOnceMore() {
    engine.replies(UPLOAD, EXPIRED, Reply.ok("\"\"", "ACTION-2", ""));
    engine.reply(ACTIONS, actions());
    login().upload(order, Progress.NONE);
    assertThat(count("POST " + UPLOAD)).isEqualTo(2);
    engine.reply(UPLOAD, EXPIRED);
    EngineSession session = login();
    Findings.of(EngineRule.SESSION_EXPIRED, () -> session.upload(order, Progress.NONE));
  }

  @Test
  void waitingOutlivesAnEngineThatStartsAnew() {
    engine.replies(
        ACTION,
        Reply.ok("{\"state\":\"EXECUTING\"}"),
        Reply.html(502),
        Reply.json("{\"type\":\"OK"),
        Reply.html(503),
        EXPIRED,
        Reply.ok("{\"state\":\"EXECUTING\"}"),
        Reply.html(502),
        Reply.ok("{\"state\":\"COMPLETED\"}"));
    EngineSession session = login();
    session.await(session.upload(order, Progress.NONE), order, event -> {});
    assertThat(notes)
        .hasSize(3)
        .filteredOn(note -> note.endsWith("Still waiting."))
        .as("each silence is told once")
        .hasSize(2);
  }

  @Test
  void waitingForAnEngineThatStaysAwayEnds() {
    engine.reply(ACTION, Reply.html(502));
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    Diagnostic finding =
        Findings.of(EngineRule.ENGINE_UNAVAILABLE, () -> session.await(work, order, event -> {}));
    assertThat(finding.help()).contains("goes on with it by itself");
    Duration waited = engine.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void whatIsInstalledNowAndWasNotBeforeWasTaken() {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, Reply.html(404));
    engine.replies(TOOLKIT, plugin("1.1"), plugin("1.1"), Reply.html(502), plugin("1.2"));
    EngineSession session = login();
    EngineWork work = session.upload(order, Progress.NONE);
    assertThat(work.isDone()).isTrue();
    int before = engine.calls().size();
    session.await(work, order, event -> {});
    assertThat(engine.calls()).as("nothing to wait for").hasSize(before);
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  /** The build number alone would tell nothing: it was there before. */
  @Test
  void contentThatIsInstalledNowAndWasNotBeforeWasTaken() throws IOException {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, Reply.html(404));
    engine.replies(
        TOOLKIT, plugin("1.2", Sha256.of("other")), plugin("1.2", Sha256.of(order.file())));
    assertThat(login().upload(order, Progress.NONE).isDone()).isTrue();
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the same build", "another build", "no telling"})
  void whatMayHaveBeenInstalledBeforeTellsNothing(String there) {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, Reply.html(404));
    switch (there) {
      case "the same build" -> engine.reply(TOOLKIT, plugin("1.2"));
      case "another build" -> engine.reply(TOOLKIT, plugin("1.1"));
      default -> engine.replies(TOOLKIT, Reply.html(404), plugin("1.2"));
    }
    Findings.of(EngineRule.ENGINE_UNAVAILABLE, () -> login().upload(order, Progress.NONE));
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  @Test
  void anInstalledPluginOverrulesAListWithoutItsWork() {
    engine.reply(UPLOAD, Reply.html(502));
    engine.reply(ACTIONS, actions(action("ACTION-1", "Request a plugin upload token", "USER-2")));
    engine.replies(TOOLKIT, Reply.ok("[]"), plugin("1.2"));
    assertThat(login().upload(order, Progress.NONE).isDone()).isTrue();
    assertThat(count("POST " + UPLOAD)).isEqualTo(1);
  }

  private static Reply actions(String... all) {
    return Reply.ok("[" + String.join(",", all) + "]");
  }

  private static String action(String reference, String title, String user) {
    return "{\"type\":\"Action\",\"reference\":\"%s\",\"title\":\"%s\",\"user\":\"%s\"}"
        .formatted(reference, title.replace("\"", "\\\""), user);
  }

  private static Reply plugin(String build) {
    return plugin(build, "");
  }

  private static Reply plugin(String build, String digest) {
    return Reply.ok(
        "[{\"identifier\":\"MY-ID\",\"reference\":\"TOOLKIT-1\",\"buildNumber\":\""
            + build
            + "\",\"dvpArtifactSha256\":\""
            + digest
            + "\"}]");
  }
}
