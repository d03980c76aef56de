package dev.dvp.testkit;

import dev.dvp.core.http.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a test. It stands still but for what a test, or a sleep, lets pass, so that no test
 * waits; or it runs many times faster than the world's, for work that takes its real time.
 */
public final class TestClock extends Clock implements Sleeper {
  private final AtomicReference<Instant> now;
  private final int pace;
  private final long begin = System.nanoTime();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  private TestClock(Instant now, int pace) {
    this.now = new AtomicReference<>(now);
    this.pace = pace;
  }

  /** A clock that stands still. */
  public static TestClock at(Instant now) {
    return new TestClock(now, 0);
  }

  /** A clock that runs so many times faster, and sleeps so many times shorter. */
  public static TestClock running(int pace) {
    return new TestClock(Instant.now(), pace);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    sleeps.add(time);
    if (pace == 0) {
      pass(time);
    } else {
      Thread.sleep(Math.max(1, time.toMillis() / pace));
    }
  }

  /** How long was slept, each time. */
  public List<Duration> sleeps() {
    return sleeps;
  }

  @Override
  public Instant instant() {
    return now.get().plusNanos((System.nanoTime() - begin) * pace);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
