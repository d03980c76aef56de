package dev.dvp.core.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often something that went wrong on the way is tried, and how long to pause in between: each
 * pause up to twice the one before, by chance somewhat shorter, so that many who lost an engine at
 * the same moment do not come back at the same moment.
 *
 * @param attempts how often at most, the first time included; at least 1
 * @param first the longest that the first pause is
 * @param longest no pause is longer
 * @param chance shortens the pauses
 */
public record Backoff(int attempts, Duration first, Duration longest, RandomGenerator chance) {
  /** Checks the numbers. */
  public Backoff {
    if (attempts < 1 || first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("no way to try again: " + attempts + ", " + first);
    }
  }

  /**
   * What suits an engine behind a balancer that drops a connection now and then: five attempts,
   * some seven seconds of pauses altogether.
   *
   * @return the defaults
   */
  public static Backoff usual() {
    return new Backoff(
        5, Duration.ofMillis(500), Duration.ofSeconds(8), RandomGenerator.getDefault());
  }

  /**
   * The pause after a failure.
   *
   * @param failures how many there were in a row, at least 1
   * @return between half of the full pause and all of it
   */
  Duration pause(int failures) {
    long full = first.toMillis();
    for (int i = 1; i < failures && full < longest.toMillis(); i++) {
      full *= 2;
    }
    full = Math.min(full, longest.toMillis());
    return Duration.ofMillis(full - chance.nextLong(full / 2 + 1));
  }
}
