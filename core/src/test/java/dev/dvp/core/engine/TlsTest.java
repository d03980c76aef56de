package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with certificates that the JDK's own tool makes for each test. */
class TlsTest {
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void aTrustedCertificateForTheHostIsTaken() throws Exception {
    SSLContext context = context("-ext", "SAN=ip:127.0.0.1", "-validity", "3650");
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
    SSLContext context = context("-ext", "SAN=dns:other.example", "-validity", "3650");
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
        context("-ext", "SAN=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
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

  /** A context that shows a certificate made with these options, and trusts who signed it. */
  private SSLContext context(String... options) throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(store, "authority", "-ext", "bc:c", "-validity", "3650");
    List<String> signed = new ArrayList<>(List.of("-signer", "authority"));
    signed.addAll(List.of(options));
    keytool(store, "engine", signed.toArray(String[]::new));

    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, STORE_PASSWORD);
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "engine",
        all.getKey("engine", STORE_PASSWORD),
        STORE_PASSWORD,
        all.getCertificateChain("engine"));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", all.getCertificate("authority"));

    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, STORE_PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void keytool(Path store, String alias, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of("-storepass", new String(STORE_PASSWORD)));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
