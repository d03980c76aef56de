package dev.dvp.localengine.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Does what is to be done now and then, for as long as the server runs. */
final class Chores extends AbstractLifeCycle {
  private final Scheduler scheduler;
  private final Duration every;
  private final List<Runnable> chores;

  /**
   * Chores to be done.
   *
   * @param scheduler the server's
   * @param every the time between
   * @param chores short, and never throwing
   */
  Chores(Scheduler scheduler, Duration every, List<Runnable> chores) {
    this.scheduler = scheduler;
    this.every = every;
    this.chores = List.copyOf(chores);
  }

  @Override
  protected void doStart() {
    next();
  }

  private void next() {
    scheduler.schedule(this::run, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      chores.forEach(Runnable::run);
    } finally {
      if (isRunning()) {
        next();
      }
    }
  }
}
