package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;

/** Untrusted text and values as they may stand in a message: on one line, short, printable. */
public final class Shown {
  private static final int LONGEST = 60;
  private static final int LONGEST_LINE = 300;

  private Shown() {}

  /**
   * A text in backquotes.
   *
   * @param text anything
   * @return the text with line breaks and other invisible characters escaped, cut when long
   */
  public static String text(String text) {
    return "`" + plain(text) + "`";
  }

  /**
   * A text without backquotes, for use in a longer example.
   *
   * @param text anything
   * @return the text with line breaks and other invisible characters escaped, cut when long
   */
  public static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && shown.length() < LONGEST; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (isInvisible(c)) {
        shown.append(String.format("\\u%04x", c));
      } else {
        shown.appendCodePoint(c);
      }
      if (shown.length() >= LONGEST && i < text.length()) {
        shown.append('…');
      }
    }
    return shown.toString();
  }

  /**
   * A text of several lines, such as the message of an exception, as one line for the middle of a
   * sentence in backquotes.
   *
   * @param text anything
   * @return the text with its white space made single blanks, without backquotes, cut when long
   */
  public static String oneLine(String text) {
    String start = text.length() <= 2 * LONGEST_LINE ? text : text.substring(0, 2 * LONGEST_LINE);
    String line = start.strip().replaceAll("\\s+", " ").replace('`', '\'');
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
  }

  /**
   * A value in backquotes: a text in double quotes, a number or word as JSON writes it.
   *
   * @param value a tree
   * @return the value; of a list or an object only that it is one
   */
  public static String value(JsonNode value) {
    if (value.isTextual()) {
      return "`\"" + plain(value.textValue()) + "\"`";
    }
    if (value.isArray()) {
      return value.isEmpty() ? "`[]`" : "this list";
    }
    return value.isObject() ? (value.isEmpty() ? "`{}`" : "this object") : text(value.asText());
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
