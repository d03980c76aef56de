package dev.dvp.core.engine;

import java.net.URI;

/**
 * Where an engine's web API is found.
 *
 * @param secure whether the scheme is https
 * @param host the host in lower case and ASCII, an IPv6 address without brackets
 * @param port the port, or -1 for the scheme's own
 * @param path what stands before {@code /resources/json/}: empty, or starting with a slash and not
 *     ending with one
 */
public record EngineAddress(boolean secure, String host, int port, String path) {
  private static final String API = "/resources/json/";

  /**
   * Reads an address as a user writes it: {@code host}, {@code host:port}, {@code
   * https://host/path}, {@code http://host}, with IPv6 addresses in brackets or, without a port,
   * bare. Without a scheme it is https: http only when it is written.
   *
   * @param text what the user wrote
   * @return the address
   * @throws dev.dvp.core.diagnostics.DvpException when the text is no address, or holds a user or a
   *     password, which would end up in logs and histories
   */
  public static EngineAddress parse(String text) {
    return new EngineAddressParser(text).parse();
  }

  /**
   * The same place by plain HTTP.
   *
   * @return the address with {@code http://}
   */
  public EngineAddress inClear() {
    return new EngineAddress(false, host, port, path);
  }

  /**
   * Tells, without asking a name server, whether this is the user's own machine.
   *
   * @return true for {@code localhost}, {@code 127.…} and {@code ::1}
   */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || (host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || isDigit(c)));
  }

  /**
   * The URI of one call.
   *
   * @param call path and query below {@code /resources/json/}, encoded
   * @return the whole URI
   */
  URI uri(String call) {
    return URI.create(this + API + call);
  }

  /** The address as a URL without a trailing slash, as messages show it. */
  @Override
  public String toString() {
    String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String shownPort = port < 0 ? "" : ":" + port;
    return (secure ? "https://" : "http://") + shownHost + shownPort + path;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
