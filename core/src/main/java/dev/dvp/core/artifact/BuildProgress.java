package dev.dvp.core.artifact;

/** Hears how far packing got, some thousand times for a large payload. */
@FunctionalInterface
public interface BuildProgress {
  /** Hears and does nothing. */
  BuildProgress NONE = (done, total) -> {};

  /**
   * Another piece is packed.
   *
   * @param done uncompressed bytes so far
   * @param total uncompressed bytes in all
   */
  void update(long done, long total);
}
