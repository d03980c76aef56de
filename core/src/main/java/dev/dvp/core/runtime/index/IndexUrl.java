package dev.dvp.core.runtime.index;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address of a package index, with the user and password that it was written with apart. */
public final class IndexUrl {
  private final URI uri;
  private final Optional<Credentials> credentials;

  private IndexUrl(URI uri, Optional<Credentials> credentials) {
    this.uri = uri;
    this.credentials = credentials;
  }

  /**
   * Reads an address.
   *
   * @param text for example {@code https://user:password@pypi.example.com/simple/}
   * @return the address
   * @throws DvpException when it is none; the finding does not quote it, for the password in it
   */
  public static IndexUrl parse(Secret text) {
    try {
      URI whole = new URI(new String(text.reveal()).strip());
      if (!isHttp(whole) || whole.getHost() == null || whole.getQuery() != null) {
        throw bad();
      }
      // As it was written: `group%2Fproject` is one step of a path, and another than two.
      String path = whole.getRawPath() == null ? "" : whole.getRawPath();
      String folder = path.endsWith("/") ? path : path + "/";
      String port = whole.getPort() < 0 ? "" : ":" + whole.getPort();
      URI plain = new URI(whole.getScheme() + "://" + whole.getHost() + port + folder);
      return new IndexUrl(plain, credentials(whole.getRawUserInfo()));
    } catch (URISyntaxException e) {
      throw bad();
    }
  }

  static boolean isHttp(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
  }

  /** What stands before the at sign. */
  static Optional<Credentials> credentials(@Nullable String rawUserInfo) {
    if (rawUserInfo == null || rawUserInfo.isEmpty()) {
      return Optional.empty();
    }
    int colon = rawUserInfo.indexOf(':');
    String user = colon < 0 ? rawUserInfo : rawUserInfo.substring(0, colon);
    String password = colon < 0 ? "" : rawUserInfo.substring(colon + 1);
    return Optional.of(new Credentials(decoded(user), decoded(password)));
  }

  private static Secret decoded(String raw) {
    // A plus sign is itself here, unlike in a query.
    return Secret.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static DvpException bad() {
    return new DvpException(
        RuntimeRule.BAD_INDEX_URL.at(
            Location.NONE,
            "The address of the package index is none that begins with `https://` or `http://`"
                + " and has a host.",
            "Give `--index-url`, `DVP_INDEX_URL` or `index-url` in ~/.dvp/config an address such as"
                + " `https://pypi.org/simple/`."));
  }

  /** The address without user and password; it ends with a slash. */
  URI uri() {
    return uri;
  }

  Optional<Credentials> credentials() {
    return credentials;
  }

  /** The address as it may be shown: without user and password. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
