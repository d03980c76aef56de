package dev.dvp.core.engine;

import dev.dvp.core.files.Sha256;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes one certificate and no other. That it is the right one is known better than any
 * authority could tell, so neither signature nor host nor dates have a say.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {
  private final byte[] digest;

  PinnedCertificate(byte[] digest) {
    this.digest = digest.clone();
  }

  /** Another certificate than the one that was named. */
  static final class OtherCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    OtherCertificateException() {
      super("another certificate");
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    byte[] shown = Sha256.digest().digest(chain[0].getEncoded());
    if (!MessageDigest.isEqual(shown, digest)) {
      throw new OtherCertificateException();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("nobody is served here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
