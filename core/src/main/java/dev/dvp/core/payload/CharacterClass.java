package dev.dvp.core.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bracket of a pattern: {@code [a-z0-9_]}, {@code [!x]}, {@code [[:digit:]]}, read as git reads
 * it.
 *
 * @param negated whether it stands for every character that is not in it
 * @param ranges the characters, as pairs of first and last
 * @param names classes of POSIX, such as {@code digit}
 */
record CharacterClass(boolean negated, List<int[]> ranges, List<String> names) {
  private static final List<String> NAMES =
      List.of(
          "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
          "upper", "xdigit");

  boolean holds(int c) {
    boolean found = names.stream().anyMatch(name -> isOf(name, c));
    for (int[] range : ranges) {
      found |= range[0] <= c && c <= range[1];
    }
    return found != negated;
  }

  /** In ASCII alone, as git has them. */
  private static boolean isOf(String name, int c) {
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean digit = c >= '0' && c <= '9';
    boolean graph = c > ' ' && c < 0x7F;
    return switch (name) {
      case "alnum" -> upper || lower || digit;
      case "alpha" -> upper || lower;
      case "blank" -> c == ' ' || c == '\t';
      case "cntrl" -> c < ' ' || c == 0x7F;
      case "digit" -> digit;
      case "graph" -> graph;
      case "lower" -> lower;
      case "print" -> graph || c == ' ';
      case "punct" -> graph && !(upper || lower || digit);
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "upper" -> upper;
      default -> digit || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    };
  }

  /** Reads one bracket. */
  static final class Reader {
    private final int[] pattern;
    private final List<int[]> ranges = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int at;
    private int previous = -1;
    private String problem = "";
    private int problemAt;

    /**
     * Makes one.
     *
     * @param pattern the whole pattern in code points
     * @param at where the bracket opens
     */
    Reader(int[] pattern, int at) {
      this.pattern = pattern;
      this.at = at + 1;
      this.problemAt = at;
    }

    /** Where the pattern goes on behind the bracket. */
    int end() {
      return at;
    }

    /** What is wrong with the bracket; empty when nothing is. */
    String problem() {
      return problem;
    }

    int problemAt() {
      return problemAt;
    }

    /** The class; nothing when the bracket is such that no text ever matches. */
    Optional<CharacterClass> read() {
      boolean negated = peek() == '!' || peek() == '^';
      at += negated ? 1 : 0;
      // A bracket that closes at once stands for itself.
      do {
        if (!readOne()) {
          return Optional.empty();
        }
      } while (peek() != ']');
      at++;
      return Optional.of(new CharacterClass(negated, ranges, names));
    }

    private int peek() {
      return at < pattern.length ? pattern[at] : -1;
    }

    private boolean readOne() {
      int start = at;
      if (peek() == '[' && at + 1 < pattern.length && pattern[at + 1] == ':') {
        int close = at + 2;
        while (close < pattern.length && pattern[close] != ']') {
          close++;
        }
        if (close == pattern.length) {
          return fail("The bracket is never closed");
        }
        if (close - 1 >= at + 2 && pattern[close - 1] == ':') {
          return readName(new String(pattern, at + 2, close - at - 3), close);
        }
      }
      if (peek() == '-' && previous >= 0 && at + 1 < pattern.length && pattern[at + 1] != ']') {
        at++;
        return readRange(start);
      }
      int c = literal();
      ranges.add(new int[] {c, c});
      previous = c;
      return c >= 0 || fail("The bracket is never closed");
    }

    private boolean readRange(int start) {
      int last = literal();
      if (last < 0) {
        return fail("The bracket is never closed");
      }
      if (last < previous) {
        problem = "The range in the bracket runs backwards";
        problemAt = start - 1;
      }
      ranges.add(new int[] {previous, last});
      previous = -1;
      return true;
    }

    private boolean readName(String name, int close) {
      if (!NAMES.contains(name)) {
        problemAt = at;
        return fail("There is no class of characters of that name");
      }
      names.add(name);
      previous = -1;
      at = close + 1;
      return true;
    }

    /** One character, a backslash before it taken away; -1 at the end. */
    private int literal() {
      if (peek() == '\\') {
        at++;
      }
      int c = peek();
      at++;
      return c;
    }

    private boolean fail(String why) {
      problem = why;
      return false;
    }
  }
}
