package dev.dvp.core.http;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
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
 * settings hold. One that dvp cannot use is an error and not passed by: that would go around a
 * proxy which somebody wants used.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final int USUAL_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Map<String, String> environment;
  private final Rule unusable;
  private final String server;

  /**
   * A proxy on the way.
   *
   * @param at its host and port, without user and password
   * @param origin who named it, such as {@code HTTPS_PROXY}
   */
  public record Way(String at, String origin) {}

  /**
   * The proxies of an environment.
   *
   * @param environment the process's environment variables
   * @param unusable the rule of the failure when one of them cannot be used
   * @param server what is asked through them, for example {@code the engine}
   */
  public EnvironmentProxies(Map<String, String> environment, Rule unusable, String server) {
    this.environment = Map.copyOf(environment);
    this.unusable = unusable;
    this.server = server;
  }

  private String value(String name) {
    return environment.getOrDefault(spelled(name), "");
  }

  /** In small letters when that is set, as curl has it; in capitals else. */
  private String spelled(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return environment.getOrDefault(lower, "").isEmpty() ? name : lower;
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (isExempt(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    Optional<URI> named = proxy(uri).map(Named::proxy);
    if (named.isEmpty()) {
      ProxySelector jvm = ProxySelector.getDefault();
      boolean unset = value("HTTPS_PROXY").isEmpty() && value("HTTP_PROXY").isEmpty();
      return unset && jvm != null ? jvm.select(uri) : List.of(Proxy.NO_PROXY);
    }
    int port = named.get().getPort() < 0 ? USUAL_PORT : named.get().getPort();
    InetSocketAddress address = InetSocketAddress.createUnresolved(named.get().getHost(), port);
    return List.of(new Proxy(Proxy.Type.HTTP, address));
  }

  private record Named(String variable, URI proxy) {}

  private Optional<Named> proxy(URI uri) {
    if (uri.getHost() == null || isExempt(uri)) {
      return Optional.empty();
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    return Stream.of(secure ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY")
        .filter(name -> !value(name).isEmpty())
        .findFirst()
        .map(name -> new Named(spelled(name), parse(spelled(name), value(name))));
  }

  /** An address, with or without {@code http://} before it. */
  private URI parse(String name, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (!"http".equalsIgnoreCase(uri.getScheme())) {
        throw unusable(name, "names a proxy that is asked by `" + uri.getScheme() + "://`");
      }
      if (uri.getHost() == null) {
        throw unusable(name, "has no host in it");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw unusable(name, "is no address");
    }
  }

  /** The value is not quoted: a password may stand in it. */
  private DvpException unusable(String variable, String problem) {
    return new DvpException(
        unusable.at(
            Location.NONE,
            "The environment variable `"
                + variable
                + "` "
                + problem
                + ", and dvp goes through proxies by `http://` only. It has not asked "
                + server
                + ", since that would have gone around the proxy.",
            "Set `"
                + variable
                + "` to `http://HOST:PORT`; where "
                + server
                + " needs no proxy, add its host to `NO_PROXY`."));
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
    if (entry.indexOf('/') >= 0) {
      return AddressRange.parse(entry).filter(range -> range.contains(host)).isPresent();
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
    return proxy(uri).flatMap(named -> Credentials.of(named.proxy().getRawUserInfo()));
  }

  /**
   * Makes sure that the proxy on the way to an address is one that can be used.
   *
   * @param uri the address
   * @return the proxy, when there is one
   */
  public Optional<Way> way(URI uri) {
    Optional<String> variable = proxy(uri).map(Named::variable);
    return select(uri).stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .map(at -> at.getHostString() + ":" + at.getPort())
        .map(at -> new Way(at, variable.orElse("Java's own settings")))
        .findFirst();
  }
}
