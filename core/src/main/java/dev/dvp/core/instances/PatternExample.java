package dev.dvp.core.instances;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes a text for a pattern: the first alternative, each repetition as often as it must be and
 * some more if wished. A guess: look-around is passed over, so whoever asks checks the text.
 *
 * <p>There are libraries that make texts from patterns; the one that reads JSON Schema's language
 * brings Commons Collections with it, for texts that only serve as examples.
 */
final class PatternExample {
  private static final int MAX_NESTING = 50;
  private static final int LONGEST = 2_000;
  private static final String LIKELY =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/.:@ !#$%&'()*+,;<=>?[]^`{|}~";

  private final String pattern;
  private final int more;
  private final int variant;
  private int at;
  private boolean isBroken;

  private PatternExample(String pattern, int more, int variant) {
    this.pattern = pattern;
    this.more = more;
    this.variant = variant;
  }

  /**
   * Writes a text.
   *
   * @param pattern an ECMA 262 regular expression
   * @param more how often to repeat what may be repeated, beyond what must be
   * @param variant which of the texts, from 0
   * @return the text; nothing where the pattern is not understood
   */
  static Optional<String> of(String pattern, int more, int variant) {
    PatternExample example = new PatternExample(pattern, more, variant);
    String text = example.alternatives(0);
    return example.isBroken || example.at < pattern.length() ? Optional.empty() : Optional.of(text);
  }

  private boolean take(String token) {
    boolean isThere = pattern.startsWith(token, at);
    at += isThere ? token.length() : 0;
    return isThere;
  }

  private String alternatives(int nesting) {
    StringBuilder text = new StringBuilder();
    boolean isFirst = true;
    while (at < pattern.length() && pattern.charAt(at) != ')' && !isBroken) {
      if (take("|")) {
        isFirst = false;
      } else if (!take("^") && !take("$") && !take("\\b") && !take("\\B")) {
        String term = repeated(term(nesting));
        text.append(isFirst ? term : "");
        isBroken |= text.length() > LONGEST;
      }
    }
    return text.toString();
  }

  private String term(int nesting) {
    if (take("(")) {
      boolean isLookAround = take("?=") || take("?!") || take("?<=") || take("?<!");
      if (!isLookAround && !take("?:") && take("?<")) {
        at = Math.max(at, pattern.indexOf('>', at) + 1);
      }
      isBroken |= nesting > MAX_NESTING;
      String inside = isBroken ? "" : alternatives(nesting + 1);
      isBroken |= !take(")");
      return isLookAround ? "" : inside;
    } else if (take("[")) {
      boolean isNegated = take("^");
      int start = at;
      return choose(c -> inClass(c, start, isNegated), true);
    } else if (take(".")) {
      return choose(c -> true, false);
    } else if (take("\\")) {
      IntPredicate escape = escape();
      return choose(escape, false);
    }
    int literal = pattern.codePointAt(at);
    at += Character.charCount(literal);
    return Character.toString(literal);
  }

  /** The likeliest character that fits; a class is passed over afterwards. */
  private String choose(IntPredicate fits, boolean isClass) {
    int start = at;
    int wanted = variant;
    int found = -1;
    for (int i = 0; i < LIKELY.length() && wanted >= 0; i++) {
      at = start;
      if (fits.test(LIKELY.charAt(i))) {
        found = LIKELY.charAt(i);
        wanted--;
      }
    }
    for (int c = 0; c < 0x3000 && found < 0; c++) {
      at = start;
      found = fits.test(c) ? c : -1;
    }
    if (isClass) {
      at = start;
      inClass('a', start, false);
      isBroken |= !take("]");
    }
    isBroken |= found < 0;
    return found < 0 ? "" : Character.toString(found);
  }

  private boolean inClass(int c, int start, boolean isNegated) {
    at = start;
    boolean isIn = false;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      int low = member();
      if (low >= 0 && pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
        at++;
        int high = at < pattern.length() ? member() : -1;
        isIn |= c >= low && c <= high;
      } else {
        isIn |= low == c || (low < 0 && lastShorthand.test(c));
      }
    }
    return isIn != isNegated;
  }

  private IntPredicate lastShorthand = c -> false;

  /** A character of a class; -1 for a shorthand. */
  private int member() {
    if (take("\\") && at < pattern.length()) {
      char c = pattern.charAt(at);
      if ("dDwWsS".indexOf(c) >= 0) {
        lastShorthand = escape();
        return -1;
      }
      IntPredicate escaped = escape();
      for (int i = 0; i < 0x3000; i++) {
        if (escaped.test(i)) {
          return i;
        }
      }
      return 0;
    }
    if (at >= pattern.length()) {
      return 0;
    }
    int literal = pattern.codePointAt(at);
    at += Character.charCount(literal);
    return literal;
  }

  /** What follows a backslash. */
  private IntPredicate escape() {
    if (at >= pattern.length()) {
      isBroken = true;
      return c -> false;
    }
    char c = pattern.charAt(at++);
    IntPredicate digit = x -> x >= '0' && x <= '9';
    IntPredicate word =
        x -> digit.test(x) || x == '_' || (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z');
    IntPredicate space = x -> x == ' ' || (x >= '\t' && x <= '\r');
    return switch (c) {
      case 'd' -> digit;
      case 'D' -> digit.negate();
      case 'w' -> word;
      case 'W' -> word.negate();
      case 's' -> space;
      case 'S' -> space.negate();
      case 't' -> x -> x == '\t';
      case 'n' -> x -> x == '\n';
      case 'r' -> x -> x == '\r';
      case 'x' -> coded(2);
      case 'u' -> coded(4);
      default -> x -> x == c;
    };
  }

  private IntPredicate coded(int digits) {
    int end = Math.min(pattern.length(), at + digits);
    String code = pattern.substring(at, end);
    if (!code.matches("[0-9a-fA-F]{" + digits + "}")) {
      isBroken = true;
      return c -> false;
    }
    at = end;
    int point = Integer.parseInt(code, 16);
    return c -> c == point;
  }

  private String repeated(String term) {
    int least = 1;
    int most = 1;
    if (take("*")) {
      least = 0;
      most = Integer.MAX_VALUE;
    } else if (take("+")) {
      most = Integer.MAX_VALUE;
    } else if (take("?")) {
      least = 0;
    } else if (at < pattern.length()
        && pattern.substring(at).matches("(?s)\\{\\d{1,4}(,\\d{0,4})?\\}.*")) {
      int end = pattern.indexOf('}', at);
      String[] bounds = pattern.substring(at + 1, end).split(",", -1);
      least = Integer.parseInt(bounds[0]);
      most =
          bounds.length == 1
              ? least
              : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
      at = end + 1;
    } else {
      return term;
    }
    take("?");
    int times = (int) Math.min(most, (long) least + more);
    isBroken |= (long) term.length() * times > LONGEST;
    return isBroken ? "" : term.repeat(times);
  }
}
