package dev.dvp.core.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the parser's messages into CPython's words, where the two differ. */
final class ParserWords {
  /** The quote of an f-string within one of its own fields, where an expression may begin. */
  static final String NESTED_QUOTE =
      "(?i)(?<!\\w)(?:f|rf|fr)(['\"])(?:(?!\\1).)*?\\{((?:(?!\\1)[^{}])*?)"
          + "(?<=[\\[({,=+:\\s])[fru]{0,2}\\1(?:(?!\\1).)*\\1(?:(?!\\1)[^{}])*\\}";

  private ParserWords() {}

  /**
   * Mends a message.
   *
   * @param message the parser's words
   * @param line the line that they are about
   * @param column where in it, from 1
   * @return CPython's words
   */
  static String mend(String message, String line, int column) {
    if (message.contains("'%s'")) {
      return withName(message, line, column);
    }
    if (message.startsWith("invalid character '")) {
      return character(message);
    }
    if (message.equals("f-string: expecting '}'")) {
      return field(message, line);
    }
    if (message.equals("invalid decimal literal")
        && Pattern.compile("(?<!\\w)[\\d_.]+[jJ]\\w").matcher(line).find()) {
      return "invalid imaginary literal";
    }
    if (message.startsWith("invalid \\x escape at position ")) {
      return "(value error) " + moved(message, Pattern.compile("\\d+$"), 1);
    }
    if (message.endsWith(":illegal Unicode character")) {
      return moved(message, Pattern.compile("\\d+"), 2).replace(":illegal", ": illegal");
    }
    return message
        .replace("comparision", "comparison")
        .replaceFirst("(codec can't decode bytes in position \\d+-\\d+):(?! )", "$1: ");
  }

  /** Positions are counted from where the parser's own count is some characters ahead. */
  private static String moved(String message, Pattern position, int by) {
    return position
        .matcher(message)
        .replaceAll(found -> Integer.toString(Integer.parseInt(found.group()) - by));
  }

  /** One message of the symbol table misses its argument. */
  private static String withName(String message, String line, int column) {
    int start =
        line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length())));
    Matcher name = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS).matcher(line);
    return name.find(start) ? message.replace("%s", name.group()) : message.replace(" '%s'", "");
  }

  /** CPython does not show what cannot be seen. */
  private static String character(String message) {
    Matcher code = Pattern.compile("\\(U\\+([0-9A-F]{4,6})\\)").matcher(message);
    boolean isHidden = code.find() && !isPrintable(Integer.parseInt(code.group(1), 16));
    return isHidden ? "invalid non-printable character U+" + code.group(1) : message;
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** An f-string that ends amid brackets: CPython names the bracket. */
  private static String field(String message, String line) {
    Matcher nested = Pattern.compile(NESTED_QUOTE).matcher(line);
    if (!nested.find()) {
      return message;
    }
    Deque<Character> open = new ArrayDeque<>();
    for (char c : nested.group(2).toCharArray()) {
      if (c == '(' || c == '[') {
        open.push(c);
      } else if ((c == ')' || c == ']') && !open.isEmpty()) {
        open.pop();
      }
    }
    return open.isEmpty() ? message : "f-string: unmatched '" + open.peek() + "'";
  }
}
