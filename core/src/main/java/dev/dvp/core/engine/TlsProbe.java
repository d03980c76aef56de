package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Causes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Finds out whether a port that broke off a plain connection takes TLS, by a handshake and nothing
 * behind it. Many TLS servers close a plain connection without a word, so there is no telling
 * otherwise. It connects to the server itself: not for who goes there through a proxy.
 */
final class TlsProbe {
  private static final int MILLISECONDS = 2000;

  private TlsProbe() {}

  /** Whether TLS is spoken there, by a trusted server or not; false when there is no telling. */
  static boolean speaksTls(EngineAddress address) {
    int port = address.port() < 0 ? 80 : address.port();
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.host(), port), MILLISECONDS);
      plain.setSoTimeout(MILLISECONDS);
      try (SSLSocket tls = (SSLSocket) factory.createSocket(plain, address.host(), port, true)) {
        tls.startHandshake();
        return true;
      }
    } catch (SSLException e) {
      return Causes.find(e, CertificateException.class).isPresent()
          || String.valueOf(e.getMessage()).contains("fatal alert");
    } catch (IOException e) {
      return false;
    }
  }
}
