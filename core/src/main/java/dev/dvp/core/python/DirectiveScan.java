package dev.dvp.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the comments that speak to dvp. Comments are told from strings as Python's tokenizer does,
 * and lines are joined as it joins them: within brackets, within long strings, after a backslash.
 */
final class DirectiveScan {
  private static final String MARK = "dvp:";

  private record Comment(String text, int line, int column, int firstLine, boolean isHeading) {}

  private final String text;
  private final List<Directive> found = new ArrayList<>();
  private final List<Comment> waiting = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int firstLine = 1;
  private int brackets;
  private boolean inStatement;
  private boolean afterCode;

  private DirectiveScan(String text) {
    this.text = text;
  }

  /**
   * Scans a file.
   *
   * @param text its text, with line feeds as line ends
   * @return the directives in order; the text is not looked at closely when it cannot hold one
   */
  static List<Directive> of(String text) {
    return text.contains(MARK) ? new DirectiveScan(text).scan() : List.of();
  }

  private List<Directive> scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> lineFeed();
        case '#' -> comment();
        case '\'', '"' -> string(c);
        case '\\' -> backslash();
        case ' ', '\t', '\f' -> at++;
        default -> code(c);
      }
    }
    endStatement(line);
    return List.copyOf(found);
  }

  private void startStatement() {
    if (!inStatement) {
      inStatement = true;
      firstLine = line;
    }
    afterCode = true;
  }

  private void endStatement(int lastLine) {
    for (Comment comment : waiting) {
      int first = inStatement ? comment.firstLine() : comment.line();
      int last = inStatement ? lastLine : comment.line();
      found.add(
          new Directive(
              comment.text(), comment.line(), comment.column(), first, last, comment.isHeading()));
    }
    waiting.clear();
    inStatement = false;
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private void lineFeed() {
    if (brackets == 0) {
      endStatement(line);
    }
    newLine();
  }

  private void code(char c) {
    startStatement();
    if (c == '(' || c == '[' || c == '{') {
      brackets++;
    } else if ((c == ')' || c == ']' || c == '}') && brackets > 0) {
      brackets--;
    }
    at++;
  }

  private void backslash() {
    startStatement();
    at++;
    if (at < text.length() && text.charAt(at) == '\n') {
      newLine();
    }
  }

  private void string(char quote) {
    startStatement();
    boolean isLong =
        at + 2 < text.length() && text.charAt(at + 1) == quote && text.charAt(at + 2) == quote;
    at += isLong ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        skip();
      } else if (c == '\n' && !isLong) {
        return; // never closed: an error of syntax, which is not ours to report
      } else if (c == quote && (!isLong || text.startsWith(String.valueOf(c).repeat(3), at))) {
        at += isLong ? 3 : 1;
        return;
      } else {
        skip();
      }
    }
  }

  private void skip() {
    if (text.charAt(at) == '\n') {
      newLine();
    } else {
      at++;
    }
  }

  private void comment() {
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    int start = at;
    Optional<Integer> mark = mark(start, end);
    if (mark.isPresent()) {
      int hash = text.lastIndexOf('#', mark.get());
      int column = text.codePointCount(lineStart, hash) + 1;
      String words = text.substring(mark.get() + MARK.length(), end).strip();
      waiting.add(new Comment(words, line, column, firstLine, !afterCode));
    }
    at = end;
  }

  /** Where {@code dvp:} stands in a comment, right after a {@code #}: {@code # noqa # dvp: …}. */
  private Optional<Integer> mark(int start, int end) {
    for (int i = text.indexOf(MARK, start); i >= 0 && i < end; i = text.indexOf(MARK, i + 1)) {
      int before = i - 1;
      while (text.charAt(before) == ' ' || text.charAt(before) == '\t') {
        before--;
      }
      if (text.charAt(before) == '#') {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
