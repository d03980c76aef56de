package dev.dvp.core.documents;

import com.networknt.schema.regex.RegularExpression;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of a JSON Schema, run by {@code java.util.regex} within bounds. Where the two languages
 * differ too much, or the search would take too long or too deep, the answer is "matches": a false
 * finding is worse than a missed one.
 */
final class BoundedPattern implements RegularExpression {
  private static final int LONGEST_PATTERN = 5_000;
  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_STEPS = 500_000;

  private final Optional<Pattern> pattern;

  private BoundedPattern(Optional<Pattern> pattern) {
    this.pattern = pattern;
  }

  static BoundedPattern of(String ecma) {
    if (ecma.length() > LONGEST_PATTERN) {
      return new BoundedPattern(Optional.empty());
    }
    try {
      return new BoundedPattern(Optional.of(Pattern.compile(toJava(ecma))));
    } catch (PatternSyntaxException | StackOverflowError e) {
      return new BoundedPattern(Optional.empty());
    }
  }

  @Override
  public boolean matches(String text) {
    if (pattern.isEmpty() || text.length() > LONGEST_TEXT) {
      return true;
    }
    try {
      return pattern.get().matcher(new Counted(text)).find();
    } catch (TooLong | StackOverflowError e) {
      return true;
    }
  }

  /**
   * The ECMAScript pattern in Java's language: there {@code $} would also match before a last line
   * break, and {@code [} or {@code &&} in a class would nest or intersect.
   */
  static String toJava(String ecma) {
    StringBuilder java = new StringBuilder(ecma.length() + 16);
    boolean inClass = false;
    for (int i = 0; i < ecma.length(); i++) {
      char c = ecma.charAt(i);
      if (c == '\\' && i + 1 < ecma.length()) {
        java.append(c).append(ecma.charAt(++i));
      } else if (inClass) {
        inClass = c != ']';
        java.append(c == '[' || c == '&' ? "\\" : "").append(c);
      } else if (ecma.startsWith("[^]", i)) {
        java.append("[\\s\\S]");
        i += 2;
      } else if (ecma.startsWith("[]", i)) {
        java.append("(?!)");
        i++;
      } else if (c == '$') {
        java.append("(?![\\s\\S])");
      } else {
        inClass = c == '[';
        java.append(c);
      }
    }
    return java.toString();
  }

  /** A text that ends the search once it has been looked at too often. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int left = MOST_STEPS;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super(null, null, false, false);
    }
  }
}
