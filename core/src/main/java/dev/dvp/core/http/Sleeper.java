package dev.dvp.core.http;

import java.time.Duration;

/**
 * Lets time pass between two looks at a job, or two attempts; tests hand in one that moves their
 * own clock.
 */
@FunctionalInterface
public interface Sleeper {
  /**
   * Returns after the time has passed.
   *
   * @param time how long, positive
   * @throws InterruptedException when the thread was interrupted
   */
  void sleep(Duration time) throws InterruptedException;
}
