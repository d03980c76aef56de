package dev.dvp.core.runtime.index;

import dev.dvp.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who asks an index or a proxy.
 *
 * @param user the user's name; wrapped too, since some indexes take a token in its place
 * @param password the password
 */
record Credentials(Secret user, Secret password) {

  /** The value of an {@code Authorization} header (RFC 7617). */
  String basic() {
    String both = new String(user.reveal()) + ":" + new String(password.reveal());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
