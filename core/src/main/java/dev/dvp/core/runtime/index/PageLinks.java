package dev.dvp.core.runtime.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The links of an index's pages. */
final class PageLinks {
  private static final String SHA256 = "sha256=";
  private static final int DIGITS = 64;

  private PageLinks() {}

  /**
   * A link, taken apart.
   *
   * @param uri the address, absolute, without user and fragment
   * @param sha256 the hash in the fragment
   */
  record Link(URI uri, Optional<String> sha256) {
    /** The last step of the path: the file's name. */
    String fileName() {
      String path = uri.getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Reads a link; one that is no address is none. */
  static Optional<Link> resolve(URI base, String text) {
    try {
      URI target = base.resolve(new URI(text.strip()));
      if (!IndexUrl.isHttp(target) || target.getHost() == null || target.getPath() == null) {
        return Optional.empty();
      }
      String fragment = target.getFragment() == null ? "" : target.getFragment();
      Optional<String> hash =
          fragment.startsWith(SHA256)
              ? sha256(fragment.substring(SHA256.length()).split("&", 2)[0])
              : Optional.empty();
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      String port = target.getPort() < 0 ? "" : ":" + target.getPort();
      URI plain =
          new URI(
              target.getScheme() + "://" + target.getHost() + port + target.getRawPath() + query);
      return Optional.of(new Link(plain, hash));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A hash in lower case, if it is one. */
  static Optional<String> sha256(String text) {
    boolean valid =
        text.length() == DIGITS
            && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    return valid ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }
}
