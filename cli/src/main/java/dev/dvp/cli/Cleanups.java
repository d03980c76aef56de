package dev.dvp.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What must be undone when the user interrupts a command: half-made folders and temporary files.
 * {@link #runAll} is called by the process's shutdown hook.
 */
public final class Cleanups {
  private final Deque<Runnable> pending = new ArrayDeque<>();
  private boolean closed;

  /**
   * Does work that must be undone when the process is told to end meanwhile.
   *
   * @param undo must be safe to call at any moment, from another thread
   * @param work the work
   * @param <T> what it gives
   * @return what the work gives
   * @throws CancellationException when the process is ending already: then nothing is begun
   */
  public <T> T during(Runnable undo, Supplier<T> work) {
    synchronized (this) {
      refuseWhenEnding();
      pending.push(undo);
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        pending.remove(undo);
      }
    }
  }

  /**
   * Goes no further when the process has been told to end.
   *
   * @throws CancellationException when it has
   */
  public synchronized void refuseWhenEnding() {
    if (closed) {
      throw new CancellationException("the process is ending");
    }
  }

  /** Undoes everything that is still under way, the latest first, and lets nothing more begin. */
  public void runAll() {
    synchronized (this) {
      closed = true;
    }
    while (true) {
      Runnable undo;
      synchronized (this) {
        undo = pending.poll();
      }
      if (undo == null) {
        return;
      }
      undo.run();
    }
  }
}
