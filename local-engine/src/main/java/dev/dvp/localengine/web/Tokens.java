package dev.dvp.localengine.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tokens that let one session do one thing once, within {@link #LIFETIME}.
 *
 * @param <T> what a token stands for
 */
final class Tokens<T> {
  static final Duration LIFETIME = Duration.ofHours(1);
  private final Clock clock;
  private final Secrets secrets;
  private final int most;
  private final Consumer<T> dropped;

  /** By token, the oldest first. */
  private final Map<String, Ticket<T>> tickets = new LinkedHashMap<>();

  private record Ticket<T>(String session, Instant issued, T thing) {}

  /**
   * No tokens yet.
   *
   * @param most how many there may be at once: one more drops the oldest
   * @param dropped told of what a token stood for that was never used
   */
  Tokens(Clock clock, Secrets secrets, int most, Consumer<T> dropped) {
    this.clock = clock;
    this.secrets = secrets;
    this.most = most;
    this.dropped = dropped;
  }

  synchronized String issue(Session session, T thing) {
    drop(1);
    String token = secrets.next();
    tickets.put(token, new Ticket<>(session.id(), clock.instant(), thing));
    return token;
  }

  /** What a token stands for, which can be used still. */
  synchronized Optional<T> look(Session session, String token) {
    dropOld();
    return Optional.ofNullable(tickets.get(token))
        .filter(ticket -> ticket.session().equals(session.id()))
        .map(Ticket::thing);
  }

  /** Uses a token up. A wrong session does not: it must not be able to spoil another's. */
  synchronized Optional<T> take(Session session, String token) {
    dropOld();
    Ticket<T> ticket = tickets.get(token);
    if (ticket == null || !ticket.session().equals(session.id())) {
      return Optional.empty();
    }
    tickets.remove(token);
    return Optional.of(ticket.thing());
  }

  /** Drops those that are too old to be used. */
  synchronized void dropOld() {
    drop(0);
  }

  private void drop(int room) {
    Instant oldest = clock.instant().minus(LIFETIME);
    List<String> old = new ArrayList<>();
    int tooMany = tickets.size() + room - most;
    for (Map.Entry<String, Ticket<T>> entry : tickets.entrySet()) {
      if (entry.getValue().issued().isBefore(oldest) || old.size() < tooMany) {
        old.add(entry.getKey());
      }
    }
    for (String token : old) {
      Ticket<T> ticket = tickets.remove(token);
      if (ticket != null) {
        dropped.accept(ticket.thing());
      }
    }
  }
}
