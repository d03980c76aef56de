package dev.dvp.core.files;

/** Numbers of bytes for people. */
public final class Sizes {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

  private Sizes() {}

  /**
   * Shows a number of bytes with its unit, in steps of 1,000.
   *
   * @param bytes how many
   * @return for example {@code 7.2 KB}
   */
  public static String show(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    int unit = 0;
    long tenth = 100;
    while (tenths(bytes, tenth) >= 10_000 && unit < UNITS.length - 1) {
      tenth *= 1000;
      unit++;
    }
    // Not String.format, which loads the locale's numbers: 20 ms.
    long tenths = tenths(bytes, tenth);
    return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }

  private static long tenths(long bytes, long tenth) {
    return bytes / tenth + (bytes % tenth * 2 >= tenth ? 1 : 0);
  }
}
