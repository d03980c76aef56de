package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.http.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tries again what failed on the way, where that changes nothing on the engine. Whether the engine
 * was ever reached decides what is worth it: an address where nobody listens is most likely wrong,
 * an engine that no longer listens is most likely starting.
 */
final class Retries {
  /** What happens between two machines that are both well. */
  private static final Set<Rule> BROKEN_WAY =
      Set.of(
          EngineRule.CONNECTION_LOST,
          EngineRule.ENGINE_UNAVAILABLE,
          EngineRule.UNEXPECTED_ANSWER,
          EngineRule.DOWNLOAD_INCOMPLETE);

  /** What would also be so with a wrong address. */
  private static final Set<Rule> NOBODY_THERE =
      Set.of(
          EngineRule.CANNOT_CONNECT,
          EngineRule.NO_ANSWER_IN_TIME,
          EngineRule.UNKNOWN_HOST,
          EngineRule.TLS_FAILED,
          EngineRule.NOT_AN_ENGINE);

  private final Backoff backoff;
  private final Sleeper sleeper;
  private final Consumer<String> notes;
  private volatile boolean wasReached;

  Retries(Backoff backoff, Sleeper sleeper, Consumer<String> notes) {
    this.backoff = backoff;
    this.sleeper = sleeper;
    this.notes = notes;
  }

  /** How often and how soon. */
  Backoff backoff() {
    return backoff;
  }

  /** From now on an engine that is not there is one that went away. */
  void reached() {
    wasReached = true;
  }

  /** Whether the same again may end well. */
  boolean isWorthIt(DvpException failure) {
    List<Diagnostic> found = failure.diagnostics();
    return found.stream()
        .map(Diagnostic::rule)
        .allMatch(r -> BROKEN_WAY.contains(r) || (wasReached && NOBODY_THERE.contains(r)));
  }

  /**
   * Does something until it succeeds, fails for good, or was tried often enough.
   *
   * @param what one call that changes nothing on the engine, or nothing that harms
   * @return what it returns
   * @throws DvpException the last failure
   */
  <T> T run(Supplier<T> what) {
    return run(what, failure -> true);
  }

  /**
   * The same, for what has reasons of its own not to be done again.
   *
   * @param mayRepeat asked at each failure that is worth it
   */
  <T> T run(Supplier<T> what, Predicate<DvpException> mayRepeat) {
    for (int failures = 1; ; failures++) {
      try {
        T result = what.get();
        reached();
        return result;
      } catch (DvpException e) {
        if (failures >= backoff.attempts() || !isWorthIt(e) || !mayRepeat.test(e)) {
          throw e;
        }
        pause(e, failures);
      }
    }
  }

  /** Says what went wrong, and lets time pass. */
  void pause(DvpException failure, int failures) {
    notes.accept(failure.diagnostics().get(0).message() + " Trying again.");
    sleep(failure, backoff.pause(failures));
  }

  private void sleep(DvpException failure, Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
