package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.engine.FakeEngine.Seen;
import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upload and wait. */
class EngineUploadTest {
  private static final String JOB = "delphix/action/ACTION-2/getJob";
  private static final String ACTION = "delphix/action/ACTION-2";

  private final FakeEngine engine = new FakeEngine();
  private final List<EngineEvent> events = new ArrayList<>();
  @TempDir Path folder;
  private Path artifact;
  private EngineSession session;

  @BeforeEach
  void open() throws IOException {
    artifact = Files.writeString(folder.resolve("my \"art\" ü.json"), "{\"type\":\"Plugin\"}");
    session = engine.login();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void uploadsAndWaitsWithoutAJob() {
    engine.replies(
        ACTION,
        state("state", "EXECUTING", ""),
        state("state", "EXECUTING", ""),
        state("state", "COMPLETED", ""));
    EngineWork work = session.upload(FakeEngine.order(artifact), Progress.NONE);
    assertThat(work.name()).isEqualTo("ACTION-2");
    session.await(work, FakeEngine.order(artifact), events::add);
    assertThat(engine.calls())
        .containsExactly(
            "POST delphix/session",
            "POST delphix/login",
            "GET delphix/toolkit",
            "POST delphix/toolkit/requestUploadToken",
            "POST delphix/data/upload",
            "GET delphix/action/ACTION-2",
            "GET delphix/action/ACTION-2",
            "GET delphix/action/ACTION-2");
    assertThat(events).isEmpty();
    assertThat(engine.time.sleeps())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void theFormHoldsTokenAndFile() {
    session.upload(FakeEngine.order(artifact), Progress.NONE);
    Seen upload = engine.seen.get(4);
    String boundary = upload.type().replace("multipart/form-data; boundary=", "");
    assertThat(upload.text())
        .isEqualTo(
            "--%1$s\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n%2$s\r\n--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"my %%22art%%22 ü.json\"\r\nContent-Type: application/octet-stream\r\n\r\n{\"type\":\"Plugin\"}\r\n--%1$s--\r\n"
                .formatted(boundary, FakeEngine.TOKEN));
    assertThat(engine.seen.stream().filter(s -> s.text().contains(FakeEngine.TOKEN))).hasSize(1);
  }

  @Test
  void showsEachEventOfAJobOnce() {
    String first = event("2024-01-01T00:00:00.000Z", "event.start", "\"Starting\"", "null");
    String second =
        event("2024-01-01T00:00:01.000Z", "event.upgrade", "\"Up\\ngrading\"", "\"Wait\"");
    engine.reply("delphix/data/upload", Reply.ok("\"\"", "ACTION-2", "JOB-5"));
    engine.replies(
        JOB,
        state("jobState", "RUNNING", ""),
        state("jobState", "RUNNING", first),
        state("jobState", "RUNNING", first + "," + second + ",null,{},[]"),
        state("jobState", "COMPLETED", second + "," + first));
    EngineWork work = session.upload(FakeEngine.order(artifact), Progress.NONE);
    assertThat(work.name()).isEqualTo("JOB-5");
    session.await(work, FakeEngine.order(artifact), events::add);
    assertThat(events)
        .containsExactly(
            new EngineEvent("2024-01-01T00:00:00.000Z", "event.start", "Starting", ""),
            new EngineEvent("2024-01-01T00:00:01.000Z", "event.upgrade", "Up grading", "Wait"));
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, JOB_FAILED, failed",
    "SUSPENDED, JOB_SUSPENDED, is suspended",
    "CANCELLED, JOB_CANCELLED, was cancelled"
  })
  void aBadEndIsToldInTheEnginesWords(String state, EngineRule rule, String how) {
    engine.reply(
        JOB,
        state(
            "jobState",
            state,
            event("t1", "a", "\"Starting\"", "null")
                + ","
                + event("t2", "b", "\"No space left.\"", "\"Free some.\"")));
    Diagnostic finding =
        Findings.of(
            rule, () -> session.await(work("JOB-5"), FakeEngine.order(artifact), events::add));
    assertThat(finding.message())
        .isEqualTo(
            "The engine took the artifact, but its work `JOB-5` " + how + ": No space left.");
    assertThat(finding.help()).startsWith("Free some.\n");
    assertThat(finding.location()).isEqualTo(Location.of(artifact));
    assertThat(events).hasSize(2);
  }

  @Test
  void aBadEndNeedsNoWords() {
    engine.reply(ACTION, state("state", "FAILED", ""));
    Diagnostic finding =
        Findings.of(
            EngineRule.JOB_FAILED,
            () -> session.await(work(""), FakeEngine.order(artifact), events::add));
    assertThat(finding.message()).endsWith("its work `ACTION-2` failed.");
    assertThat(finding.help()).isEqualTo("What was installed before is still there.");
  }

  @Test
  void aJobThatFailsForItsBuildNumberIsToldSo() {
    engine.reply(
        JOB,
        state("jobState", "FAILED", event("t", "c", "\"The build number 1 is too low.\"", "null")));
    Findings.of(
        EngineRule.BUILD_NUMBER_REFUSED,
        () -> session.await(work("JOB-5"), FakeEngine.order(artifact), events::add));
  }

  @Test
  void waitsNoLongerThanAllowedAndPollsAtTheInterval() {
    EngineSession hasty =
        FakeEngine.login(
            EngineClient.builder(EngineAddress.parse(engine.url()), engine.time, engine.time)
                .timeouts(EngineTimeouts.defaults().withWaitLimit(Duration.ofMinutes(1)))
                .build());
    engine.reply(ACTION, state("state", "EXECUTING", ""));
    Diagnostic finding =
        Findings.of(
            EngineRule.WAIT_LIMIT_REACHED,
            () -> hasty.await(work(""), FakeEngine.order(artifact), events::add));
    assertThat(finding.message()).contains("`ACTION-2` within 60 s");
    assertThat(engine.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(engine.time.sleeps()).startsWith(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(engine.time.sleeps().subList(6, 16)).containsOnly(Duration.ofSeconds(5));
    assertThat(EngineTimeouts.defaults().waitLimit()).isEqualTo(Duration.ofMinutes(60));
    assertThat(EngineTimeouts.defaults().pollInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"state\":null}",
        "{}",
        "{\"state\":7,\"events\":{}}",
        "{\"state\":\"LATER\",\"events\":\"x\"}",
        "{\"state\":\"WAITING\",\"events\":[1,null]}"
      })
  void statesThatAreNotKnownAreWaitedFor(String result) {
    engine.replies(ACTION, Reply.ok(result), state("state", "COMPLETED", ""));
    session.await(work(""), FakeEngine.order(artifact), events::add);
    assertThat(events).isEmpty();
    assertThat(engine.time.sleeps()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"state\":null}", "{}", "{\"state\":7}", "{\"state\":\"LATER\"}"})
  void statesThatStayUnknownAreUnexpected(String result) {
    engine.reply(ACTION, Reply.ok(result));
    Diagnostic finding =
        Findings.of(
            EngineRule.UNEXPECTED_ANSWER,
            () -> session.await(work(""), FakeEngine.order(artifact), events::add));
    assertThat(finding.message())
        .endsWith("answered with no word of a state of `ACTION-2` that dvp knows.");
    assertThat(finding.help()).startsWith("The upload is complete");
    assertThat(engine.time.sleeps()).hasSize(9);
  }

  @Test
  void anUnknownStateNowAndThenIsWaitedFor() {
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      replies.add(state("state", i % 9 == 8 ? "WAITING" : "LATER", ""));
    }
    replies.add(state("state", "COMPLETED", ""));
    engine.replies(ACTION, replies.toArray(new Reply[0]));
    session.await(work(""), FakeEngine.order(artifact), events::add);
    assertThat(engine.time.sleeps()).hasSize(30);
  }

  @Test
  void anAnswerWithoutAStateIsUnexpected() {
    engine.reply(ACTION, Reply.ok("null"));
    Diagnostic finding =
        Findings.of(
            EngineRule.UNEXPECTED_ANSWER,
            () -> session.await(work(""), FakeEngine.order(artifact), events::add));
    assertThat(finding.help()).startsWith("The upload is complete").doesNotContain("Try again");
    engine.reply(ACTION, Reply.html(502));
    Findings.of(
        EngineRule.ENGINE_UNAVAILABLE,
        () -> session.await(work(""), FakeEngine.order(artifact), events::add));
    engine.reply(ACTION, Reply.html(200));
    Findings.of(
        EngineRule.SESSION_EXPIRED,
        () -> session.await(work(""), FakeEngine.order(artifact), events::add));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The build number 1.0 is lower than the installed 1.2. | x | BUILD_NUMBER_REFUSED",
        "No. | exception.toolkit.buildNumber.low | BUILD_NUMBER_REFUSED",
        "Downgrade is not supported. | x | BUILD_NUMBER_REFUSED",
        "The migration id 3 has disappeared. | x | UPLOAD_REFUSED"
      })
  void aRefusedUploadIsToldWhy(String details, String id, EngineRule rule) {
    engine.reply("delphix/data/upload", Reply.error(200, "\"" + details + "\"", "Do so.", id));
    Diagnostic finding = Findings.of(rule, this::upload);
    assertThat(finding.message()).endsWith(": " + details);
    assertThat(finding.help()).startsWith("Do so.");
    assertThat(finding.location()).isEqualTo(Location.of(artifact));
  }

  @Test
  void aBodyThatIsTooLargeForAProxyIsToldSo() {
    engine.reply("delphix/data/upload", Reply.html(413));
    Findings.of(EngineRule.UPLOAD_REFUSED, this::upload);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "{\"token\":null}", "{\"token\":5}", "{\"token\":\"\"}", "[]"})
  void withoutATokenNothingIsSent(String result) {
    engine.reply("delphix/toolkit/requestUploadToken", Reply.ok(result));
    Diagnostic finding = Findings.of(EngineRule.UNEXPECTED_ANSWER, this::upload);
    assertThat(finding.message()).contains("answered with no word of an upload token");
    assertThat(engine.calls()).doesNotContain("POST delphix/data/upload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../x", "ACTION 2", "A?b", "Ä"})
  void withoutAUsableReferenceTheUploadMayHaveBeenTaken(String action) {
    engine.reply("delphix/data/upload", Reply.ok("\"\"", action, ""));
    Diagnostic finding = Findings.of(EngineRule.UNEXPECTED_ANSWER, this::upload);
    assertThat(finding.help()).contains("may have taken it");
  }

