package dev.dvp.localengine.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of all clients. They live in memory: after a restart everybody logs in again. One
 * that is idle for {@link #IDLE} ends, and when there are too many the one idle longest does, of
 * those without a login if there are any: whoever only opens sessions ends nobody else's.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofMinutes(30);
  static final int MAX = 1000;

  private final Clock clock;
  private final Secrets secrets;

  /** By id, the one that was used longest ago first. */
  private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  Sessions(Clock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /** A new session with nobody logged in. */
  synchronized Session open(ApiVersion version) {
    return add(version, Optional.empty());
  }

  /**
   * The session after a login. It gets a new id, so that an id which somebody slipped to the client
   * before the login is worth nothing after it.
   */
  synchronized Session logIn(Session session, String user) {
    sessions.remove(session.id());
    return add(session.version(), Optional.of(user));
  }

  synchronized void close(Session session) {
    sessions.remove(session.id());
  }

  /** The session of a cookie, if it is still good. */
  synchronized Optional<Session> find(String id) {
    Instant now = clock.instant();
    Session session = sessions.get(id);
    if (session == null) {
      return Optional.empty();
    }
    if (session.lastUsed().plus(IDLE).isBefore(now)) {
      sessions.remove(id);
      return Optional.empty();
    }
    sessions.put(id, session.usedAt(now));
    return Optional.of(session);
  }

  private Session add(ApiVersion version, Optional<String> user) {
    if (sessions.size() >= MAX) {
      String idleLongest = sessions.keySet().iterator().next();
      sessions.remove(
          sessions.values().stream()
              .filter(session -> session.user().isEmpty())
              .map(Session::id)
              .findFirst()
              .orElse(idleLongest));
    }
    Session session = new Session(secrets.next(), version, user, clock.instant());
    sessions.put(session.id(), session);
    return session;
  }
}
