package dev.dvp.core.documents;

/**
 * Says in plain words what is wrong with a text that a parser refused as JSON: reads it again up to
 * the first character that breaks the grammar. Only ever run after a failure.
 */
final class JsonSyntax {
  private static final int DEEPEST = 500;

  private final SourceText source;
  private final String text;
  private int at;
  private int depth;

  JsonSyntax(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * The problem.
   *
   * @param fallback where the parser stopped, for the case that this reader finds nothing wrong
   */
  Problem explain(int fallback) {
    try {
      space();
      value("a JSON value");
      space();
      if (at < text.length()) {
        throw wrong(at, "The JSON value ended before this; nothing may follow it.", "");
      }
    } catch (Stop stop) {
      return stop.problem();
    }
    return problem(fallback, "This is not valid JSON.", "");
  }

  private void value(String expected) {
    if (at >= text.length()) {
      throw wrong(at, "The file ends where " + expected + " is expected.", "");
    }
    char c = text.charAt(at);
    switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case '\'' ->
          throw wrong(at, "JSON has no text in single quotes.", "Write it in double quotes: `\"`.");
      case '}', ']', ',', ':' ->
          throw wrong(at, "A value is expected here, but there is `" + c + "`.", "");
      default -> {
        if (c == '-' || (c >= '0' && c <= '9') || c == '+' || c == '.') {
          number();
        } else {
          word();
        }
      }
    }
  }

  private void object() {
    int open = enter();
    space();
    if (peek('}')) {
      leave();
      return;
    }
    while (true) {
      key();
      space();
      if (!peek(':')) {
        throw missing(':', "after the key", open, '}');
      }
      at++;
      space();
      value("a value");
      int end = at;
      space();
      if (peek('}')) {
        leave();
        return;
      }
      comma(open, '}');
      if (peek('}')) {
        throw trailing(end);
      }
    }
  }

  private void array() {
    int open = enter();
    space();
    if (peek(']')) {
      leave();
      return;
    }
    while (true) {
      value("a value");
      int end = at;
      space();
      if (peek(']')) {
        leave();
        return;
      }
      comma(open, ']');
      if (peek(']')) {
        throw trailing(end);
      }
    }
  }

  private void key() {
    if (at >= text.length()) {
      throw wrong(at, "The file ends where a key is expected.", "");
    }
    char c = text.charAt(at);
    if (c == '\'') {
      throw wrong(at, "JSON has no text in single quotes.", "Write the key in double quotes.");
    }
    if (c != '"') {
      String help = isName(c) ? "Write `\"" + name() + "\"`." : "";
      throw wrong(at, "A key in double quotes is expected here.", help);
    }
    string();
  }

  private void comma(int open, char close) {
    if (!peek(',')) {
      throw missing(',', "between this and what stands before it", open, close);
    }
    at++;
    space();
    if (at >= text.length()) {
      throw unclosed(open, close);
    }
    if (peek(',')) {
      throw wrong(at, "Two commas follow each other.", "Remove one of them.");
    }
  }

  private Stop missing(char wanted, String where, int open, char close) {
    if (at >= text.length()) {
      return unclosed(open, close);
    }
    char c = text.charAt(at);
    if (c == '}' || c == ']') {
      return wrong(
          at,
          "`"
              + c
              + "` cannot close the `"
              + text.charAt(open)
              + "` of line "
              + source.at(open).line()
              + ".",
          "Close it with `" + close + "` first.");
    }
    return wrong(at, "A `" + wanted + "` is missing " + where + ".", "");
  }

  private Stop trailing(int comma) {
    int place = text.indexOf(',', comma);
    return wrong(
        place, "JSON allows no comma after the last member or element.", "Remove this comma.");
  }

  private Stop unclosed(int open, char close) {
    return wrong(
        at,
        "The file ends, but the `"
            + text.charAt(open)
            + "` of line "
            + source.at(open).line()
            + " is not closed.",
        "Add the missing `" + close + "`.");
  }

