package dev.dvp.core.files;

/**
 * Hears how far packing, an upload or a download is, some thousand times when it is large. Called
 * from the thread that moves the bytes, so it must be quick and must not throw.
 */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (done, total) -> {};

  /**
   * More bytes have moved.
   *
   * @param done bytes so far, uncompressed, never less than before
   * @param total bytes in all, or -1 when nobody can say
   */
  void moved(long done, long total);
}
