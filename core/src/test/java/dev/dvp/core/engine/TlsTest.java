package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.testkit.TestCertificates;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with certificates that the JDK's own tool makes for each test. */
class TlsTest {
  @TempDir Path folder;

  @Test
  void aTrustedCertificateForTheHostIsTaken() throws Exception {
    SSLContext context =
        TestCertificates.context(folder, "-ext", "SAN=ip:127.0.0.1", "-validity", "3650");
    try (FakeEngine engine = new FakeEngine(context)) {
      engine.reply("delphix/toolkit", FakeEngine.Reply.ok("[]"));
      assertThat(FakeEngine.login(client(engine, context)).plugins()).isEmpty();

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

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    SSLContext context =
        TestCertificates.context(folder, "-ext", "SAN=dns:other.example", "-validity", "3650");
    try (FakeEngine engine = new FakeEngine(context)) {
      Diagnostic finding =
          Findings.of(
              EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(client(engine, context)));
      assertThat(finding.message()).contains("is not made for this host name");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    SSLContext context =
        TestCertificates.context(
            folder, "-ext", "SAN=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
    try (FakeEngine engine = new FakeEngine(context)) {
      Diagnostic finding =
          Findings.of(
              EngineRule.UNTRUSTED_CERTIFICATE, () -> FakeEngine.login(client(engine, context)));
      assertThat(finding.message()).contains("has expired");
    }
  }

  private static EngineClient client(FakeEngine engine, SSLContext context) {
    return EngineClient.builder(EngineAddress.parse(engine.url()), engine.time, engine.time)
        .tls(context)
        .build();
  }
}
