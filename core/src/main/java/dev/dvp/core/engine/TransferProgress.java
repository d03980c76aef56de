package dev.dvp.core.engine;

/**
 * Hears how far an upload or a download is. Called from the thread that moves the bytes, so it must
 * be quick and must not throw.
 */
@FunctionalInterface
public interface TransferProgress {
  /** Nobody listens. */
  TransferProgress NONE = (moved, total) -> {};

  /**
   * More bytes have moved.
   *
   * @param moved bytes so far, never less than before
   * @param total bytes in all, or -1 when the engine did not say
   */
  void moved(long moved, long total);
}
