package dev.dvp.core.codegen;

/**
 * The part of {@link PythonPattern} that is about characters: literal ones, escapes and classes. It
 * holds the place in the source and what was written for Python so far.
 */
final class PythonPatternCharacters {
  private static final String SPACES =
      "\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
  private static final String NO_SPACES =
      "\\x00-\\x08\\x0e-\\x1f!-\\x9f\\xa1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e"
          + "\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\U0010ffff";

  final String source;
  final StringBuilder python = new StringBuilder();
  int at;

  PythonPatternCharacters(String source) {
    this.source = source;
  }

  /** Part of the pattern has no counterpart in Python; caught by {@link PythonPattern}. */
  static final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    Untranslatable() {
      super("no counterpart in Python", null, false, false);
    }
  }

  static void refuseIf(boolean untranslatable) throws Untranslatable {
    if (untranslatable) {
      throw new Untranslatable();
    }
  }

  boolean more() {
    return at < source.length();
  }

  boolean take(String expected) {
    boolean found = source.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }

  char next() throws Untranslatable {
    refuseIf(!more());
    return source.charAt(at++);
  }

  int codePoint() {
    int point = source.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  /** Writes a character that stands for itself outside a class. */
  void literal(int point) {
    literal(point, "\\^$.|?*+()[]{}");
  }

  private void literal(int point, String special) {
    if (point < ' ' || point == 127) {
      python.append(String.format("\\x%02x", point));
    } else {
      // Backslash and letter would be an escape, so only punctuation ever gets one.
      python.append(special.indexOf(point) >= 0 ? "\\" : "").appendCodePoint(point);
    }
  }

  /** The escape whose backslash was just taken, outside a class. */
  void escape() throws Untranslatable {
    char c = next();
    switch (c) {
      case 'd', 'D', 'w', 'W' -> python.append('\\').append(c);
      case 's' -> python.append('[').append(SPACES).append(']');
      case 'S' -> python.append("[^").append(SPACES).append(']');
      default -> literal(escaped(c));
    }
  }

  /** The class whose bracket was just taken. */
  void characterClass() throws Untranslatable {
    boolean negated = take("^");
    if (take("]")) {
      // ECMA: the empty class matches nothing, its complement anything.
      python.append(negated ? "[\\x00-\\U0010ffff]" : "(?!)");
      return;
    }
    python.append(negated ? "[^" : "[");
    while (!take("]")) {
      int low = classMember();
      boolean range = source.startsWith("-", at) && !source.startsWith("-]", at);
      if (range) {
        at++;
        python.append('-');
        int high = classMember();
        // A shorthand at either end is no range: ECMA takes the dash for itself, others refuse.
        refuseIf(low < 0 || high < 0 || low > high);
      }
    }
    python.append(']');
  }

  /** One character of a class, or -1 for a shorthand that stands for many. */
  private int classMember() throws Untranslatable {
    refuseIf(!more());
    int point;
    if (take("\\")) {
      char c = next();
      if ("dDwWsS".indexOf(c) >= 0) {
        python.append(c == 's' ? SPACES : c == 'S' ? NO_SPACES : "\\" + c);
        return -1;
      }
      point = c == 'b' ? '\b' : escaped(c);
    } else {
      point = codePoint();
    }
    // A bracket, or one of &~| twice, is taken for a set operation by later Pythons.
    literal(point, "\\]^-[&~|");
    return point;
  }

  /** The one character that an escape stands for, in a class or out of it. */
  private int escaped(char c) throws Untranslatable {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0b;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case '0' -> {
        refuseIf(more() && PythonPattern.isDigit(source.charAt(at)));
        yield 0;
      }
      case 'c' -> {
        char letter = next();
        refuseIf(!PythonPattern.isWordCharacter(letter) || letter < 'A' || letter == '_');
        yield letter % 32;
      }
      case 'x' -> hex(2);
      case 'u' -> unicode();
      default -> {
        // Other letters and digits mean something in one engine and stand for themselves in others.
        refuseIf(PythonPattern.isWordCharacter(c) && c != '_');
        at--;
        yield codePoint();
      }
    };
  }

  private int unicode() throws Untranslatable {
    if (take("{")) {
      int end = source.indexOf('}', at);
      refuseIf(end <= at || end - at > 6);
      int point = hex(end - at);
      refuseIf(point > Character.MAX_CODE_POINT);
      at++;
      return point;
    }
    int unit = hex(4);
    if (Character.isHighSurrogate((char) unit) && take("\\u")) {
      int low = hex(4);
      refuseIf(!Character.isLowSurrogate((char) low));
      return Character.toCodePoint((char) unit, (char) low);
    }
    return unit;
  }

  private int hex(int digits) throws Untranslatable {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(next(), 16);
      refuseIf(digit < 0);
      value = value * 16 + digit;
    }
    return value;
  }
}