  private void string() {
    int open = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '\n' || c == '\r') {
        throw wrong(
            open, "This text has no closing `\"` in its line.", "A line break inside is `\\n`.");
      }
      if (c < ' ') {
        throw wrong(
            at,
            "A text holds a bare control character here.",
            c == '\t' ? "Write it as `\\t`." : String.format("Write it as `\\u%04x`.", (int) c));
      }
      if (c == '\\') {
        escape();
      } else {
        at++;
      }
    }
    throw wrong(open, "This text has no closing `\"`.", "");
  }

  private void escape() {
    int start = at;
    char c = start + 1 < text.length() ? text.charAt(start + 1) : '"';
    if (c == 'u') {
      for (int i = 2; i < 6; i++) {
        boolean hex = start + i < text.length() && Character.digit(text.charAt(start + i), 16) >= 0;
        if (!hex) {
          throw wrong(start, "`\\u` needs four hexadecimal digits.", "For example `\\u00e9`.");
        }
      }
      at += 6;
    } else if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw wrong(
          start,
          "JSON has no escape `\\" + c + "`.",
          "For a backslash itself, as in a pattern, write `\\\\" + c + "`.");
    } else {
      at += 2;
    }
  }

  private void number() {
    int start = at;
    while (at < text.length() && isNumberPart(text.charAt(at))) {
      at++;
    }
    String number = text.substring(start, at);
    String digits = number.startsWith("-") ? number.substring(1) : number;
    if (digits.startsWith("+")) {
      throw wrong(start, "A JSON number has no `+` before it.", "");
    }
    boolean leadingZero =
        digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1));
    if (leadingZero) {
      throw wrong(start, "A JSON number has no leading zero.", "Write it without, or as a text.");
    }
    if (!isNumber(digits)) {
      throw wrong(start, "`" + shorten(number) + "` is no JSON number.", "");
    }
  }

  /** The grammar of RFC 8259 without the sign, by hand: a regex engine could overflow its stack. */
  private static boolean isNumber(String digits) {
    int i = skipDigits(digits, 0);
    boolean good = i > 0;
    if (good && i < digits.length() && digits.charAt(i) == '.') {
      int end = skipDigits(digits, i + 1);
      good = end > i + 1;
      i = end;
    }
    if (good && i < digits.length() && (digits.charAt(i) | 0x20) == 'e') {
      i++;
      if (i < digits.length() && (digits.charAt(i) == '+' || digits.charAt(i) == '-')) {
        i++;
      }
      int end = skipDigits(digits, i);
      good = end > i;
      i = end;
    }
    return good && i == digits.length();
  }

  private static int skipDigits(String digits, int from) {
    int i = from;
    while (i < digits.length() && digits.charAt(i) >= '0' && digits.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private void word() {
    char c = text.charAt(at);
    if (c == '/' || c == '#') {
      throw wrong(at, "JSON has no comments.", "Move the remark to a `description`.");
    }
    if (!isName(c)) {
      String shown =
          c < ' ' ? String.format("the control character U+%04X", (int) c) : "`" + c + "`";
      throw wrong(at, "A value is expected here, but there is " + shown + ".", "");
    }
    String word = name();
    switch (word) {
      case "true", "false", "null" -> at += word.length();
      case "True", "False", "TRUE", "FALSE" ->
          throw wrong(
              at,
              "`" + word + "` is not JSON.",
              "Write `" + word.toLowerCase(java.util.Locale.ROOT) + "`.");
      case "None", "nil", "NULL", "Null", "undefined" ->
          throw wrong(at, "`" + word + "` is not JSON.", "Write `null`.");
      case "NaN", "Infinity" -> throw wrong(at, "`" + word + "` is no JSON number.", "");
      default ->
          throw wrong(
              at,
              "`" + word + "` is not JSON.",
              "A text stands in double quotes: `\"" + word + "\"`.");
    }
  }

  private String name() {
    int end = at;
    while (end < text.length()
        && (isName(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
      end++;
    }
    return shorten(text.substring(at, end));
  }

  private static String shorten(String word) {
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }

  private static boolean isName(char c) {
    return Character.isLetter(c) || c == '_' || c == '$';
  }

  private static boolean isNumberPart(char c) {
    return (c >= '0' && c <= '9') || Character.isLetter(c) || c == '+' || c == '-' || c == '.';
  }

  private int enter() {
    if (++depth > DEEPEST) {
      throw new Stop(
          new Problem(Problem.Kind.LIMIT, source.at(at), "Objects stand too deep here.", ""));
    }
    return at++;
  }

  private void leave() {
    depth--;
    at++;
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean comment =
        at < text.length()
            && (text.charAt(at) == '#' || text.startsWith("//", at) || text.startsWith("/*", at));
    if (comment) {
      throw wrong(at, "JSON has no comments.", "Move the remark to a `description`.");
    }
  }

  private Stop wrong(int offset, String message, String help) {
    return new Stop(problem(offset, message, help));
  }

  private Problem problem(int offset, String message, String help) {
    return new Problem(Problem.Kind.SYNTAX, source.at(offset), message, help);
  }
}
