package dev.dvp.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be undone when the user interrupts a command: half-made folders and temporary files.
 * {@link #runAll} is called by the process's shutdown hook.
 */
public final class Cleanups {
  private final Deque<Runnable> pending = new ArrayDeque<>();

  /**
   * Notes something to undo.
   *
   * @param undo must be safe to call at any moment, from another thread
   * @return closes when there is nothing left to undo
   */
  public synchronized Registration register(Runnable undo) {
    pending.push(undo);
    return () -> remove(undo);
  }

  private synchronized void remove(Runnable undo) {
    pending.remove(undo);
  }

  /** Undoes everything that is still noted, the latest first. */
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

  /** Something to undo on an interrupt, until closed. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
