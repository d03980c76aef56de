package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.WheelName;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.TestCertificates;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestProxy;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index's client over encrypted connections, directly and through a proxy. */
class IndexTlsTest {
  private static final PackageName SIX = PackageName.of("six").orElseThrow();
  private static final TestWheel WHEEL = new TestWheel("six", "1.0");
  private static final List<String> PATHS = List.of("/simple/six/", "/files/" + WHEEL.fileName());

  /** Names that no name server knows; the proxy of these tests leads them to loopback. */
  private static final String HOST = "pypi.example";

  private static final String OTHER_HOST = "files.example";
  private static SSLContext tls;

  @TempDir Path folder;
  private final TestIndex server = new TestIndex(tls).add(WHEEL);
  private final TestIndex other = new TestIndex(tls).add(WHEEL);
  private final TestProxy proxy = new TestProxy(basic("p@y:s3cret"));
  private final Map<String, String> environment = new HashMap<>(Map.of("NO_PROXY", ""));

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    String names = "SAN=ip:127.0.0.1,dns:" + HOST + ",dns:" + OTHER_HOST;
    tls = TestCertificates.context(folder, "-ext", names, "-validity", "3650");
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
    proxy.close();
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private SimpleIndex index(String url, Optional<SSLContext> trust) {
    IndexSettings settings =
        new IndexSettings(
            IndexUrl.parse(Secret.of(url)),
            environment,
            folder,
            IndexSettings.Timeouts.DEFAULT,
            () -> Instant.EPOCH,
            pause -> {});
    return new SimpleIndex(settings, warning -> {}, trust);
  }

  private Path fetch(String url) {
    WheelCache cache = new WheelCache(folder.resolve("cache"), new CreatedPaths());
    WheelSources sources = new WheelSources(List.of(), index(url, Optional.of(tls)), cache);
    ListedFile file = sources.files(SIX).get(0);
    WheelName name = WheelName.parse(file.name()).orElseThrow();
    return sources.fetch(name, file.origin(), file.sha256()).file();
  }

  private static Diagnostic failure(Runnable work) {
    DvpException e = catchThrowableOfType(DvpException.class, work::run);
    assertThat(e).isNotNull();
    Diagnostic finding = e.diagnostics().get(0);
    assertThat(finding.message() + finding.help()).doesNotContain("s3cret", "wr0ng");
    return finding;
  }

  private String byName(String user) {
    return "https://" + user + HOST + ":" + server.port() + "/simple/";
  }

  private void useProxy(String user) {
    environment.put("HTTPS_PROXY", "http://" + user + "@127.0.0.1:" + proxy.port());
  }

