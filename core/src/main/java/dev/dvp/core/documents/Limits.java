package dev.dvp.core.documents;

/**
 * How much of an untrusted file is read before it is refused.
 *
 * @param bytes the largest size of the file
 * @param depth how deep lists and objects may stand in one another
 * @param values how many values the file may hold, with those that an alias repeats
 */
public record Limits(int bytes, int depth, int values) {
  /** Enough for any file that a person writes: 4 MiB, 100 levels, 200,000 values. */
  public static final Limits HAND_WRITTEN = new Limits(4 << 20, 100, 200_000);
}
