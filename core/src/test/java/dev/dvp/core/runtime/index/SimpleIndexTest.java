package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.WheelName;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index's client against a real HTTP server that does not always do well. */
class SimpleIndexTest {
  private static final PackageName SIX = PackageName.of("six").orElseThrow();
  private static final TestWheel WHEEL = new TestWheel("six", "1.0");
  private static final String FILE = "/files/" + WHEEL.fileName();

  @TempDir Path folder;
  private final TestIndex server = new TestIndex().add(WHEEL);
  private final TestIndex other = new TestIndex();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("NO_PROXY", ""));
  private final CountDownLatch done = new CountDownLatch(1);

  @AfterEach
  void stop() {
    done.countDown();
    server.close();
    other.close();
  }

  private SimpleIndex index(String url) {
    IndexSettings.Timeouts timeouts =
        new IndexSettings.Timeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(700),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(700));
    IndexSettings settings =
        new IndexSettings(
            IndexUrl.parse(Secret.of(url)),
            environment,
            folder,
            timeouts,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            pauses::add);
    return new SimpleIndex(settings, warnings::add);
  }

  private WheelSources sources() {
    return new WheelSources(
        List.of(),
        index(server.url()),
        new WheelCache(folder.resolve("cache"), new CreatedPaths()));
  }

  private Path fetch() {
    WheelSources sources = sources();
    ListedFile file = sources.files(SIX).get(0);
    WheelName name = WheelName.parse(file.name()).orElseThrow();
    return sources.fetch(name, file.origin(), file.sha256()).file();
  }

  private Diagnostic failure(Runnable work) {
    DvpException e = catchThrowableOfType(DvpException.class, work::run);
    assertThat(e).isNotNull();
    Diagnostic finding = e.diagnostics().get(0);
    assertThat(finding.message() + finding.help()).doesNotContain("s3cret", "Exception");
    StringBuilder trace = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      trace.append(t);
    }
    assertThat(trace.toString()).doesNotContain("s3cret");
    return finding;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jsonAndHtmlLeadToTheSameFile(boolean html) throws IOException {
    if (html) {
      server.html();
    }
    assertThat(fetch()).hasBinaryContent(WHEEL.bytes());
    assertThat(server.requests().get(0).accept()).startsWith(SimpleIndex.JSON + ",");
    assertThat(server.paths()).containsExactly("/simple/six/", FILE);
    // From then on the cache has it, and each page is asked for once.
    assertThat(fetch()).hasBinaryContent(WHEEL.bytes());
    assertThat(server.paths()).containsExactly("/simple/six/", FILE, "/simple/six/");
    try (var left = Files.list(folder.resolve("cache"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void aPackageThatIsNotThereHasNoFiles() {
    assertThat(index(server.url()).files(PackageName.of("seven").orElseThrow())).isEmpty();
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRedirectIsFollowedAndRelativeLinksStartFromItsEnd() {
    server.answer("/simple/six/", TestIndex.redirect(other.base() + "/a/simple/six/"));
    other.answer(
        "/a/simple/six/",
        exchange ->
            TestIndex.send(
                exchange, 200, "text/html", "<a href='../x/six-1-py3-none-any.whl'>s</a>"));
    ListedFile file = index(server.url()).files(SIX).get(0);
    assertThat(((Origin.Remote) file.origin()).uri())
        .hasToString(other.base() + "/a/simple/x/six-1-py3-none-any.whl");
  }

  @ParameterizedTest
  @CsvSource({
    "401, B615",
    "403, B615",
    "407, B615",
    "500, B613",
    "503, B613",
    "429, B613",
    "400, B614",
    "418, B614",
    "204, B614"
  })
  void aBadStatusIsExplained(int status, String rule) {
    server.answer("/simple/six/", exchange -> exchange.sendResponseHeaders(status, -1));
    Diagnostic finding = failure(() -> index(server.url()).files(SIX));
    assertThat(finding.rule().id()).isEqualTo(rule);
    boolean repeated = status >= 500 || status == 429;
    assertThat(pauses).hasSize(repeated ? 2 : 0);
    assertThat(server.paths()).hasSize(repeated ? 3 : 1);
  }

  @Test
  void whatPassesIsTriedAgain() {
    int[] calls = {0};
    server.answer(
        "/simple/six/",
        exchange -> {
          if (++calls[0] == 1) {
            exchange.sendResponseHeaders(502, -1);
          } else if (calls[0] == 2) {
            exchange.close();
          } else {
            TestIndex.send(exchange, 200, "text/html", "<a href='six-1-py3-none-any.whl'>s</a>");
          }
        });
    assertThat(index(server.url()).files(SIX)).hasSize(1);
    // The JDK's client tries a second time by itself when a connection breaks before an answer.
    assertThat(pauses).startsWith(Duration.ofMillis(300));
    assertThat(calls[0]).isEqualTo(3);
  }

  @Test
  void otherAnswersAreNoIndex() {
    server.answer("/simple/six/", e -> TestIndex.send(e, 200, "image/png", "x"));
    assertThat(failure(() -> index(server.url()).files(SIX)).rule().id()).isEqualTo("B614");
    server.answer("/simple/six/", e -> TestIndex.send(e, 200, SimpleIndex.JSON, "{"));
    assertThat(failure(() -> index(server.url()).files(SIX)).rule().id()).isEqualTo("B614");
    server.answer(
        "/simple/six/",
        e -> {
          e.getResponseHeaders().add("Content-Type", "text/html");
          e.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 20];
          for (int i = 0; i < 20; i++) {
            e.getResponseBody().write(block);
          }
        });
    assertThat(failure(() -> index(server.url()).files(SIX)).message()).contains("larger than");
  }

  @Test
  void redirectsEndAndStayEncrypted() {
    server.answer("/simple/six/", TestIndex.redirect("/simple/six/"));
    assertThat(failure(() -> index(server.url()).files(SIX)).rule().id()).isEqualTo("B616");
    for (String other : List.of("ftp://example.com/", "file:/etc/passwd")) {
      server.answer("/simple/six/", TestIndex.redirect(other));
      Diagnostic astray = failure(() -> index(server.url()).files(SIX));
      assertThat(astray.rule().id()).isEqualTo("B616");
      assertThat(astray.message())
          .contains("kind `" + other.replaceFirst(":.*", ":`"))
          .doesNotContain("null", "encrypted");
    }
    IndexHttp http =
        new IndexHttp(
            settingsOf("https://pypi.example/simple/"),
            null,
            new IndexFailures(),
            Optional.empty());
    java.net.URI secure = java.net.URI.create("https://pypi.example/simple/six/");
    java.net.URI plain = java.net.URI.create("http://pypi.example/six.whl");
    assertThat(failure(() -> http.checked(secure, plain)).message()).contains("not encrypted");
    assertThat(http.checked(secure, secure)).isEqualTo(secure);
  }

  private IndexSettings settingsOf(String url) {
    return new IndexSettings(
        IndexUrl.parse(Secret.of(url)),
        Map.of(),
        folder,
        IndexSettings.Timeouts.DEFAULT,
        Clock.systemUTC(),
        pauses::add);
  }

  @Test
  void aSilentServerIsLeftAfterAWhile() {
    server.answer("/simple/six/", exchange -> await());
    assertThat(failure(() -> index(server.url()).files(SIX)).message()).contains("too slowly");
    assertThat(failure(() -> index(server.url()).filesSoon(SIX)).rule().id()).isEqualTo("B613");
    assertThat(pauses).isEmpty();
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aServerThatStopsInTheMiddleIsLeftToo() {
    server.answer(
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          await();
        });
    assertThat(failure(this::fetch).rule().id()).isEqualTo("B613");
  }

  @Test
  void aCutFileIsTriedAgainAndNeverTaken() {
    server.answer(
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.close();
        });
    assertThat(failure(this::fetch).rule().id()).isEqualTo("B613");
    assertThat(pauses).hasSize(2);
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void anotherHashIsRefused() {
    byte[] bytes = WHEEL.bytes();
    server.add(WHEEL.fileName(), new TestIndex.File(bytes, "0".repeat(64), "", false));
    Diagnostic finding = failure(this::fetch);
    assertThat(finding.rule().id()).isEqualTo("B618");
    assertThat(finding.help()).contains("--index-url");
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  private void page(String hash) {
    String link = "<a href='" + FILE + "#" + hash + "'>six</a>";
    server.answer("/simple/six/", e -> TestIndex.send(e, 200, "text/html", link));
  }

  private static String hash(String algorithm) {
    byte[] bytes = WHEEL.bytes();
    return java.util.HexFormat.of()
        .withUpperCase()
        .formatHex(dev.dvp.core.files.Sha256.digest(algorithm).digest(bytes));
  }

  @Test
  void hashesBetterThanSha256AreCheckedToo() {
    page("sha512=" + hash("SHA-512"));
    assertThat(fetch()).hasBinaryContent(WHEEL.bytes());
    page("sha384=" + hash("SHA-384"));
    assertThat(fetch()).hasBinaryContent(WHEEL.bytes());
    assertThat(warnings).isEmpty();
    page("sha512=" + "0".repeat(128));
    Diagnostic finding = failure(this::fetch);
    assertThat(finding.rule().id()).isEqualTo("B618");
    assertThat(finding.message()).contains("another sha512 than the index says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256=", "sha256=0123", "sha512=zz", "sha256=0&md5=1"})
  void aHashThatIsNoneIsNotPassedOver(String hash) {
    page(hash);
    Diagnostic finding = failure(this::fetch);
    assertThat(finding.rule().id()).isEqualTo("B618");
    assertThat(finding.message()).contains("that is none");
    assertThat(server.paths()).containsExactly("/simple/six/");
  }

  @Test
  void aWeakHashIsWorthAWarning() {
    page("md5=d41d8cd98f00b204e9800998ecf8427e");
    assertThat(fetch()).hasBinaryContent(WHEEL.bytes());
    assertThat(warnings).extracting(one -> one.rule().id()).containsExactly("B610");
    assertThat(warnings.get(0).message()).contains("`md5`", FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href='/login'>Log in</a><a href='app.zip'>our app</a><a href='http://x.example/'>x</a>",
        "<div id=root></div><script src=app.js></script>",
        ""
      })
  void aPageOfSomethingElseIsNoIndex(String portal) {
    server.answer("/simple/six/", e -> TestIndex.send(e, 200, "text/html", portal));
    assertThat(failure(() -> index(server.url()).files(SIX)).rule().id()).isEqualTo("B614");
    String own = "<meta name='pypi:repository-version' content='1.0'>" + portal;
    server.answer("/simple/six/", e -> TestIndex.send(e, 200, "text/html", own));
    assertThat(index(server.url()).files(SIX)).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsExplained() {
    server.answer(FILE, exchange -> exchange.sendResponseHeaders(404, -1));
    assertThat(failure(this::fetch).message()).contains("404");
  }

  @Test
  void passwordsGoToTheirHostAndNowhereElse() throws IOException {
    String withUser = server.url().replace("http://", "http://me:s3cret%21@");
    server.answer("/simple/six/", TestIndex.redirect(other.base() + "/simple/six/"));
    assertThat(index(withUser).files(SIX)).isEmpty();
    assertThat(server.requests().get(0).authorization())
        .isEqualTo(
            "Basic "
                + java.util.Base64.getEncoder()
                    .encodeToString(
                        "me:s3cret!".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(other.requests().get(0).authorization()).isEmpty();
    assertThat(index(withUser).describe()).doesNotContain("s3cret", "me:");
  }

  @Test
  void theNetrcFileIsReadForTheIndexAlone() throws IOException {
    Files.writeString(folder.resolve(".netrc"), "default login d password s3cret\n");
    server.answer("/simple/six/", TestIndex.redirect(other.base() + "/simple/six/"));
    index(server.url()).files(SIX);
    assertThat(server.requests().get(0).authorization()).startsWith("Basic ");
    assertThat(other.requests().get(0).authorization()).isEmpty();

    Path named =
        Files.writeString(folder.resolve("n"), "machine 127.0.0.1 login u password s3cret\nxx y");
    environment.put("NETRC", named.toString());
    index(server.url()).files(SIX);
    assertThat(server.requests().get(1).authorization()).startsWith("Basic ");
    assertThat(other.requests().get(1).authorization()).as("another port, unencrypted").isEmpty();
    assertThat(warnings).hasSize(1).allMatch(w -> !w.message().contains("s3cret"));
  }

  @Test
  void aProxyThatCannotBeUsedIsNotGoneAround() {
    environment.put("HTTP_PROXY", "socks5://127.0.0.1:1");
    assertThat(failure(() -> index(server.url()).files(SIX)).message()).contains("`HTTP_PROXY`");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aProxyIsAskedWithItsPassword() {
    environment.put("HTTP_PROXY", other.base().replace("http://", "http://p:s3cret@"));
    other.add(WHEEL);
    List<ListedFile> files = index("http://pypi.invalid/simple/").files(SIX);
    assertThat(files).extracting(ListedFile::name).containsExactly(WHEEL.fileName());
    assertThat(other.requests().get(0).proxyAuthorization()).isEqualTo("Basic cDpzM2NyZXQ=");
    environment.put("NO_PROXY", "pypi.invalid");
    Diagnostic unknown = failure(() -> index("http://pypi.invalid/simple/").files(SIX));
    assertThat(unknown.message()).contains("name server");
    assertThat(unknown.help()).contains("HTTPS_PROXY", "--wheelhouse");
  }

  @Test
  void nothingListening() {
    server.close();
    Diagnostic finding = failure(() -> index(server.url().replace("//", "//u:s3cret@")).files(SIX));
    assertThat(finding.rule().id()).isEqualTo("B613");
    assertThat(finding.help()).contains("--index-url", "--wheelhouse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pypi.org", "ftp://x/", "https://", "https://u:s3cret@h/?q", "h t://"})
  void whatIsNoAddressIsNotQuoted(String url) {
    assertThat(failure(() -> IndexUrl.parse(Secret.of(url))).rule().id()).isEqualTo("B612");
  }

  @ParameterizedTest
  @CsvSource({
    "https://pypi.example/api/group%2Fproject/simple, https://pypi.example/api/group%2Fproject/simple/",
    "https://u:p@pypi.example:8443, https://pypi.example:8443/",
    "http://[::1]:80/a%20b/, http://[::1]:80/a%20b/"
  })
  void theAddressStaysAsItWasWritten(String url, String expected) {
    assertThat(IndexUrl.parse(Secret.of(url)).uri()).hasToString(expected);
  }

  @Test
  void aLinkToNowhereInAWheelhouseIsNoWheel() throws IOException {
    Wheelhouse house = new Wheelhouse(Files.createDirectory(folder.resolve("house")));
    WHEEL.in(folder.resolve("house"));
    String before = house.fingerprint();
    Files.createSymbolicLink(
        folder.resolve("house/seven-1-py3-none-any.whl"), folder.resolve("gone"));
    assertThat(house.fingerprint()).isEqualTo(before).contains(WHEEL.fileName());
    assertThat(house.files(SIX)).hasSize(1);
  }

  @Test
  void aFileOfAWheelhouseThatCannotBeReadIsNoFaultOfTheCache() throws IOException {
    Path file = WHEEL.in(folder.resolve("house"));
    Wheelhouse house = new Wheelhouse(folder.resolve("house"));
    Origin origin = house.files(SIX).get(0).origin();
    WheelName name = WheelName.parse(WHEEL.fileName()).orElseThrow();
    // Root may read whatever is there, so that it is away stands for all that can be wrong with it.
    Files.delete(file);
    Diagnostic finding = failure(() -> sources().fetch(name, origin, Optional.empty()));
    assertThat(finding.rule().id()).isEqualTo("B611");
    assertThat(finding.location().file()).isEqualTo(file);
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void aWheelhouseIsAFolder() {
    Wheelhouse house = new Wheelhouse(folder.resolve("missing"));
    assertThat(failure(() -> house.files(SIX)).rule().id()).isEqualTo("B611");
    Optional<ListedFile> none = new Wheelhouse(folder).files(SIX).stream().findFirst();
    assertThat(none).isEmpty();
  }
}
