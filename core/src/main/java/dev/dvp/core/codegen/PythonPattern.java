package dev.dvp.core.codegen;

import dev.dvp.core.codegen.PythonPatternCharacters.Untranslatable;
import java.util.Optional;

/**
 * Rewrites a schema's {@code pattern}, which is an ECMA 262 regular expression, for Python's {@code
 * re} with {@code re.ASCII}, so that both match the same texts. What differs is rewritten: {@code
 * $} (Python's also matches before a last line break), {@code .} and {@code \s} (other line breaks
 * and blanks), escapes, empty classes, brackets that Python reads as nested sets; names of groups
 * go. What has no counterpart in Python, or means different things to the engines that read it
 * ({@code \p{L}}, {@code \Z}, {@code (?i)}, back references, possessive quantifiers, look-behind of
 * varying length), is refused, and the class does not check it.
 */
final class PythonPattern {
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_NESTING = 50;
  private static final int MAX_REPEAT = 65_535;

  private final PythonPatternCharacters in;

  private PythonPattern(String source) {
    this.in = new PythonPatternCharacters(source);
  }

  /**
   * The pattern for Python's {@code re.search} with {@code re.ASCII}.
   *
   * @param source the schema's pattern
   * @return the pattern, or nothing when it has no counterpart or is malformed
   */
  static Optional<String> toPython(String source) {
    if (source.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    PythonPattern pattern = new PythonPattern(source);
    try {
      pattern.alternatives(0);
      return pattern.in.more() ? Optional.empty() : Optional.of(pattern.in.python.toString());
    } catch (Untranslatable e) {
      return Optional.empty();
    }
  }

  private void alternatives(int nesting) throws Untranslatable {
    PythonPatternCharacters.refuseIf(nesting > MAX_NESTING);
    while (in.more() && in.source.charAt(in.at) != ')') {
      if (in.take("|")) {
        in.python.append('|');
      } else if (in.take("^")) {
        in.python.append('^');
      } else if (in.take("$")) {
        in.python.append("\\Z");
      } else if (in.take("\\b") || in.take("\\B")) {
        in.python.append('\\').append(in.source.charAt(in.at - 1));
      } else if (term(nesting)) {
        quantifier();
      }
    }
  }

  /** One atom; tells whether a quantifier may follow it. */
  private boolean term(int nesting) throws Untranslatable {
    PythonPatternCharacters.refuseIf(bounds() >= 0);
    if (in.take("(")) {
      return group(nesting);
    }
    if (in.take("[")) {
      in.characterClass();
    } else if (in.take(".")) {
      in.python.append("[^\\n\\r\\u2028\\u2029]");
    } else if (in.take("\\")) {
      in.escape();
    } else {
      PythonPatternCharacters.refuseIf("*+?".indexOf(in.source.charAt(in.at)) >= 0);
      in.literal(in.codePoint());
    }
    return true;
  }

  private boolean group(int nesting) throws Untranslatable {
    boolean lookaround = false;
    boolean behind = false;
    if (in.take("?:")) {
      in.python.append("(?:");
    } else if (in.take("?=") || in.take("?!")) {
      in.python.append("(?").append(in.source.charAt(in.at - 1));
      lookaround = true;
    } else if (in.take("?<=") || in.take("?<!")) {
      in.python.append("(?<").append(in.source.charAt(in.at - 1));
      lookaround = true;
      behind = true;
    } else {
      if (in.take("?<")) {
        skipName();
      }
      PythonPatternCharacters.refuseIf(in.take("?"));
      in.python.append('(');
    }
    int body = in.at;
    alternatives(nesting + 1);
    PythonPatternCharacters.refuseIf(behind && !hasFixedLength(in.source.substring(body, in.at)));
    PythonPatternCharacters.refuseIf(!in.take(")"));
    in.python.append(')');
    // A look-around that repeats is an oddity that the engines disagree about: what follows it
    // must not be a quantifier, and term() refuses one.
    return !lookaround;
  }

  private void skipName() throws Untranslatable {
    char first = in.next();
    PythonPatternCharacters.refuseIf(!isWordCharacter(first) || isDigit(first));
    char c = first;
    while (isWordCharacter(c)) {
      c = in.next();
    }
    PythonPatternCharacters.refuseIf(c != '>');
  }

  /** A careful yes: letters, digits, blanks and shorthands only. */
  private static boolean hasFixedLength(String body) {
    return body.chars().noneMatch(c -> "*+?{}()[]|".indexOf(c) >= 0);
  }

  private void quantifier() throws Untranslatable {
    int end = bounds();
    if (end >= 0) {
      checkBounds(in.source.substring(in.at + 1, end));
      in.python.append(in.source, in.at, end + 1);
      in.at = end + 1;
    } else if (in.take("*") || in.take("+") || in.take("?")) {
      in.python.append(in.source.charAt(in.at - 1));
    } else {
      return;
    }
    if (in.take("?")) {
      in.python.append('?');
    }
    // A second quantifier is possessive in Java and an error elsewhere: term() refuses it.
  }

  /** Where the quantifier in braces ends that starts here, or -1 when these are no bounds. */
  private int bounds() {
    if (!in.source.startsWith("{", in.at)) {
      return -1;
    }
    int end = skipDigits(in.at + 1);
    if (end == in.at + 1) {
      return -1;
    }
    if (in.source.startsWith(",", end)) {
      end = skipDigits(end + 1);
    }
    return in.source.startsWith("}", end) ? end : -1;
  }

  private int skipDigits(int from) {
    int end = from;
    while (end < in.source.length() && isDigit(in.source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static void checkBounds(String bounds) throws Untranslatable {
    int comma = bounds.indexOf(',');
    String low = comma < 0 ? bounds : bounds.substring(0, comma);
    String high = comma < 0 ? low : bounds.substring(comma + 1);
    PythonPatternCharacters.refuseIf(low.length() > 5 || high.length() > 5);
    int most = high.isEmpty() ? MAX_REPEAT : Integer.parseInt(high);
    PythonPatternCharacters.refuseIf(most > MAX_REPEAT || Integer.parseInt(low) > most);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWordCharacter(char c) {
    return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
