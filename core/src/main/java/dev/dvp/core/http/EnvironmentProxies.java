package dev.dvp.core.http;

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
import java.util.stream.Stream;

/**
 * The proxies that the environment names: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * ALL_PROXY}, in capitals or not, but for the hosts of {@code NO_PROXY}. Without any, the JVM's own
 * settings hold. One that dvp cannot use is an error and not passed by.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Map<String, String> environment;
  private final Unusable unusable;

  /** Makes a failure of a variable that names no proxy that can be used. */
  @FunctionalInterface
  public interface Unusable {
    /**
     * Makes the failure.
     *
     * @param variable the environment variable, whose value may hold a password
     * @param problem what is wrong with it, to follow its name
     * @return what is thrown
     */
    RuntimeException failure(String variable, String problem);
  }

  /**
   * The proxies of an environment.
   *
   * @param environment the process's environment variables
   * @param unusable makes the failure when one of them cannot be used
   */
  public EnvironmentProxies(Map<String, String> environment, Unusable unusable) {
    this.environment = Map.copyOf(environment);
    this.unusable = unusable;
  }

  private String value(String name) {
    String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (isExempt(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
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
    if (uri.getHost() == null || isExempt(uri)) {
      return Optional.empty();
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    return Stream.of(secure ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY")
        .filter(name -> !value(name).isEmpty())
        .findFirst()
        .map(name -> parse(name, value(name)));
  }

  /** An address, with or without {@code http://} before it. */
  private URI parse(String name, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (!"http".equalsIgnoreCase(uri.getScheme())) {
        throw unusable.failure(name, "names a proxy that is asked by `" + uri.getScheme() + "://`");
      }
      if (uri.getHost() == null) {
        throw unusable.failure(name, "has no host in it");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw unusable.failure(name, "is no address");
    }
  }

  private boolean isExempt(URI uri) {
    if (uri.getHost() == null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS_PORT : USUAL_PORT;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return Arrays.stream(value("NO_PROXY").toLowerCase(Locale.ROOT).split("[, ]"))
        .map(entry -> entry.replaceAll("[\\[\\]]", ""))
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

  /**
   * Who asks the proxy on the way to an address, from the proxy's own address.
   *
   * @param uri the address
   * @return user and password, unless there is no proxy or it asks for none
   */
  public Optional<Credentials> credentials(URI uri) {
    return proxy(uri).flatMap(proxy -> Credentials.of(proxy.getRawUserInfo()));
  }

  /**
   * Makes sure that the proxy on the way to an address is one that can be used.
   *
   * @param uri the address
   * @return where the proxy is, without user and password, when there is one
   */
  public Optional<String> way(URI uri) {
    return proxy(uri)
        .map(proxy -> proxy.getHost() + (proxy.getPort() < 0 ? "" : ":" + proxy.getPort()));
  }
}
