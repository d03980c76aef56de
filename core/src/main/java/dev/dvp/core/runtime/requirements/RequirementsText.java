package dev.dvp.core.runtime.requirements;

/** The text of a requirements file before any requirement is read: comments and long lines. */
final class RequirementsText {
  private static final int SHA256_DIGITS = 64;

  private RequirementsText() {}

  /**
   * Puts continued lines together and takes comments out, by blanks, so that every character stays
   * at its offset; line ends become {@code \n}.
   */
  static String flatten(String text) {
    StringBuilder flat = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int end = endOfLine(text, start);
      int next = afterLineBreak(text, end);
      int comment = commentStart(text, start, end);
      // A backslash in a comment continues nothing.
      boolean continues = comment == end && end > start && text.charAt(end - 1) == '\\';
      flat.append(text, start, continues ? end - 1 : comment);
      while (flat.length() < next) {
        flat.append(' ');
      }
      if (!continues && next > end) {
        flat.setCharAt(next - 1, '\n');
      }
      start = next;
    }
    return flat.toString();
  }

  private static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int afterLineBreak(String text, int end) {
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return Math.min(text.length(), end + 1);
  }

  /** Where a comment starts: at a number sign that stands first or behind a blank. */
  private static int commentStart(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      boolean isFree = i == start || text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t';
      if (text.charAt(i) == '#' && isFree) {
        return i;
      }
    }
    return end;
  }

  /** Where the options of a requirement start: at dashes behind a blank; else at the end. */
  static int optionsStart(String line) {
    for (int i = 1; i < line.length(); i++) {
      boolean isFree = line.charAt(i - 1) == ' ' || line.charAt(i - 1) == '\t';
      if (isFree && line.startsWith("--", i)) {
        return i;
      }
    }
    return line.length();
  }

  /** How long the option is that a text starts with, its value included. */
  static int optionLength(String options) {
    int next = optionsStart(options);
    return options.substring(0, next).stripTrailing().length();
  }

  static boolean isSha256(String digits) {
    return digits.length() == SHA256_DIGITS
        && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