  @Test
  void anUploadIsNeverSentTwice() {
    engine.reply(
        "delphix/data/upload", Reply.redirect(307, "/resources/json/delphix/data/upload2"));
    engine.reply("delphix/data/upload2", Reply.ok("\"\"", "ACTION-2", ""));
    Findings.of(EngineRule.SESSION_EXPIRED, this::upload);
    assertThat(engine.calls()).containsOnlyOnce("POST delphix/data/upload");
    assertThat(engine.calls()).doesNotContain("POST delphix/data/upload2");
  }

  @Test
  void aFileThatIsNotThereIsToldBeforeTheEngineIsAsked() {
    Path missing = folder.resolve("missing.json");
    Diagnostic finding =
        Findings.of(
            EngineRule.ARTIFACT_NOT_SENT,
            () -> session.upload(FakeEngine.order(missing), Progress.NONE));
    assertThat(finding.location()).isEqualTo(Location.of(missing));
    Findings.of(
        EngineRule.ARTIFACT_NOT_SENT,
        () -> session.upload(FakeEngine.order(folder), Progress.NONE));
    assertThat(engine.calls()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9 << 20})
  void aFileThatChangesItsSizeWhileItIsSentIsToldSo(int otherSize) throws IOException {
    Files.write(artifact, new byte[5 << 20]);
    AtomicBoolean changed = new AtomicBoolean();
    Findings.of(
        EngineRule.ARTIFACT_NOT_SENT,
        () ->
            session.upload(
                FakeEngine.order(artifact),
                (done, total) -> {
                  if (changed.compareAndSet(false, true)) {
                    resize(artifact, otherSize);
                  }
                }));
  }

