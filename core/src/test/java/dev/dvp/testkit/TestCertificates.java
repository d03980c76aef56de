package dev.dvp.testkit;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of servers on loopback, which the JDK's own tool makes for each test. */
public final class TestCertificates {
  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  /** A short start, and no effort to keep the keys of tests from those who guess passwords. */
  private static final List<String> QUICK =
      List.of(
          "-J-XX:TieredStopAtLevel=1",
          "-J-XX:+UseSerialGC",
          "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
          "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
          "-J-Dkeystore.pkcs12.macIterationCount=1");

  private TestCertificates() {}

  /**
   * A context that shows a certificate and trusts who signed it.
   *
   * @param folder an empty folder
   * @param options keytool's, for example {@code -ext SAN=ip:127.0.0.1}
   */
  public static SSLContext context(Path folder, String... options) throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(store, "authority", "-ext", "bc:c", "-validity", "3650");
    List<String> signed = new ArrayList<>(List.of("-signer", "authority"));
    signed.addAll(List.of(options));
    keytool(store, "server", signed.toArray(String[]::new));

    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, STORE_PASSWORD);
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "server",
        all.getKey("server", STORE_PASSWORD),
        STORE_PASSWORD,
        all.getCertificateChain("server"));
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

  /** The authority of a context's certificate, in PEM. */
  public static Path authority(Path folder) throws Exception {
    return pem(folder, "authority");
  }

  /** A context's certificate itself, in PEM. */
  public static Path server(Path folder) throws Exception {
    return pem(folder, "server");
  }

  private static Path pem(Path folder, String alias) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(certificate(folder, alias));
    return Files.writeString(
        folder.resolve(alias + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  /** The SHA-256 of a context's certificate, as users write it. */
  public static String fingerprint(Path folder) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return "sha256:" + HexFormat.of().formatHex(digest.digest(certificate(folder, "server")));
  }

  private static byte[] certificate(Path folder, String alias) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      store.load(in, STORE_PASSWORD);
    }
    return store.getCertificate(alias).getEncoded();
  }

  private static void keytool(Path store, String alias, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(QUICK);
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of("-storepass", new String(STORE_PASSWORD)));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }
}
