package dev.dvp.core.runtime.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The links of an index's pages. */
final class PageLinks {
  /** What Python calls its hashes; other things, such as `egg=`, stand in fragments too. */
  private static final Pattern HASH = Pattern.compile("md5|sha[0-9].*|blake2.*");

  private PageLinks() {}

  /**
   * A link, taken apart.
   *
   * @param uri the address, absolute, without user and fragment
   * @param hashes the hashes in the fragment, by the names of their algorithms
   */
  record Link(URI uri, Map<String, String> hashes) {
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
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      String port = target.getPort() < 0 ? "" : ":" + target.getPort();
      URI plain =
          new URI(
              target.getScheme() + "://" + target.getHost() + port + target.getRawPath() + query);
      return Optional.of(new Link(plain, hashes(target.getFragment())));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> hashes(@Nullable String fragment) {
    Map<String, String> hashes = new HashMap<>();
    for (String part : (fragment == null ? "" : fragment).split("&", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, Math.max(equals, 0)).toLowerCase(Locale.ROOT);
      if (HASH.matcher(name).matches()) {
        hashes.putIfAbsent(name, part.substring(equals + 1));
      }
    }
    return hashes;
  }
}
