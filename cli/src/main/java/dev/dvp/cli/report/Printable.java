package dev.dvp.cli.report;

/** Makes text of unknown origin safe for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Replaces what a terminal would obey rather than show: control characters (line breaks become
   * spaces) and the marks that turn the direction of writing.
   *
   * @param text any text
   * @return one line
   */
  public static String text(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c)) {
        if (safe == null) {
          safe = new StringBuilder(text);
        }
        safe.setCharAt(i, c == '\n' || c == '\t' || c == '\r' ? ' ' : '\uFFFD');
      }
    }
    return safe == null ? text : safe.toString();
  }

  private static boolean isUnsafe(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u2028'
        || c == '\u2029';
  }
}
