package dev.dvp.core.files;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for files that are not finished yet, beside those whose place they will take. Whoever lists
 * a folder knows by the name what a killed command left behind.
 */
public final class TemporaryNames {
  private static final String PREFIX = ".dvp-";
  private static final String SUFFIX = ".tmp";

  private TemporaryNames() {}

  /**
   * A new name.
   *
   * @return a file name that hardly any file has; make the file so that it fails when one does
   */
  public static String next() {
    return PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX;
  }

  /**
   * Tells whether a file has such a name.
   *
   * @param name a file name, without folders
   * @return whether it is one of {@link #next}
   */
  public static boolean isTemporary(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
