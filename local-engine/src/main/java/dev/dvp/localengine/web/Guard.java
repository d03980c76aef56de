package dev.dvp.localengine.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps web pages of other sites away. They run in a browser on this machine, so the loopback
 * interface alone does not stop them: a page could send requests across sites, or have its own name
 * resolve to 127.0.0.1 and then be the same site.
 */
final class Guard {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private Guard() {}

  /** Refuses a request that names another host, or that a page of another site sent. */
  static void check(Request request) throws ApiException {
    checkHost(request);
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    Optional<String> origin = Optional.ofNullable(headers.get(HttpHeader.ORIGIN));
    Optional<String> site = Optional.ofNullable(headers.get("Sec-Fetch-Site"));
    boolean foreign =
        (origin.isPresent() && !origin.get().equals("http://" + host))
            || (site.isPresent() && !Set.of("same-origin", "none").contains(site.get()));
    if (foreign) {
      throw new ApiException(
          Refuse.FORBIDDEN,
          "exception.webservices.origin.refused",
          "This engine takes no requests that the page of another site sends.",
          "Send the request from the engine's own page or from a program.");
    }
  }

  /** Refuses a request that names another host, whoever sent it. */
  static void checkHost(Request request) throws ApiException {
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    boolean ours = host != null && isLoopback(host) && isLoopback(Request.getServerName(request));
    if (!ours) {
      throw new ApiException(
          Refuse.FORBIDDEN,
          "exception.webservices.host.refused",
          "This engine answers only to the names of this machine: 127.0.0.1 and localhost.",
          "Use http://127.0.0.1 with the engine's port.");
    }
  }

  private static boolean isLoopback(String hostAndPort) {
    String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst("(?<=[^:]):[0-9]{1,5}$", "");
    return LOOPBACK.contains(host);
  }
}