  @Test
  void aFileThatVanishesIsToldSo() {
    engine.reply(
        "delphix/toolkit/requestUploadToken",
        request -> {
          assertThat(artifact.toFile().delete()).isTrue();
          return Reply.ok("{\"token\":\"" + FakeEngine.TOKEN + "\"}");
        });
    Findings.of(EngineRule.ARTIFACT_NOT_SENT, this::upload);
  }

  @Test
  void anEmptyFileIsTheEnginesBusiness() throws IOException {
    Files.writeString(artifact, "");
    List<Long> moved = new CopyOnWriteArrayList<>();
    session.upload(FakeEngine.order(artifact), (done, total) -> moved.add(total));
    assertThat(moved).allMatch(total -> total == 0);
  }

  private void upload() {
    session.upload(FakeEngine.order(artifact), Progress.NONE);
  }

  private static void resize(Path file, int size) {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EngineWork work(String job) {
    return new EngineWork(
        Optional.of("ACTION-2"), Optional.of(job).filter(j -> !j.isEmpty()), false);
  }

  private static Reply state(String field, String state, String events) {
    return Reply.ok(
        "{\"type\":\"Job\",\"" + field + "\":\"" + state + "\",\"events\":[" + events + "]}");
  }

  private static String event(String timestamp, String code, String details, String action) {
    return "{\"timestamp\":\"%s\",\"messageCode\":\"%s\",\"messageDetails\":%s,\"messageAction\":%s,\"x\":1}"
        .formatted(timestamp, code, details, action);
  }
}
