package dev.dvp.core.engine;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets another decide and remembers the certificate that was not believed, so that its fingerprint
 * can be shown.
 */
final class SeenCertificate extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager decides;
  private volatile Optional<String> refused = Optional.empty();

  SeenCertificate(X509ExtendedTrustManager decides) {
    this.decides = decides;
  }

  /** The fingerprint of the certificate that was refused last. */
  Optional<String> refused() {
    return refused;
  }

  private void remember(X509Certificate[] chain) throws CertificateException {
    refused = chain.length == 0 ? Optional.empty() : Optional.of(EngineTrust.fingerprint(chain[0]));
  }

  /** Java does not look at the dates of a certificate that is among the trusted ones itself. */
  private void checkDates(X509Certificate[] chain) throws CertificateException {
    if (!(decides instanceof PinnedCertificate)) {
      chain[0].checkValidity();
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    remember(chain);
    decides.checkServerTrusted(chain, authType, engine);
    checkDates(chain);
    refused = Optional.empty();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    remember(chain);
    decides.checkServerTrusted(chain, authType, socket);
    checkDates(chain);
    refused = Optional.empty();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    remember(chain);
    decides.checkServerTrusted(chain, authType);
    checkDates(chain);
    refused = Optional.empty();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    decides.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return decides.getAcceptedIssuers();
  }
}
