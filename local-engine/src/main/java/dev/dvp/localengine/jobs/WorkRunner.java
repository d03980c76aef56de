package dev.dvp.localengine.jobs;

import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.store.Action;
import dev.dvp.localengine.store.Failure;
import dev.dvp.localengine.store.Job;
import dev.dvp.localengine.store.JobEvent;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.store.Tables;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does work in the background and keeps its state in the store: what is under way, what came of it,
 * what happened in between. Whatever the store says is under way at the start was interrupted, and
 * is ended as a failure.
 */
public final class WorkRunner implements AutoCloseable {
  private static final int THREADS = 4;
  private static final long PATIENCE_SECONDS = 10;
  private static final long KEEP_ACTIONS = 10_000;
  private static final long FULL_PAUSE_SECONDS = 1;

  private static final Failure INTERRUPTED =
      new Failure(
          "exception.engine.interrupted",
          "The engine stopped before this work was done, and nothing of it took effect.",
          "Start the work again.");
  private static final Failure INTERNAL =
      new Failure(
          "exception.engine.internal",
          "The engine could not do this work because of an error of its own.",
          "Look at the engine's log `engine.log`, and report the error with it.");
  private static final Failure DISK_FULL =
      new Failure(
          "exception.engine.disk.full",
          "The disk that holds the engine's data is full, so nothing was changed.",
          "Free some space, then start the work again.");

  private final Store store;
  private final Clock clock;
  private final RotatingLog log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final KeyedExecutor executor = new KeyedExecutor(THREADS, PATIENCE_SECONDS);

  /**
   * Work that was taken on.
   *
   * @param action the reference of its action
   * @param job the reference of its job, if it has one
   */
  public record Started(String action, Optional<String> job) {}

  /**
   * Ends what an earlier run left unfinished, and is then ready for work.
   *
   * @param store where the state is kept
   * @param clock the time of actions and events
   * @param log where bugs are told
   */
  public WorkRunner(Store store, Clock clock, RotatingLog log) {
    this.store = store;
    this.clock = clock;
    this.log = log;
    int interrupted = endInterrupted();
    if (interrupted > 0) {
      log.warning(interrupted + " unfinished actions of an earlier run were ended as failed.");
    }
  }

  private int endInterrupted() {
    return store.write(
        tables -> {
          int count = 0;
          for (long action : tables.actions().running()) {
            tables.jobs().addEvent(action, event(INTERRUPTED));
            tables.actions().fail(action, INTERRUPTED, now());
            count++;
          }
          tables.actions().forgetAllBut(KEEP_ACTIONS);
          return count;
        });
  }

  /**
   * Tells whether work on something is under way or waiting.
   *
   * @param key the {@linkplain WorkOrder#key() key} of the work
   * @return whether there is any
   */
  public boolean isBusy(String key) {
    return executor.isBusy(key);
  }

  /**
   * Takes on work, and returns before it is done.
   *
   * @param order what to do
   * @return where to follow it
   * @throws StoreException when it cannot be noted
   */
  public Started start(WorkOrder order) {
    Noted noted = store.write(tables -> note(tables, order));
    executor.execute(order.key(), () -> run(noted.action(), order));
    return new Started(Action.reference(noted.action()), noted.job().map(Job::reference));
  }

  private record Noted(long action, Optional<Long> job) {}

  private Noted note(Tables tables, WorkOrder order) throws SQLException {
    long action = tables.actions().add(order.type(), order.title(), now());
    return order.jobTarget().isEmpty()
        ? new Noted(action, Optional.empty())
        : new Noted(action, Optional.of(tables.jobs().add(action, order.jobTarget().get())));
  }

  /**
   * Notes an action that is done already.
   *
   * @param type what kind of work
   * @param title the same for people
   * @return the action's reference
   */
  public String note(String type, String title) {
    return store.write(
        tables -> {
          long action = tables.actions().add(type, title, now());
          tables.actions().complete(action, now());
          return Action.reference(action);
        });
  }

  // Catches all: a bug in a task must neither kill the worker nor leave the action under way.
  private void run(long action, WorkOrder order) {
    try {
      Progress progress = (code, details) -> add(action, code, details);
      commit(action, order.task().run(progress));
    } catch (WorkFailedException e) {
      fail(action, order, e.failure());
      return;
    } catch (StoreException e) {
      log.error("The store failed during " + Action.reference(action) + ".", e);
      fail(action, order, e.isFull() ? DISK_FULL : INTERNAL);
      return;
    } catch (RuntimeException | Error e) {
      log.error("A bug ended " + Action.reference(action) + ".", e);
      fail(action, order, INTERNAL);
      return;
    }
    log.info(Action.reference(action) + " completed: " + order.title());
    order.task().committed();
  }

  private void commit(long action, Task.LastStep last) {
    store.write(
        tables -> {
          last.commit().run(tables);
          tables
              .jobs()
              .addEvent(action, new JobEvent(now(), last.code(), last.details(), Optional.empty()));
          tables.actions().complete(action, now());
          return action;
        });
  }

  private void add(long action, String code, String details) {
    JobEvent event = new JobEvent(now(), code, details, Optional.empty());
    store.write(
        tables -> {
          tables.jobs().addEvent(action, event);
          return action;
        });
  }

  private void fail(long action, WorkOrder order, Failure failure) {
    log.warning(Action.reference(action) + " failed: " + order.title() + ": " + failure.details());
    order.task().failed();
    while (!noteFailure(action, failure)) {
      // The disk is full, and nothing else can be done until it is not.
    }
  }

  /** Tells whether that is the end of it. Waits a little when it is not. */
  private boolean noteFailure(long action, Failure failure) {
    try {
      store.write(tables -> failed(tables, action, failure));
      return true;
    } catch (StoreException e) {
      log.error("The failure of " + Action.reference(action) + " cannot be noted.", e);
      // The next start ends it: until then it looks as if it went on.
      return !e.isFull() || isClosedWithin(FULL_PAUSE_SECONDS);
    }
  }

  private boolean isClosedWithin(long seconds) {
    try {
      return closed.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private long failed(Tables tables, long action, Failure failure) throws SQLException {
    tables.jobs().addEvent(action, event(failure));
    tables.actions().fail(action, failure, now());
    return action;
  }

  private JobEvent event(Failure failure) {
    return new JobEvent(now(), failure.code(), failure.details(), Optional.of(failure.action()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Stops working. What is under way gets a little time to end; what does not, and what waited,
   * ends as a failure.
   */
  @Override
  public void close() {
    closed.countDown();
    executor.close();
    endInterrupted();
  }
}
