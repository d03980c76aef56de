package dev.dvp.core.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Makes HTTP clients, and Java ready for them. */
public final class HttpClients {
  private static final String NOT_IN_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  private HttpClients() {}

  /**
   * Lets proxies on the way to encrypted addresses have their password, which Java gives to none
   * unless told. It reads that once, when a request, a body or a client is made for the first time:
   * so whoever makes any of these calls this before. What the user told Java stays.
   */
  public static void prepare() {
    // No harm is done to those who do not want it: the only such passwords are those that the user
    // wrote into the address of a proxy.
    if (System.getProperty(NOT_IN_TUNNELS) == null) {
      System.setProperty(NOT_IN_TUNNELS, "");
    }
  }

  /**
   * A client of HTTP/1.1 that follows no redirects by itself.
   *
   * @param connect how long a connection may take to be made, TLS included
   * @param tls decides which certificates are trusted; Java's own store when there is none
   * @return a builder for what else is to be said
   */
  public static HttpClient.Builder builder(Duration connect, Optional<SSLContext> tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect);
    tls.ifPresent(builder::sslContext);
    return builder;
  }
}