  private void netrc(String text) throws IOException {
    Files.writeString(folder.resolve(".netrc"), text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pagesAndFilesComeFromAnIndexWhoseCertificateIsTrusted(boolean html) {
    if (html) {
      server.html();
    }
    assertThat(fetch(server.url())).hasBinaryContent(WHEEL.bytes());
    assertThat(server.paths()).isEqualTo(PATHS);
  }

  @Test
  void anUnencryptedLinkIsInNobodysWayAndLeadsNowhere() {
    try (TestIndex plain = new TestIndex().add(WHEEL)) {
      String links =
          "<a href='"
              + PATHS.get(1)
              + "'>1</a>"
              + "<a rel=homepage href='"
              + plain.base()
              + "'>home</a>"
              + "<a href='"
              + plain.base()
              + PATHS.get(1)
              + "'>2</a>";
      server.answer(PATHS.get(0), e -> TestIndex.send(e, 200, "text/html", links));
      assertThat(fetch(server.url())).hasBinaryContent(WHEEL.bytes());
      SimpleIndex index = index(server.url(), Optional.of(tls));
      Origin.Remote second = (Origin.Remote) index.files(SIX).get(1).origin();
      Diagnostic finding =
          failure(() -> index.download(second, 1 << 20, java.io.ByteArrayOutputStream::new));
      assertThat(finding.rule().id()).isEqualTo("B616");
      assertThat(finding.message()).contains("not encrypted");
      assertThat(plain.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() {
    Diagnostic finding = failure(() -> index(server.url(), Optional.empty()).files(SIX));
    assertThat(finding.rule().id()).isEqualTo("B613");
    assertThat(finding.help()).contains("keytool", "javax.net.ssl.trustStore");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aProxyOpensTheWayForItsPasswordAndSeesNoOther() {
    useProxy("p%40y:s3cret");
    assertThat(fetch(byName("me:t0ken@"))).hasBinaryContent(WHEEL.bytes());
    assertThat(proxy.heads())
        .isNotEmpty()
        .allSatisfy(
            head ->
                assertThat(head)
                    .startsWith("CONNECT " + HOST + ":" + server.port() + " HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: " + basic("p@y:s3cret") + "\r\n")
                    .doesNotContain("\nAuthorization", basic("me:t0ken")));
    assertThat(server.paths()).isEqualTo(PATHS);
    assertThat(server.requests())
        .allSatisfy(
            request -> {
              assertThat(request.proxyAuthorization()).isEmpty();
              assertThat(request.authorization()).isEqualTo(basic("me:t0ken"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"p%40y:wr0ng", ""})
  void aProxyThatLetsNobodyInIsExplained(String user) {
    useProxy(user);
    Diagnostic finding = failure(() -> fetch(byName("")));
    assertThat(finding.rule().id()).isEqualTo("B615");
    assertThat(finding.message()).contains("proxy");
    assertThat(finding.help()).contains("HTTPS_PROXY").doesNotContain("JAVA_OPTS");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anExemptHostIsAskedWithoutTheProxy() {
    useProxy("p%40y:s3cret");
    environment.put("NO_PROXY", "127.0.0.1");
    assertThat(fetch(server.url())).hasBinaryContent(WHEEL.bytes());
    assertThat(proxy.heads()).isEmpty();
    assertThat(server.requests()).allMatch(request -> request.proxyAuthorization().isEmpty());
  }

  @Test
  void theNetrcFileLetsPagesAndFilesOfTheIndexCome() throws IOException {
    netrc("machine 127.0.0.1 login me password t0ken\n");
    assertThat(fetch(server.url())).hasBinaryContent(WHEEL.bytes());
    assertThat(server.requests())
        .hasSize(2)
        .allMatch(request -> request.authorization().equals(basic("me:t0ken")));
  }

  @Test
  void aRedirectToAnotherPortOfTheHostGetsNoPassword() throws IOException {
    netrc("machine 127.0.0.1 login me password t0ken\n");
    PATHS.forEach(path -> server.answer(path, TestIndex.redirect(other.base() + path)));
    assertThat(fetch(server.url())).hasBinaryContent(WHEEL.bytes());
    assertThat(server.requests().get(0).authorization()).isEqualTo(basic("me:t0ken"));
    assertThat(other.paths()).isEqualTo(PATHS);
    assertThat(other.requests()).allMatch(request -> request.authorization().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"machine pypi.example login me password t0ken", "default login d password t0ken"})
  void aRedirectToAnotherHostGetsNoPassword(String netrc) throws IOException {
    netrc(netrc);
    useProxy("p%40y:s3cret");
    String elsewhere = "https://" + OTHER_HOST + ":" + other.port();
    PATHS.forEach(path -> server.answer(path, TestIndex.redirect(elsewhere + path)));
    assertThat(fetch(byName(""))).hasBinaryContent(WHEEL.bytes());
    assertThat(server.requests().get(0).authorization()).startsWith("Basic ");
    assertThat(other.paths()).isEqualTo(PATHS);
    assertThat(other.requests()).allMatch(request -> request.authorization().isEmpty());
  }

  @Test
  void anotherHostGetsThePasswordThatIsItsOwn() throws IOException {
    netrc("machine files.example login you password other\n");
    useProxy("p%40y:s3cret");
    String elsewhere = "https://" + OTHER_HOST + ":" + other.port();
    server.answer(PATHS.get(0), TestIndex.redirect(elsewhere + PATHS.get(0)));
    assertThat(fetch(byName("me:t0ken@"))).hasBinaryContent(WHEEL.bytes());
    assertThat(other.requests()).allMatch(r -> r.authorization().equals(basic("you:other")));
  }
}
