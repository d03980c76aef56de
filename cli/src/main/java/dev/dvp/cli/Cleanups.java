package dev.dvp.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What must be undone when the user interrupts a command: half-made folders and temporary files.
 * {@link #runAll} is called by the process's shutdown hook.
 */
public final class Cleanups {
  private final Deque<Runnable> pending = new ArrayDeque<>();

  /**
   * Does work that must be undone when the process is told to end meanwhile.
   *
   * @param undo must be safe to call at any moment, from another thread
   * @param work the work
   * @param <T> what it gives
   * @return what the work gives
   */
  public <T> T during(Runnable undo, Supplier<T> work) {
    synchronized (this) {
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

  /** Undoes everything that is still under way, the latest first. */
  public void runAll() {
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
