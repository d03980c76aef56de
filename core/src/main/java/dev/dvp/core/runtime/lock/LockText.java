package dev.dvp.core.runtime.lock;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * Writes a lock as YAML with one value a line, so that a change of a version changes three lines.
 * The same lock is the same text.
 */
public final class LockText {
  private static final String HEAD =
      "# Written by `dvp lock`; do not edit, and do commit it. `dvp build` takes exactly these"
          + " files.\n";

  private LockText() {}

  /**
   * The text of a lock file.
   *
   * @param lock the lock
   * @return YAML, ending in a line break
   */
  public static String of(Lock lock) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("version: 1\n");
    text.append("inputs: ").append(quoted(lock.inputs())).append('\n');
    text.append(lock.packages().isEmpty() ? "packages: []\n" : "packages:\n");
    for (LockedPackage locked : lock.packages()) {
      text.append("  - name: ").append(quoted(locked.wheel().name().value())).append('\n');
      text.append("    version: ").append(quoted(locked.wheel().version().toString()));
      text.append("\n    file: ").append(quoted(locked.wheel().file())).append('\n');
      text.append("    sha256: ").append(quoted(locked.sha256())).append('\n');
      text.append("    requiredBy:\n");
      for (String by : locked.requiredBy()) {
        text.append("      - ").append(quoted(by)).append('\n');
      }
    }
    return text.toString();
  }

  /** A JSON string is a YAML string, too. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
