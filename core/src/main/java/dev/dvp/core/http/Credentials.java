package dev.dvp.core.http;

import dev.dvp.core.settings.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a server or a proxy.
 *
 * @param user the user's name; wrapped too, since some servers take a token in its place
 * @param password the password
 */
public record Credentials(Secret user, Secret password) {

  /**
   * Reads what stands before the at sign of an address.
   *
   * @param rawUserInfo as it is written there, with escapes; may be absent
   * @return who asks, unless nobody is named
   */
  public static Optional<Credentials> of(@Nullable String rawUserInfo) {
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

  /**
   * The value of an {@code Authorization} header (RFC 7617).
   *
   * @return the words, which hold the password
   */
  public String basic() {
    String both = new String(user.reveal()) + ":" + new String(password.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
