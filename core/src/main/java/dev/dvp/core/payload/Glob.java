package dev.dvp.core.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for a path with slashes, read as git's {@code wildmatch} reads it: {@code *}, {@code ?}
 * and {@code [...]} stand for characters of one name, {@code **} between slashes or at an end for
 * any number of folders, a backslash takes the next character as it is. Unlike git's, characters
 * are those of Unicode and no bytes.
 *
 * <p>All ways through the pattern are followed at once, so that the time of a match is bounded by
 * the product of the two lengths whatever the pattern is; a {@link Budget} bounds their sum.
 */
final class Glob {
  private static final int ANY = -1;
  private static final int STAR = -2;

  /** Stands for none or more folders: before a {@link #FOLDERS} and a slash, it skips both. */
  private static final int MAYBE_FOLDERS = -3;

  private static final int FOLDERS = -4;
  private static final int NEVER = -5;

  /** The first class of characters is this, the next one less, and so on. */
  private static final int CLASSES = -10;

  /**
   * Something for which a pattern, or a part of it, never matches.
   *
   * @param index where, in code points of the pattern
   * @param message what, as a sentence without its end
   */
  record Fault(int index, String message) {}

  /** How many steps all matches together may take. */
  static final class Budget {
    private long left;

    Budget(long steps) {
      left = steps;
    }

    boolean isSpent() {
      return left < 0;
    }
  }

  private final int[] tokens;
  private final List<CharacterClass> classes = new ArrayList<>();
  private final Optional<Fault> fault;

  /** The text itself when there is nothing to match in it, else its end if only a star precedes. */
  private final String plain;

  private final boolean isPlain;
  private final boolean isEnding;

  private Glob(int[] pattern) {
    Compiler compiler = new Compiler(pattern, classes);
    tokens = compiler.compile();
    fault = Optional.ofNullable(compiler.faults.isEmpty() ? null : compiler.faults.get(0));
    isPlain = Arrays.stream(tokens).allMatch(token -> token >= 0);
    isEnding =
        tokens.length > 1
            && tokens[0] == STAR
            && Arrays.stream(tokens).skip(1).allMatch(token -> token >= 0);
    plain = isPlain ? text(tokens, 0) : isEnding ? text(tokens, 1) : "";
  }

  private static String text(int[] tokens, int start) {
    return new String(tokens, start, tokens.length - start);
  }

  static Glob of(String pattern) {
    return new Glob(pattern.codePoints().toArray());
  }

  /** What is wrong with the pattern. */
  Optional<Fault> fault() {
    return fault;
  }

  /**
   * Tells whether a path matches.
   *
   * @param path the path or name
   * @param budget how much may be spent; with none left nothing matches
   */
  boolean matches(String path, Budget budget) {
    budget.left--;
    if (isPlain) {
      return path.equals(plain);
    }
    if (isEnding) {
      return path.endsWith(plain) && path.lastIndexOf('/', path.length() - plain.length() - 1) < 0;
    }
    return budget.left >= 0 && matchesAll(path, budget);
  }

  private boolean matchesAll(String path, Budget budget) {
    boolean[] open = new boolean[tokens.length + 1];
    open[0] = true;
    skip(open);
    for (int i = 0; i < path.length(); ) {
      int c = path.codePointAt(i);
      i += Character.charCount(c);
      boolean[] next = new boolean[tokens.length + 1];
      boolean any = false;
      for (int at = 0; at < tokens.length; at++) {
        if (open[at]) {
          int to = stays(tokens[at]) ? at : at + 1;
          boolean fits = fits(tokens[at], c);
          next[to] |= fits;
          any |= fits;
        }
      }
      budget.left -= tokens.length;
      if (!any || budget.left < 0) {
        return false;
      }
      skip(next);
      open = next;
    }
    return open[tokens.length];
  }

  private static boolean stays(int token) {
    return token == STAR || token == FOLDERS;
  }

  private boolean fits(int token, int c) {
    return switch (token) {
      case STAR, ANY -> c != '/';
      case FOLDERS -> true;
      case NEVER, MAYBE_FOLDERS -> false;
      default -> token >= 0 ? token == c : c != '/' && classes.get(CLASSES - token).holds(c);
    };
  }

  /** Opens what can be reached without a character. */
  private void skip(boolean[] open) {
    for (int at = 0; at < tokens.length; at++) {
      if (open[at] && tokens[at] == MAYBE_FOLDERS) {
        open[at + 1] = true;
        open[at + 3] = true;
      } else if (open[at] && stays(tokens[at])) {
        open[at + 1] = true;
      }
    }
  }

  private static final class Compiler {
    private final int[] pattern;
    private final List<CharacterClass> classes;
    private final List<Integer> tokens = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    Compiler(int[] pattern, List<CharacterClass> classes) {
      this.pattern = pattern;
      this.classes = classes;
    }

    int[] compile() {
      int at = 0;
      while (at < pattern.length) {
        at =
            switch (pattern[at]) {
              case '*' -> stars(at);
              case '?' -> add(ANY, at + 1);
              case '[' -> bracket(at);
              case '\\' -> escape(at);
              default -> add(pattern[at], at + 1);
            };
      }
      return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private int add(int token, int end) {
      tokens.add(token);
      return end;
    }

    private int stars(int start) {
      int end = start;
      while (end < pattern.length && pattern[end] == '*') {
        end++;
      }
      boolean opens = start == 0 || pattern[start - 1] == '/';
      boolean isBeforeSlash = isAt(end, '/');
      // git's goes on over this slash, too, but does not take it for the end of no folder at all.
      boolean isBeforeEscaped = isAt(end, '\\') && isAt(end + 1, '/');
      boolean closes = end == pattern.length || isBeforeSlash || isBeforeEscaped;
      if (end - start == 1 || !opens || !closes) {
        return add(STAR, end);
      }
      if (isBeforeSlash) {
        tokens.add(MAYBE_FOLDERS);
      }
      return add(FOLDERS, end);
    }

    private boolean isAt(int index, int character) {
      return index < pattern.length && pattern[index] == character;
    }

    private int bracket(int start) {
      CharacterClass.Reader reader = new CharacterClass.Reader(pattern, start);
      Optional<CharacterClass> read = reader.read();
      if (!reader.problem().isEmpty()) {
        faults.add(new Fault(reader.problemAt(), reader.problem()));
      }
      if (read.isEmpty()) {
        return add(NEVER, pattern.length);
      }
      classes.add(read.get());
      return add(CLASSES - classes.size() + 1, reader.end());
    }

    private int escape(int at) {
      if (at + 1 < pattern.length) {
        return add(pattern[at + 1], at + 2);
      }
      faults.add(new Fault(at, "Nothing follows the backslash at the end"));
      return add(NEVER, at + 1);
    }
  }
}
