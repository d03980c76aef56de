package dev.dvp.core.documents;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a regular expression by the grammar of ECMA-262 with the web's leniencies (its Annex B),
 * the language of {@code pattern} in JSON Schema, and says what is wrong with it. It compiles
 * nothing, and takes time in proportion to the pattern's length.
 */
public final class EcmaPattern {
  /**
   * What is wrong with a pattern.
   *
   * @param index where, in characters from 0
   * @param message what, as a whole sentence
   * @param fatal whether no reader of patterns would take it; else some would, and read it
   *     otherwise than JSON Schema says
   */
  public record Flaw(int index, String message, boolean fatal) {}

  private final String pattern;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Set<String> names = new HashSet<>();
  private int at;

  /** Whether a repetition may follow what was just read. */
  private boolean atom;

  /** How many groups capture; -1 until somebody asks. */
  private int groups = -1;

  private Optional<Flaw> first = Optional.empty();

  private EcmaPattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Checks a pattern.
   *
   * @param pattern the regular expression
   * @return the first fatal flaw, else the first other one, else nothing
   */
  public static Optional<Flaw> check(String pattern) {
    return new EcmaPattern(pattern).check();
  }

  private Optional<Flaw> check() {
    while (at < pattern.length() && !isFatal()) {
      step(pattern.charAt(at));
    }
    if (!open.isEmpty()) {
      fatal(open.peekFirst(), "This `(` is never closed.");
    }
    return first;
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> escape();
      case '(' -> group();
      case ')' -> close();
      case '[' -> characterClass();
      case '*', '+', '?' -> repetition(1);
      case '{' -> braces();
      case '^', '$', '|' -> {
        atom = false;
        at++;
      }
      default -> {
        atom = true;
        at++;
      }
    }
  }

  private void escape() {
    if (at + 1 == pattern.length()) {
      fatal(at, "The pattern ends with a lone backslash.");
      at++;
      return;
    }
    char c = pattern.charAt(at + 1);
    if ("AZzGQE".indexOf(c) >= 0) {
      String anchors = c == 'Q' || c == 'E' ? "" : "; the ends of the text are `^` and `$`";
      doubtful(at, "JSON Schema's patterns have no `\\" + c + "`" + anchors + ".");
    } else if (isLetter(c) && "bBcdDfknpPrsStuvwWx".indexOf(c) < 0) {
      doubtful(at, "The escape `\\" + c + "` means nothing in JSON Schema's patterns.");
    } else if (c >= '1' && c <= '9' && number(at + 1) > groups()) {
      doubtful(at, "`\\" + c + "` refers to a group that is not there.");
    }
    atom = c != 'b' && c != 'B';
    at += 2;
    if ("pPu".indexOf(c) >= 0 && pattern.startsWith("{", at)) {
      int end = pattern.substring(at, Math.min(pattern.length(), at + 60)).indexOf('}');
      at += end + 1;
    }
  }

  private void group() {
    open.push(at);
    atom = false;
    if (!pattern.startsWith("(?", at)) {
      at++;
      return;
    }
    String rest = pattern.substring(at + 2, Math.min(pattern.length(), at + 12));
    if (rest.startsWith(":") || rest.startsWith("=") || rest.startsWith("!")) {
      at += 3;
    } else if (rest.startsWith("<=") || rest.startsWith("<!")) {
      at += 4;
    } else if (rest.startsWith("<")) {
      name();
    } else if (rest.startsWith("P<") || rest.startsWith("P=") || rest.startsWith("P>")) {
      doubtful(at, "`(?P` is Python's; JSON Schema's patterns name a group by `(?<name>`.");
      at += 3;
    } else if (rest.startsWith(">") || rest.startsWith("#")) {
      doubtful(at, "JSON Schema's patterns have no `(?" + rest.charAt(0) + "`.");
      at += 3;
    } else if (!rest.isEmpty() && (isLetter(rest.charAt(0)) || rest.charAt(0) == '-')) {
      doubtful(
          at, "JSON Schema's patterns have no flags such as `(?i)`; write `[Aa]` for either case.");
      at += 3;
    } else {
      fatal(at, "No kind of group starts like this one, with `(?`.");
      at += 2;
    }
  }

  private void name() {
    int end = pattern.indexOf('>', at);
    String name = end < 0 ? "" : pattern.substring(at + 3, end);
    boolean good = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; good && i < name.length(); i++) {
      good = Character.isLetterOrDigit(name.charAt(i)) || "_$".indexOf(name.charAt(i)) >= 0;
    }
    if (!good) {
      fatal(at, "The group's name in `(?<name>` is missing or no name.");
      at += 3;
      return;
    }
    if (!names.add(name)) {
      fatal(at, "Two groups are named `" + name + "`.");
    }
    at = end + 1;
  }

  private void close() {
    if (open.isEmpty()) {
      fatal(at, "This `)` closes nothing.");
    } else {
      open.pop();
    }
    atom = true;
    at++;
  }

  private void repetition(int length) {
    if (!atom) {
      fatal(at, "There is nothing before `" + pattern.charAt(at) + "` that it could repeat.");
    }
    at += length;
    atom = false;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    } else if (at < pattern.length() && pattern.charAt(at) == '+') {
      doubtful(at, "JSON Schema's patterns have no possessive repetition (`+` after another).");
      at++;
    }
  }

  private void braces() {
    String near = pattern.substring(at + 1, Math.min(pattern.length(), at + 40));
    int end = near.indexOf('}');
    String inside = end < 0 ? "" : near.substring(0, end);
    int comma = inside.indexOf(',');
    String low = comma < 0 ? inside : inside.substring(0, comma);
    String high = comma < 0 ? "" : inside.substring(comma + 1);
    if (!isNumber(low) || !(high.isEmpty() || isNumber(high))) {
      doubtful(at, "A bare `{` is read in different ways; write `\\{` for the character.");
      atom = true;
      at++;
      return;
    }
    if (low.length() > 9 || high.length() > 9) {
      doubtful(at, "So many repetitions cannot be matched.");
    } else if (!high.isEmpty() && Integer.parseInt(low) > Integer.parseInt(high)) {
      fatal(at, "In `{" + inside + "}` the first number is larger than the second.");
    }
    repetition(inside.length() + 2);
  }

  private void characterClass() {
    int start = at;
    at += pattern.startsWith("[^", at) ? 2 : 1;
    if (at < pattern.length() && pattern.charAt(at) == ']') {
      doubtful(start, "An empty `[]` matches nothing; write `\\]` for the character.");
    }
    while (at < pattern.length() && pattern.charAt(at) != ']' && !isFatal()) {
      boolean posix =
          pattern.startsWith("[:", at)
              && pattern.substring(at, Math.min(pattern.length(), at + 12)).contains(":]");
      if (posix) {
        doubtful(at, "JSON Schema's patterns have no `[:…:]`; write ranges such as `[A-Za-z]`.");
      }
      range();
    }
    if (at >= pattern.length()) {
      fatal(start, "The set that starts with `[` is never closed.");
    }
    at++;
    atom = true;
  }

  private void range() {
    int start = at;
    int low = member();
    boolean range =
        at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
    if (range) {
      at++;
      int high = member();
      if (low >= 0 && high >= 0 && low > high) {
        fatal(
            start,
            "In the range `"
                + pattern.substring(start, at)
                + "` the first character comes after"
                + " the second.");
      }
    }
  }

  /** Steps over one member of a set: its character, or -1 when it is not a single plain one. */
  private int member() {
    int c = pattern.codePointAt(at);
    if (c != '\\') {
      at += Character.charCount(c);
      return c;
    }
    if (at + 1 == pattern.length()) {
      at++;
      return -1;
    }
    char escaped = pattern.charAt(at + 1);
    at += 2;
    return isLetter(escaped) || Character.isDigit(escaped) ? -1 : escaped;
  }

  private int groups() {
    if (groups < 0) {
      groups = countGroups();
    }
    return groups;
  }

  private int countGroups() {
    int count = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
      } else if (c == '(' && (!pattern.startsWith("(?", i) || pattern.startsWith("(?<", i))) {
        count++;
      }
    }
    return count;
  }

  private int number(int from) {
    int end = from;
    while (end < pattern.length() && end < from + 6 && Character.isDigit(pattern.charAt(end))) {
      end++;
    }
    return Integer.parseInt(pattern.substring(from, end));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private boolean isFatal() {
    return first.isPresent() && first.get().fatal();
  }

  private void fatal(int index, String message) {
    if (!isFatal()) {
      first = Optional.of(new Flaw(index, message, true));
    }
  }

  private void doubtful(int index, String message) {
    if (first.isEmpty()) {
      first = Optional.of(new Flaw(index, message, false));
    }
  }
}
