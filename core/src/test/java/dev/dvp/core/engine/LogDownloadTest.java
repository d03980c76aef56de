package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.engine.FakeEngine.Reply;
import dev.dvp.core.files.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogDownloadTest {
  private static final String ID = "16bef554-9470-11e9-b2e3-8c8590d4a42c";
  private static final String STREAM = "delphix/data/downloadOutputStream";

  private final FakeEngine engine = new FakeEngine();
  private final byte[] archive = archive();
  @TempDir Path folder;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private EngineSession session;

  @BeforeEach
  void open() {
    engine.reply(
        "delphix/toolkit",
        Reply.ok(
            """
            [{"reference":"TOOLKIT-1","identifier":"%1$s","name":"Replica","namespace":"NAMESPACE-1"},
             {"reference":"TOOLKIT-2","identifier":"%1$s","name":"My DB","namespace":null},
             {"reference":"TOOLKIT-3","identifier":"other-id","name":"Other","namespace":null}]
            """
                .formatted(ID)));
    engine.reply(STREAM, binary(200, "application/octet-stream", archive, false));
    session = engine.login();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fetchesTheLogsOfThePluginThatWasInstalledHere(boolean chunked) throws IOException {
    engine.reply(STREAM, binary(200, "application/octet-stream", archive, chunked));
    List<Long> moved = new CopyOnWriteArrayList<>();
    List<Long> totals = new CopyOnWriteArrayList<>();
    Path file =
        session.downloadLogs(
            ID.toUpperCase(java.util.Locale.ROOT),
            folder,
            (done, total) -> {
              moved.add(done);
              totals.add(total);
            });
    assertThat(file)
        .isEqualTo(folder.resolve("dlpx-plugin-logs-My_DB-" + FakeEngine.BUNDLE_TOKEN + ".tar.gz"))
        .hasBinaryContent(archive);
    assertThat(files()).containsExactly(file);
    assertThat(moved).isSorted().endsWith((long) archive.length);
    assertThat(totals).containsOnly(chunked ? -1L : archive.length);
    assertThat(engine.seen.get(3).text())
        .isEqualTo(
            "{\"type\":\"SupportBundleGenerateParameters\",\"bundleType\":\"PLUGIN_LOG\",\"plugin\":\"TOOLKIT-2\"}");
    assertThat(engine.seen.get(4).query()).isEqualTo("token=" + FakeEngine.BUNDLE_TOKEN);
  }

  @Test
  void aFileOfThatNameIsReplacedWhenTheNewOneIsComplete() throws IOException {
    Path target =
        Files.writeString(
            folder.resolve("dlpx-plugin-logs-My_DB-" + FakeEngine.BUNDLE_TOKEN + ".tar.gz"), "old");
    engine.reply(STREAM, Reply.html(502));
    Findings.of(EngineRule.ENGINE_UNAVAILABLE, this::download);
    assertThat(target).hasContent("old");
    engine.reply(STREAM, binary(200, "application/gzip", archive, false));
    download();
    assertThat(target).hasBinaryContent(archive);
  }

  @Test
  void aPluginThatIsNotInstalledIsToldWithThoseThatAre() {
    Diagnostic finding =
        Findings.of(
            EngineRule.PLUGIN_NOT_INSTALLED,
            () -> session.downloadLogs("no-such-id", folder, Progress.NONE));
    assertThat(finding.help()).isEqualTo("It has `" + ID + "` My DB, `other-id` Other.");
    engine.reply("delphix/toolkit", Reply.ok("[]"));
    finding = Findings.of(EngineRule.PLUGIN_NOT_INSTALLED, this::download);
    assertThat(finding.help()).contains("no plugin at all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "\"\"", "{\"token\":\"x\"}"})
  void withoutATokenNothingIsFetched(String result) throws IOException {
    engine.reply("delphix/service/support/bundle/generate", Reply.ok(result));
    Findings.of(EngineRule.UNEXPECTED_ANSWER, this::download);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 100000, DOWNLOAD_INCOMPLETE",
    "Transfer-Encoding: chunked, DOWNLOAD_INCOMPLETE"
  })
  void aDownloadThatIsCutLeavesNothing(String header, EngineRule rule) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\n" + header + "\r\n\r\n";
    String data = header.contains("chunked") ? "9000\r\n" : "";
    try (RawServer raw = RawServer.answering(head + data + "\u001F\u008Bxxxxxxxxx")) {
      Path target = Files.createDirectory(folder.resolve("logs"));
      try (PartialFile part = PartialFile.create(target, "logs")) {
        Findings.of(
            rule,
            () -> raw.download(FakeEngine.once(), target).receive(FakeEngine.BUNDLE_TOKEN, part));
      }
      assertThat(target).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\u001Fx", "{\"type\":\"OKResult\"}", "<html>"})
  void whatIsNoArchiveIsNotKept(String body) throws IOException {
    engine.reply(STREAM, Reply.of(200, "application/octet-stream", body));
    Findings.of(EngineRule.DOWNLOAD_INCOMPLETE, this::download);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200,application/json", "500,application/json", "200,application/octet-stream"})
  void aRefusalIsToldInTheEnginesWords(int status, String type) throws IOException {
    Reply refusal =
        Reply.error(
            status, "\"The token " + FakeEngine.BUNDLE_TOKEN + " is used up.\"", "Ask anew.", "x");
    engine.reply(STREAM, binary(status, type, refusal.body(), false));
    Diagnostic finding = Findings.of(EngineRule.REQUEST_REFUSED, this::download);
    assertThat(finding.message()).endsWith(": The token *** is used up.");
    assertThat(finding.help()).isEqualTo("Ask anew.");
    assertThat(files()).isEmpty();
  }

  @Test
  void aSuccessThatIsNoArchiveIsIncomplete() throws IOException {
    engine.reply(STREAM, Reply.ok("null"));
    Findings.of(EngineRule.DOWNLOAD_INCOMPLETE, this::download);
    assertThat(files()).isEmpty();
  }

  @Test
  void aFolderThatIsNoneIsToldBeforeTheEngineIsAsked() {
    Path none = folder.resolve("none");
    Findings.of(EngineRule.CANNOT_WRITE_LOGS, () -> session.downloadLogs(ID, none, Progress.NONE));
    assertThat(engine.calls()).hasSize(2);
  }

  @Test
  void aTargetThatCannotBeReplacedIsTold() throws IOException {
    Path target = folder.resolve("dlpx-plugin-logs-My_DB-" + FakeEngine.BUNDLE_TOKEN + ".tar.gz");
    Files.createDirectories(target.resolve("inside"));
    Findings.of(EngineRule.CANNOT_WRITE_LOGS, this::download);
    assertThat(files()).containsExactly(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "My DB | t-1 | dlpx-plugin-logs-My_DB-t-1.tar.gz",
        "../../etc/passwd | a/b\\c | dlpx-plugin-logs-.._.._etc_passwd-a_b_c.tar.gz",
        "Dätenbank 😀 | x | dlpx-plugin-logs-Dätenbank__-x.tar.gz"
      })
  void fileNamesAreSafe(String name, String token, String expected) {
    assertThat(LogDownload.fileName(name, token)).isEqualTo(expected);
    assertThat(LogDownload.fileName("漢".repeat(500), "t".repeat(500)).getBytes())
        .hasSizeLessThan(255);
  }

  @Test
  void anEngineThatStartsAnewIsWaitedFor() throws IOException {
    AtomicInteger down = new AtomicInteger(30);
    engine.replies(STREAM, Reply.html(502), binary(200, "application/gzip", archive, false));
    Reply plugins =
        Reply.ok(
            "[{\"reference\":\"TOOLKIT-2\",\"identifier\":\"" + ID + "\",\"name\":\"My DB\"}]");
    engine.reply(
        "delphix/toolkit",
        request -> {
          // Once more at first: what breaks off is the download.
          boolean isFirst =
              engine.calls().stream().filter(one -> one.contains("tool")).count() == 1;
          return isFirst || down.getAndDecrement() <= 0 ? plugins : Reply.html(503);
        });
    Backoff twice = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    FakeEngine.login(engine.builder().backoff(twice).notes(notes::add).build())
        .downloadLogs(ID, folder, Progress.NONE);
    assertThat(files()).hasSize(1);
    assertThat(engine.calls().stream().filter(one -> one.endsWith("generate")))
        .as("not packed again while it is away")
        .hasSize(2);
    assertThat(notes.stream().filter(note -> note.endsWith("Still waiting."))).hasSize(1);
  }

  @Test
  void anEngineThatIsAwayAtFirstIsWaitedForToo() throws IOException {
    Reply[] replies = new Reply[20];
    Arrays.fill(replies, Reply.html(503));
    replies[19] =
        Reply.ok(
            "[{\"reference\":\"TOOLKIT-2\",\"identifier\":\"" + ID + "\",\"name\":\"My DB\"}]");
    engine.replies("delphix/toolkit", replies);
    download();
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "3600, 600"})
  void itIsNotWaitedForLongerThanTheLimitOrTenMinutes(int limit, int expected) throws IOException {
    engine.reply("delphix/toolkit", Reply.html(503));
    EngineTimeouts timeouts = EngineTimeouts.defaults().withWaitLimit(Duration.ofSeconds(limit));
    EngineSession impatient = FakeEngine.login(engine.builder().timeouts(timeouts).build());
    Findings.of(
        EngineRule.ENGINE_UNAVAILABLE, () -> impatient.downloadLogs(ID, folder, Progress.NONE));
    long waited = engine.time.sleeps().stream().mapToLong(Duration::toSeconds).sum();
    assertThat(waited).isBetween((long) expected, expected + 10L);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatAKilledClientLeftOfTheSameLogsIsRemoved() throws IOException {
    Files.writeString(folder.resolve(".dlpx-plugin-logs-My_DB-1-2-3.part"), "half");
    Path other = Files.writeString(folder.resolve(".dlpx-plugin-logs-Other-123.part"), "half");
    download();
    assertThat(files()).hasSize(2).contains(other);
  }

  private void download() {
    session.downloadLogs(ID, folder, Progress.NONE);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }

  private static Reply binary(int status, String type, byte[] body, boolean chunked) {
    return new Reply(status, Map.of("Content-Type", List.of(type)), body, chunked);
  }

  private static byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(noise);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
