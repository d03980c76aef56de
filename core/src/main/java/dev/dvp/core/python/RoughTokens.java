package dev.dvp.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts source into tokens that Python 2 and 3 have in common, and never refuses any: for finding
 * what is wrong with a file that the parser gave up on. Linear in the text.
 */
final class RoughTokens {
  private static final String TWO = "<> != <= >= == >> << ** // -> :=";

  private final String text;
  private final List<RoughToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int column = 1;
  private int brackets;

  private RoughTokens(String text) {
    this.text = text;
  }

  static List<RoughToken> of(String text) {
    RoughTokens tokens = new RoughTokens(text);
    tokens.read();
    return tokens.tokens;
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        if (brackets == 0) {
          add(RoughToken.Kind.END, "\n");
        }
        advance(1);
      } else if (c == '\\' && peek(1) == '\n') {
        advance(2);
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        advance((end < 0 ? text.length() : end) - at);
      } else if (c <= ' ') {
        advance(1);
      } else {
        token(c);
      }
    }
    add(RoughToken.Kind.END, "\n");
  }

  private void token(char c) {
    int end = at;
    if (c == '"' || c == '\'') {
      string("");
    } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) {
      while (end < text.length() && isPartOfNumber(end)) {
        end++;
      }
      add(RoughToken.Kind.NUMBER, text.substring(at, end));
      advance(end - at);
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isSurrogate(c)) {
      while (end < text.length()
          && (Character.isUnicodeIdentifierPart(text.charAt(end))
              || Character.isSurrogate(text.charAt(end)))) {
        end++;
      }
      String word = text.substring(at, end);
      boolean isPrefix = end < text.length() && "'\"".indexOf(text.charAt(end)) >= 0;
      if (isPrefix && word.length() <= 2 && word.matches("[rRbBuUfF]+")) {
        string(word.toLowerCase(Locale.ROOT));
      } else {
        add(RoughToken.Kind.NAME, word);
        advance(end - at);
      }
    } else {
      operator(c);
    }
  }

  private boolean isPartOfNumber(int index) {
    char c = text.charAt(index);
    boolean isSign = (c == '+' || c == '-') && "eE".indexOf(text.charAt(index - 1)) >= 0;
    boolean isHex = index > at + 1 && "xX".indexOf(text.charAt(at + 1)) >= 0;
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || (isSign && !isHex);
  }

  private void operator(char c) {
    String two = text.substring(at, Math.min(at + 2, text.length()));
    String operator = two.length() == 2 && TWO.contains(two) && two.indexOf(' ') < 0 ? two : "" + c;
    if ("([{".indexOf(c) >= 0) {
      brackets++;
    } else if (")]}".indexOf(c) >= 0) {
      brackets = Math.max(0, brackets - 1);
    }
    add(RoughToken.Kind.OPERATOR, operator);
    advance(operator.length());
  }

  private void string(String prefix) {
    add(RoughToken.Kind.STRING, prefix);
    advance(prefix.length());
    String quote =
        text.startsWith(text.substring(at, at + 1).repeat(3), at)
            ? text.substring(at, at + 3)
            : text.substring(at, at + 1);
    advance(quote.length());
    while (at < text.length() && !text.startsWith(quote, at)) {
      if (text.charAt(at) == '\n' && quote.length() == 1) {
        return;
      }
      advance(text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1);
    }
    advance(Math.min(quote.length(), text.length() - at));
  }

  private char peek(int more) {
    return at + more < text.length() ? text.charAt(at + more) : '\0';
  }

  private void add(RoughToken.Kind kind, String word) {
    tokens.add(new RoughToken(kind, word, line, column));
  }

  private void advance(int count) {
    for (int i = 0; i < count; i++) {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
  }
}
