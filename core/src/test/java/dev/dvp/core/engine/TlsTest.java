package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.testkit.TestCertificates;
import dev.dvp.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections, with certificates that the JDK's own tool makes for each test. */
class TlsTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path folder;

  @Test
  void aTrustedCertificateForTheHostIsTaken() throws Exception {
    SSLContext context =
        TestCertificates.context(folder, "-ext", "SAN=ip:127.0.0.1", "-validity", "3650");
    try (FakeEngine engine = new FakeEngine(context)) {
      engine.reply("delphix/toolkit", FakeEngine.Reply.ok("[]"));
      assertThat(FakeEngine.login(client(engine)).plugins()).isEmpty();

      Diagnostic selfSigned = Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, engine::login);
      assertThat(selfSigned.message()).contains("is not signed by an authority");

      EngineClient plain =
          EngineClient.builder(
                  EngineAddress.parse("http://127.0.0.1:" + engine.port()),
                  engine.time,
                  engine.time)
              .build();
      Diagnostic wrong = Findings.of(EngineRule.WRONG_SCHEME, () -> FakeEngine.login(plain));
      assertThat(wrong.help()).contains("`" + engine.url() + "`");
    }
  }

  /** Only what speaks plain HTTP, or is not there, may be asked in clear. */
  @Test
  void tlsIsTakenUnlessPlainHttpIsSpokenOrNobodyListens() throws Exception {
    SSLContext context = TestCertificates.context(folder, "-ext", "SAN=dns:other.example");
    EngineTimeouts usual = EngineTimeouts.defaults();
    String closed;
    try (FakeEngine untrusted = new FakeEngine(context)) {
      closed = "127.0.0.1:" + untrusted.port();
      assertThat(takesTls(closed, usual)).isTrue();
    }
    assertThat(takesTls(closed, usual)).as("nobody listens").isFalse();
    assertThat(takesTls("engine.invalid", usual)).as("no telling").isTrue();
    try (RawServer plain = RawServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(takesTls("127.0.0.1:" + plain.port(), usual)).isFalse();
    }
    // Java's own server waits for more of what it takes for a request.
    try (FakeEngine plain = new FakeEngine()) {
      assertThat(takesTls("127.0.0.1:" + plain.port(), with(SHORT, usual.request()))).isFalse();
      assertThat(plain.seen).isEmpty();
    }
    try (RawServer breaksOff = new RawServer((in, out) -> in.read())) {
      assertThat(takesTls("127.0.0.1:" + breaksOff.port(), usual)).as("no telling").isTrue();
    }
  }

  @Test
  void anEngineThatIsSilentBehindTlsTakesIt() throws Exception {
    SSLContext context = TestCertificates.context(folder, "-ext", "SAN=dns:other.example");
    CountDownLatch end = new CountDownLatch(1);
    try (FakeEngine engine = new FakeEngine(context)) {
      engine.reply(
          "delphix/session",
          request -> {
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return FakeEngine.Reply.ok("{}");
          });
      EngineClient client =
          engine
              .builder()
              .trust(EngineTrust.ofFingerprint(TestCertificates.fingerprint(folder)))
              .timeouts(with(EngineTimeouts.defaults().connect(), SHORT))
              .build();
      assertThat(client.takesTls()).isTrue();
    } finally {
      end.countDown();
    }
  }

  private static EngineTimeouts with(Duration connect, Duration request) {
    EngineTimeouts usual = EngineTimeouts.defaults();
    return new EngineTimeouts(
        connect, request, usual.work(), usual.idle(), usual.pollInterval(), usual.waitLimit());
  }

  private static boolean takesTls(String address, EngineTimeouts timeouts) {
    TestClock time = FakeEngine.clock();
    return EngineClient.builder(EngineAddress.parse(address), time, time)
        .timeouts(timeouts)
        .build()
        .takesTls();
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    SSLContext context =
        TestCertificates.context(folder, "-ext", "SAN=dns:other.example", "-validity", "3650");
    try (FakeEngine engine = new FakeEngine(context)) {
      Diagnostic finding =
          Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(client(engine)));
      assertThat(finding.message()).contains("is not made for this host name");
    }
  }

  @Test
  void anExpiredCertificateThatIsTrustedItselfIsRefused() throws Exception {
    SSLContext context =
        TestCertificates.context(
            folder, "-ext", "SAN=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
    try (FakeEngine engine = new FakeEngine(context)) {
      EngineTrust itself = EngineTrust.ofAuthorities(TestCertificates.server(folder));
      EngineClient client = engine.builder().trust(itself).build();
      Diagnostic finding =
          Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(client));
      assertThat(finding.message()).contains("has expired");
      assertThat(finding.help()).startsWith("Have the engine's certificate renewed");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    SSLContext context =
        TestCertificates.context(
            folder, "-ext", "SAN=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
    try (FakeEngine engine = new FakeEngine(context)) {
      Diagnostic finding =
          Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(client(engine)));
      assertThat(finding.message()).contains("has expired");
    }
  }

  @Test
  void oneCertificateIsTakenByItsFingerprintAndNoOther() throws Exception {
    SSLContext context =
        TestCertificates.context(
            folder, "-ext", "SAN=dns:other.example", "-startdate", "-10d", "-validity", "1");
    try (FakeEngine engine = new FakeEngine(context)) {
      engine.reply("delphix/toolkit", FakeEngine.Reply.ok("[]"));
      String fingerprint = TestCertificates.fingerprint(folder);
      Diagnostic untrusted = Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, engine::login);
      assertThat(untrusted.help()).contains("--ca-file", "`--fingerprint " + fingerprint + "`");

      EngineTrust pinned = EngineTrust.ofFingerprint(fingerprint);
      assertThat(FakeEngine.login(engine.builder().trust(pinned).build()).plugins()).isEmpty();

      char last = fingerprint.charAt(fingerprint.length() - 1);
      String other = fingerprint.substring(0, fingerprint.length() - 1) + (last == '0' ? '1' : '0');
      EngineClient wrong = engine.builder().trust(EngineTrust.ofFingerprint(other)).build();
      Diagnostic finding =
          Findings.of(EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(wrong));
      assertThat(finding.message()).contains("is not the one that `--fingerprint` names");
      assertThat(finding.help()).contains(fingerprint);
      assertThat(engine.seen).noneMatch(request -> request.text().contains("other"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "sha1:000102030405060708090a0b0c0d0e0f10111213",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
        "sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
        "sha256:zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
      })
  void whatIsNoFingerprintIsToldSo(String text) {
    Findings.of(EngineRule.BAD_FINGERPRINT, () -> EngineTrust.ofFingerprint(text));
  }

  @Test
  void fingerprintsAreReadAsOpensslWritesThem() {
    String plain = "sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    String colons = "SHA256:" + plain.substring(7).toUpperCase().replaceAll("..(?!$)", "$0:");
    for (String text :
        List.of(
            " " + colons,
            plain.substring(7),
            colons.replace("SHA256:", "sha256 Fingerprint="),
            colons.replace("SHA256:", "SHA256 Fingerprint="))) {
      assertThat(EngineTrust.ofFingerprint(text).isPinned()).as(text).isTrue();
    }
  }

  @Test
  void aFileOfAuthoritiesThatIsNoneIsToldSo() throws Exception {
    Path file = folder.resolve("ca.pem");
    Findings.of(EngineRule.BAD_AUTHORITIES, () -> EngineTrust.ofAuthorities(file));
    Findings.of(EngineRule.BAD_AUTHORITIES, () -> EngineTrust.ofAuthorities(folder));
    for (String content : new String[] {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n"}) {
      Files.writeString(file, content);
      Diagnostic finding =
          Findings.of(EngineRule.BAD_AUTHORITIES, () -> EngineTrust.ofAuthorities(file));
      assertThat(finding.location().file()).isEqualTo(file);
    }
  }

  private EngineClient client(FakeEngine engine) throws Exception {
    return engine
        .builder()
        .trust(EngineTrust.ofAuthorities(TestCertificates.authority(folder)))
        .build();
  }
}
