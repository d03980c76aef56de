package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Overlay;
import dev.dvp.core.python.RoughToken.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds every trace of Python 2 in a file that the parser gave up on at the first: the list of what
 * its author has to rewrite, each with what to write instead.
 */
public final class Python2Scan {
  private static final Set<String> VIEWS = Set.of("iteritems", "itervalues", "iterkeys");
  private static final Set<String> NOT_AFTER_PRINT =
      Set.of("=", "==", ".", ",", ")", "]", "}", ":", ";", "in", "is", "and", "or", "if", "for");

  private final Path file;
  private final List<RoughToken> tokens;
  private final List<Diagnostic> found = new ArrayList<>();

  private Python2Scan(Path file, List<RoughToken> tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /**
   * Scans a file.
   *
   * @param file the file
   * @param overlay what files hold instead of what is on the disk
   * @return a finding for each trace, in the order of the file
   */
  public static List<Diagnostic> of(Path file, Overlay overlay) {
    try {
      return of(file, SourceDecoder.decode(PythonParser.bytes(file, overlay)));
    } catch (IOException | SyntaxProblem e) {
      return List.of();
    }
  }

  static List<Diagnostic> of(Path file, String text) {
    Python2Scan scan = new Python2Scan(file, RoughTokens.of(text));
    scan.run();
    return scan.found;
  }

  private void run() {
    int depth = 0;
    boolean isStart = true;
    boolean isInBackquotes = false;
    for (int i = 0; i < tokens.size() - 1; i++) {
      RoughToken token = tokens.get(i);
      if (isStart && token.kind() == Kind.NAME) {
        statement(i);
      }
      depth += depthOf(token);
      isStart = token.kind() == Kind.END || token.is(";") || (token.is(":") && depth == 0);
      if (token.is("`")) {
        if (!isInBackquotes) {
          add(i, "backquotes", "Write `repr(x)` where the backquotes are.");
        }
        isInBackquotes = !isInBackquotes;
      } else {
        anywhere(i, token);
      }
    }
  }

  private static int depthOf(RoughToken token) {
    if (token.is("(") || token.is("[") || token.is("{")) {
      return 1;
    }
    return token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
  }

  private void statement(int i) {
    RoughToken token = tokens.get(i);
    switch (token.text()) {
      case "print" -> print(i);
      case "exec" -> exec(i);
      case "raise" -> {
        if (indexInStatement(i, ",") > 0) {
          add(i, "`raise Type, value`", "Write `raise Type(value)`.");
        }
      }
      case "except" -> {
        if (indexInStatement(i, ",") > 0) {
          add(i, "`except Type, name`", "Write `except Type as name:`.");
        }
      }
      case "def" -> tupleParameters(i);
      default -> {
        // Every other statement is the same in both.
      }
    }
  }

  private void print(int i) {
    RoughToken next = tokens.get(i + 1);
    boolean isCall = next.is("(");
    if (isCall) {
      RoughToken after = tokens.get(Math.min(closing(i + 1) + 1, tokens.size() - 1));
      if (after.is("%") || after.is(",") || after.is(".")) {
        addFailing(i, "the `print` statement", "Put all that is printed into the parentheses.");
      }
    } else if (next.kind() == Kind.END || next.kind() == Kind.STRING || !isOther(next)) {
      add(i, "the `print` statement", "Write `print(…)`.");
    }
  }

  private static boolean isOther(RoughToken next) {
    return NOT_AFTER_PRINT.contains(next.text());
  }

  private void exec(int i) {
    RoughToken next = tokens.get(i + 1);
    boolean isStatement = next.kind() == Kind.NAME || next.kind() == Kind.STRING;
    boolean isWithNames =
        next.is("(") && tokens.get(Math.min(closing(i + 1) + 1, tokens.size() - 1)).is("in");
    if (isStatement || isWithNames) {
      add(i, "the `exec` statement", "Write `exec(…)`.");
    }
  }

  private void tupleParameters(int def) {
    int open = def + 2;
    if (open < tokens.size() && tokens.get(open).is("(")) {
      tuplesIn(open + 1, closing(open));
    }
  }

  /** A bracket where a parameter's name should be. */
  private void tuplesIn(int from, int end) {
    int depth = 0;
    for (int i = from; i < end; i++) {
      boolean isFirst = depth == 0 && (i == from || tokens.get(i - 1).is(","));
      if (isFirst && tokens.get(i).is("(")) {
        add(i, "a tuple as a parameter", "Take one parameter and unpack it in the body.");
      }
      depth += depthOf(tokens.get(i));
    }
  }

  private void anywhere(int i, RoughToken token) {
    switch (token.kind()) {
      case STRING -> {
        if (token.text().equals("ur")) {
          add(i, "the string prefix `ur`", "Write `r\"…\"`.");
        }
      }
      case NUMBER -> number(i, token.text());
      case OPERATOR -> {
        if (token.is("<>")) {
          add(i, "the operator `<>`", "Write `!=`.");
        }
      }
      case NAME -> name(i, token);
      case END -> {
        // No token of the author's.
      }
    }
  }

  private void name(int i, RoughToken token) {
    boolean isMethod = i > 1 && tokens.get(i - 1).is(".") && tokens.get(i + 1).is("(");
    if (token.is("lambda") && tokens.get(i + 1).is("(")) {
      add(i, "a tuple as a parameter", "Take one parameter and index it: `lambda x: x[0]`.");
    } else if (isMethod && token.is("has_key")) {
      addFailing(i, "`has_key`, which dicts of Python 3 lack", "Write `key in dict`.");
    } else if (isMethod && VIEWS.contains(token.text()) && !tokens.get(i - 2).is("six")) {
      String plain = token.text().substring("iter".length());
      addFailing(
          i, "`" + token.text() + "`, which dicts of Python 3 lack", "Write `." + plain + "()`.");
    }
  }

  private void number(int i, String text) {
    if (text.endsWith("l") || text.endsWith("L")) {
      add(i, "a long integer", "Drop the `L`.");
    } else if (text.length() > 1 && text.matches("0[0-7]*[1-7][0-7]*")) {
      String digits = text.replaceFirst("^0+", "");
      add(
          i,
          "an octal number with a bare leading zero",
          "Write `0o" + digits + "` for what `" + text + "` was in Python 2.");
    }
  }

  /** Where a statement has a token outside brackets, before a colon; -1 when it has none. */
  private int indexInStatement(int start, String operator) {
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      RoughToken token = tokens.get(i);
      if (depth == 0 && (token.kind() == Kind.END || token.is(";") || token.is(":"))) {
        return -1;
      }
      if (depth == 0 && token.is(operator)) {
        return i;
      }
      depth += depthOf(token);
    }
    return -1;
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += depthOf(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private void add(int i, String what, String help) {
    addWords(i, "This is Python 2 (" + what + "), which Python 3.11 refuses.", help);
  }

  /** For what Python 3 reads, though it does not do what the author meant. */
  private void addFailing(int i, String what, String help) {
    addWords(i, "This is Python 2 (" + what + "), which does something else in Python 3.11.", help);
  }

  private void addWords(int i, String words, String help) {
    RoughToken token = tokens.get(i);
    found.add(
        PythonRule.PYTHON_2_SYNTAX.at(
            new Location(file, token.line(), token.column()), words, help));
  }
}
