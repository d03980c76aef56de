package dev.dvp.localengine.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A client's session.
 *
 * @param id the cookie's value: whoever knows it is that client
 * @param version the API version that the client asked for
 * @param user the reference of who is logged in, if anybody
 * @param lastUsed when it was used last
 */
record Session(String id, ApiVersion version, Optional<String> user, Instant lastUsed) {
  Session usedAt(Instant now) {
    return new Session(id, version, user, now);
  }
}
