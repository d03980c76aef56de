package dev.dvp.localengine.jobs;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks of one key one after the other, in order of arrival, and tasks of different keys side
 * by side.
 */
final class KeyedExecutor implements AutoCloseable {
  private final ExecutorService threads;
  private final long patienceSeconds;

  /** The tasks of each key that has any: the first of them runs. */
  private final Map<String, Queue<Runnable>> queues = new HashMap<>();

  private boolean closed;

  KeyedExecutor(int threads, long patienceSeconds) {
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "work-" + count.incrementAndGet()));
    this.patienceSeconds = patienceSeconds;
  }

  /** Takes a task; it must not throw. */
  synchronized void execute(String key, Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("no more work is taken on");
    }
    Queue<Runnable> queue = queues.computeIfAbsent(key, k -> new ArrayDeque<>());
    queue.add(task);
    if (queue.size() == 1) {
      threads.execute(() -> runFirst(key));
    }
  }

  /** Tells whether tasks of a key run or wait. */
  synchronized boolean isBusy(String key) {
    return queues.containsKey(key);
  }

  private void runFirst(String key) {
    try {
      first(key).ifPresent(Runnable::run);
    } finally {
      next(key);
    }
  }

  private synchronized Optional<Runnable> first(String key) {
    return closed ? Optional.empty() : Optional.ofNullable(queues.get(key)).map(Queue::element);
  }

  private synchronized void next(String key) {
    Queue<Runnable> queue = queues.getOrDefault(key, new ArrayDeque<>());
    queue.poll();
    if (queue.isEmpty() || closed) {
      queues.remove(key);
    } else {
      threads.execute(() -> runFirst(key));
    }
  }

  /** Lets what runs come to its end, for a while; drops what waits. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    threads.shutdown();
    try {
      boolean ended = threads.awaitTermination(patienceSeconds, TimeUnit.SECONDS);
      if (!ended) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
