package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.DvpException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long an engine that was there has not answered: one that starts anew is waited for. All of a
 * silence is told once, at its beginning.
 */
final class Silence {
  /** An engine that starts anew is back by then. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final EngineCalls calls;
  private final InstantSource clock;
  private final Duration limit;
  private Optional<Instant> since = Optional.empty();

  /**
   * No silence yet.
   *
   * @param limit how long it may last, when that is shorter than what an engine needs to start anew
   */
  Silence(EngineCalls calls, InstantSource clock, Duration limit) {
    this.calls = calls;
    this.clock = clock;
    this.limit = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
  }

  /** The engine answered. */
  void isBroken() {
    calls.retries().reached();
    since = Optional.empty();
  }

  /**
   * The engine was asked in vain.
   *
   * @throws DvpException the failure itself, when it is not one that ends by itself, or the engine
   *     has been silent for too long
   */
  void goesOn(DvpException failure) {
    Instant now = clock.instant();
    boolean isLong = since.filter(begin -> begin.plus(limit).isBefore(now)).isPresent();
    if (isLong || !calls.retries().isWorthIt(failure)) {
      throw failure;
    }
    if (since.isEmpty()) {
      since = Optional.of(now);
      calls.note(failure.diagnostics().get(0).message() + " Still waiting.");
    }
  }
}
