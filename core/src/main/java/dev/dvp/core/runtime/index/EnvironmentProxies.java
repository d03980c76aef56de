package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.RuntimeRule;
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
    return Stream.of(secure ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY")
        .filter(name -> !value(name).isEmpty())
        .findFirst()
        .map(name -> parse(name, value(name)));
  }

  /** An address, with or without {@code http://} before it. */
  private static URI parse(String name, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (!"http".equalsIgnoreCase(uri.getScheme())) {
        throw bad(name, "names a proxy that is asked by `" + uri.getScheme() + "://`");
      }
      if (uri.getHost() == null) {
        throw bad(name, "has no host in it");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw bad(name, "is no address");
    }
  }

  /** The address is not quoted: a password may stand in it. */
  private static DvpException bad(String name, String problem) {
    return new DvpException(
        RuntimeRule.INDEX_UNREACHABLE.at(
            Location.NONE,
            "The environment variable `"
                + name
                + "` "
                + problem
                + ", and dvp goes through proxies by `http://` only. The package index was not"
                + " asked, since that would have gone around the proxy.",
            "Set `"
                + name
                + "` to `http://HOST:PORT`; where the index needs no proxy, add its host to"
                + " `NO_PROXY`."));
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

  /**
   * Who asks the proxy on the way to an address, from the proxy's own address.
   *
   * @throws DvpException when the proxy is none that can be used
   */
  Optional<Credentials> credentials(URI uri) {
    return proxy(uri).flatMap(proxy -> IndexUrl.credentials(proxy.getRawUserInfo()));
  }
}
