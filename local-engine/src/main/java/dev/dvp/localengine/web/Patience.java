package dev.dvp.localengine.web;

import java.time.Duration;

/**
 * How slow a client may be. Whoever sends a byte now and then is never idle, and would hold a
 * connection and a thread for ever if idleness alone were looked at.
 *
 * @param idle how long a client may neither send nor take anything while it is waited for
 * @param head how long it may take from the opening of a connection, or from the answer before, to
 *     the end of a request's headers
 * @param window the time after which the rate of a body or of a download is looked at, again and
 *     again; only time spent waiting for the client counts
 * @param leastBytes how many bytes must have moved in each such time
 */
public record Patience(Duration idle, Duration head, Duration window, long leastBytes) {
  /** Thirty seconds each, and a kilobyte a second: slower than any line, let alone loopback. */
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), 30 * 1024);
}
