package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificates of an engine are believed: those that Java's trust store vouches for, those
 * that an authority of the user's own file signed, or one certificate and no other. There is no way
 * to believe all of them.
 */
public final class EngineTrust {
  private static final String SHA256 = "sha256:";
  private static final int DIGEST = 32;

  /** What stands before the digits in our own words and in those of openssl. */
  private static final Pattern OPENSSL = Pattern.compile("^sha-?256(:| fingerprint=)");

  /** No bundle of authorities is larger; the world's has some 200 KiB. */
  private static final int LARGEST_FILE = 4 << 20;

  private static final EngineTrust OF_JAVA = new EngineTrust(Optional.empty(), Optional.empty());

  private final Optional<KeyStore> authorities;
  private final Optional<byte[]> fingerprint;

  private EngineTrust(Optional<KeyStore> authorities, Optional<byte[]> fingerprint) {
    this.authorities = authorities;
    this.fingerprint = fingerprint;
  }

  /**
   * What Java itself trusts.
   *
   * @return the trust store of the JVM, as {@code javax.net.ssl.trustStore} and its kin set it
   */
  public static EngineTrust ofJava() {
    return OF_JAVA;
  }

  /**
   * What the authorities in a file signed; Java's own are not asked then.
   *
   * @param pem a file of one or more certificates in PEM
   * @return the trust
   * @throws DvpException when it cannot be read or holds no certificate ({@code E105})
   */
  public static EngineTrust ofAuthorities(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw unusable(pem, "is larger than " + (LARGEST_FILE >> 20) + " MiB");
      }
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (found.isEmpty()) {
        throw unusable(pem, "holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : found) {
        store.setCertificateEntry("authority" + number++, one);
      }
      return new EngineTrust(Optional.of(store), Optional.empty());
    } catch (IOException e) {
      throw unusable(pem, "cannot be read");
    } catch (CertificateException e) {
      throw unusable(pem, "holds something that is no certificate in PEM");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has an empty key store", e);
    }
  }

  private static DvpException unusable(Path pem, String why) {
    return new DvpException(
        EngineRule.BAD_AUTHORITIES.at(
            Location.of(pem),
            "The file of authorities `" + pem + "` " + why + ".",
            "Name a file with the certificate of the authority that signed the engine's, as text"
                + " between `-----BEGIN CERTIFICATE-----` and `-----END CERTIFICATE-----`."));
  }

  /**
   * One certificate, whoever signed it, whatever host it was made for, and even when its time is
   * over: for appliances that sign their own.
   *
   * @param text {@code sha256:} and the SHA-256 of the certificate in 64 hexadecimal digits, with
   *     or without colons between the bytes
   * @return the trust
   * @throws DvpException when that is no fingerprint ({@code E104})
   */
  public static EngineTrust ofFingerprint(String text) {
    String digits =
        OPENSSL.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("").replace(":", "");
    try {
      byte[] digest = HexFormat.of().parseHex(digits);
      if (digest.length == DIGEST) {
        return new EngineTrust(Optional.empty(), Optional.of(digest));
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new DvpException(
        EngineRule.BAD_FINGERPRINT.at(
            Location.NONE,
            "The fingerprint of the engine's certificate is not `sha256:` and 64 hexadecimal"
                + " digits.",
            "`openssl x509 -noout -fingerprint -sha256` shows it on the engine; dvp shows the one"
                + " that it sees when it does not trust a certificate."));
  }

  /** A context for connections, and an eye on the certificates that come. */
  Context context() {
    try {
      X509ExtendedTrustManager decides =
          fingerprint.isPresent()
              ? new PinnedCertificate(fingerprint.get())
              : standard(authorities.orElse(null));
      SeenCertificate seen = new SeenCertificate(decides);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {seen}, null);
      return new Context(context, seen);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** Whether one certificate alone is believed. */
  boolean isPinned() {
    return fingerprint.isPresent();
  }

  private static X509ExtendedTrustManager standard(
      @org.jspecify.annotations.Nullable KeyStore authorities) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this Java has no X.509 trust manager"));
  }

  /** The certificate's SHA-256 as users write it. */
  static String fingerprint(X509Certificate certificate) throws CertificateException {
    return SHA256
        + HexFormat.of()
            .formatHex(dev.dvp.core.files.Sha256.digest().digest(certificate.getEncoded()));
  }

  /**
   * What connections are made with.
   *
   * @param tls the context
   * @param seen remembers the last certificate that was not believed
   */
  record Context(SSLContext tls, SeenCertificate seen) {}
}
