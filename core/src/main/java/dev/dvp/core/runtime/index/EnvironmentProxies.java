package dev.dvp.core.runtime.index;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * ALL_PROXY}, in capitals or not, but for the hosts of {@code NO_PROXY}. Without any, the JVM's own
 * settings hold.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 80;

  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  private String value(String name) {
    String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<URI> named = proxy(uri);
    if (named.isEmpty()) {
      ProxySelector jvm = ProxySelector.getDefault();
      boolean unset = value("HTTPS_PROXY").isEmpty() && value("HTTP_PROXY").isEmpty();
      return unset && jvm != null ? jvm.select(uri) : List.of(Proxy.NO_PROXY);
    }
    int port = named.get().getPort() < 0 ? USUAL_PORT : named.get().getPort();
    InetSocketAddress address = InetSocketAddress.createUnresolved(named.get().getHost(), port);
    return List.of(new Proxy(Proxy.Type.HTTP, address));
  }

  private Optional<URI> proxy(URI uri) {
    String host = uri.getHost();
    if (host == null || isExempt(host.toLowerCase(Locale.ROOT), uri.getPort())) {
      return Optional.empty();
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    String text = value(secure ? "HTTPS_PROXY" : "HTTP_PROXY");
    return parse(text.isEmpty() ? value("ALL_PROXY") : text);
  }

  /** An address, with or without {@code http://} before it; all else is no proxy. */
  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean isExempt(String host, int port) {
    return Arrays.stream(value("NO_PROXY").toLowerCase(Locale.ROOT).split("[, ]"))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> matches(entry, host, port));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*") || entry.equals(host + ":" + port)) {
      return true;
    }
    String name = entry.startsWith("*.") ? entry.substring(2) : entry.replaceFirst("^\\.", "");
    return host.equals(name) || host.endsWith("." + name);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // There is no other proxy to turn to; the connection's own failure says it.
  }

  /** Who asks the proxy on the way to an address, from the proxy's own address. */
  Optional<Credentials> credentials(URI uri) {
    return proxy(uri).flatMap(proxy -> IndexUrl.credentials(proxy.getRawUserInfo()));
  }
}
