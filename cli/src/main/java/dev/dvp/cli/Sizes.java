package dev.dvp.cli;

/** Numbers of bytes for people, on the command line as in messages. */
public final class Sizes {
  private Sizes() {}

  /**
   * Shows a number of bytes with its unit, in steps of 1,000.
   *
   * @param bytes how many
   * @return for example {@code 7.2 KB}
   */
  public static String show(long bytes) {
    return dev.dvp.core.files.Sizes.show(bytes);
  }
}
