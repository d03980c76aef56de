package dev.dvp.core.python;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises what a refused line was meant to be: Python 2, which most plugins in the wild come
 * from, or a Python newer than the platform's.
 */
final class SyntaxHints {
  /** What a line is, and what to write instead. */
  record Hint(PythonRule rule, String what, String help) {}

  private record Sign(PythonRule rule, String message, String line, String what, String help) {
    boolean fits(String parserMessage, String text) {
      return parserMessage.contains(message)
          && (line.isEmpty() || Pattern.compile(line).matcher(text).find());
    }
  }

  private static final String PARENTHESES = "Missing parentheses in call to '";

  private SyntaxHints() {}

  /**
   * Judges a refused line.
   *
   * @param message the parser's words
   * @param line the line's text
   * @param column where the parser stopped, from 1
   * @return the kind of finding, with empty texts when it is a plain syntax error
   */
  static Hint of(String message, String line, int column) {
    for (Sign sign : signs()) {
      if (sign.fits(message, line)) {
        return new Hint(sign.rule(), sign.what(), sign.help());
      }
    }
    if (message.contains("invalid syntax") && charAt(line, column) == '`') {
      return python2("backquotes", "Write `repr(x)` where the backquotes are.");
    }
    return new Hint(PythonRule.SYNTAX_ERROR, "", "");
  }

  private static int charAt(String line, int column) {
    int index = 0;
    for (int i = 1; i < column && index < line.length(); i++) {
      index += Character.charCount(line.codePointAt(index));
    }
    return index < line.length() ? line.codePointAt(index) : -1;
  }

  private static Hint python2(String what, String help) {
    return new Hint(PythonRule.PYTHON_2_SYNTAX, what, help);
  }

  private static Sign two(String message, String line, String what, String help) {
    return new Sign(PythonRule.PYTHON_2_SYNTAX, message, line, what, help);
  }

  private static Sign newer(String message, String line, String what, String help) {
    return new Sign(PythonRule.NEWER_SYNTAX, message, line, what, help);
  }

  /** Made when a file is refused, not before: the patterns cost nothing to a clean plugin. */
  private static List<Sign> signs() {
    return List.of(
        two(PARENTHESES + "print'", "", "the `print` statement", "Write `print(…)`."),
        two(PARENTHESES + "exec'", "", "the `exec` statement", "Write `exec(…)`."),
        // A name in capitals is a type: that is Python 3.14 rather than 2.
        two(
            "multiple exception types must be parenthesized",
            "except\\b(\\s*\\([^()]*\\)\\s*|[^,(*]+),\\s*[a-z_]\\w*\\s*:",
            "`except Type, name`",
            "Write `except Type as name:`."),
        newer(
            "multiple exception types must be parenthesized",
            "",
            "`except` with several types and no parentheses, which only Python 3.14 has,",
            "Write `except (One, Other):`; for one type and a name, `except Type as name:`."),
        two("", "^\\s*raise\\s+[\\w.]+\\s*,", "`raise Type, value`", "Write `raise Type(value)`."),
        two(
            "leading zeros in decimal integer",
            "(?<![\\w.])0+[0-7]+[lL]?(?![\\w.])",
            "an octal number with a bare leading zero",
            "Write `0o777` for the octal number that `0777` was in Python 2."),
        two("invalid", "\\b(0[xX][0-9a-fA-F]+|\\d+)[lL]\\b", "a long integer", "Drop the `L`."),
        two("", "<>", "the operator `<>`", "Write `!=`."),
        two("", "(?i)(^|[^\\w])ur['\"]", "the string prefix `ur`", "Write `r\"…\"`."),
        two(
            "parameters cannot be parenthesized",
            "",
            "a tuple as a parameter",
            "Take one parameter and unpack it in the body."),
        two(
            "inconsistent use of tabs and spaces",
            "",
            "tabs and spaces mixed in one block",
            "Indent the block with spaces alone: Python 3 does not guess a tab's width."),
        newer(
            "",
            "^\\s*(async\\s+def|def|class)\\s+\\w+\\s*\\[",
            "a type parameter list, which only Python 3.12 has,",
            "Use `typing.TypeVar` and `typing.Generic` instead."),
        newer(
            "f-string expression part cannot include a backslash",
            "",
            "an f-string with a backslash in a field, which only Python 3.12 has,",
            "Put the expression into a variable before the f-string."),
        newer(
            "f-string: ",
            ParserWords.NESTED_QUOTE,
            "an f-string with its own quote in a field, which only Python 3.12 has,",
            "Use the other kind of quote inside the field."),
        newer(
            "invalid syntax",
            "(?i)(?<!\\w)(t|rt|tr)['\"]",
            "a template string, which only Python 3.14 has,",
            "Use an f-string, or `string.Template`."),
        newer(
            "invalid syntax",
            "^\\s*type\\s+\\w+\\s*(\\[.*\\])?\\s*=",
            "a `type` statement, which only Python 3.12 has,",
            "Write `X = …`, with `typing.TypeAlias` as its annotation if you like."));
  }
}
