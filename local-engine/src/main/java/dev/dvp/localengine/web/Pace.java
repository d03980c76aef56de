package dev.dvp.localengine.web;

import java.io.IOException;

/** Watches how fast one body moves. Used by one thread. */
final class Pace {
  private final Patience patience;
  private long waitedNanos;
  private long bytes;

  Pace(Patience patience) {
    this.patience = patience;
  }

  /** The client did not keep up the least rate. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("the client is too slow");
    }
  }

  /**
   * Counts bytes that moved.
   *
   * @param since the {@link System#nanoTime()} at which the wait for them began
   * @param moved how many there are
   * @throws TooSlowException when there were too few in a whole window of waiting
   */
  void moved(long since, long moved) throws TooSlowException {
    waitedNanos += System.nanoTime() - since;
    bytes += moved;
    if (waitedNanos < patience.window().toNanos()) {
      return;
    }
    if (bytes < patience.leastBytes()) {
      throw new TooSlowException();
    }
    waitedNanos = 0;
    bytes = 0;
  }
}
