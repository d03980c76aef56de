package dev.dvp.core.python;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads with a stack of 16 MB: the parser, and whatever walks its trees, recurses as deep as the
 * source is nested, and the usual 1 MB overflows at some 200 brackets.
 */
public final class DeepStack implements AutoCloseable {
  private static final long STACK_BYTES = 16L << 20;

  private final ThreadPoolExecutor threads;

  DeepStack(int count) {
    // What is still asked for after the end is not needed any more: discarded, not refused.
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DeepStack::thread,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "dvp-python", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  int count() {
    return threads.getCorePoolSize();
  }

  void execute(Runnable work) {
    threads.execute(work);
  }

  /**
   * Runs work on a deep stack of its own and waits for it.
   *
   * @param <T> what it gives
   * @param work what to do; it throws no checked exceptions
   * @return its result
   */
  public static <T> T call(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    thread(task).start();
    return result(task);
  }

  /**
   * Runs two pieces of work at once, each on a deep stack: one on the caller's.
   *
   * @param one what another thread does
   * @param other what the caller's thread does
   */
  public static void both(Runnable one, Runnable other) {
    FutureTask<Void> task = new FutureTask<>(one, null);
    thread(task).start();
    try {
      other.run();
    } finally {
      result(task);
    }
  }

  /**
   * Waits for a task; what it threw is thrown on.
   *
   * @param <T> what it gives
   * @param task a task that throws no checked exceptions and that some thread runs
   * @return its result
   */
  public static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // The work is bounded and short: finish it, then let the caller see the interrupt.
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException thrown) {
            throw thrown;
          } else if (e.getCause() instanceof Error thrown) {
            throw thrown;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    threads.getQueue().clear();
  }
}
