package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.Parser;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import com.oracle.graal.python.pegparser.tokenizer.Token;

/**
 * Mends three things of the parser's errors, for which it reads the tokens of a refused file once
 * more. CPython goes on reading tokens after the parser failed, and an error in one of them (a
 * quote that is never closed) goes before the parser's. And the parser says line 1 of an unexpected
 * indent or unindent: the former is the first indent that no colon at the end of a line announces,
 * the latter the first that follows a decorator.
 */
final class TokenErrors {
  private final String text;
  private final SyntaxProblem problem;
  private final boolean isIndent;
  private final boolean isUnindent;
  private int beforeLast = Token.Kind.NEWLINE;
  private int last = Token.Kind.NEWLINE;
  private int lineStart = Token.Kind.NEWLINE;

  private TokenErrors(String text, SyntaxProblem problem) {
    this.text = text;
    this.problem = problem;
    this.isIndent = problem.text().equals("unexpected indent");
    this.isUnindent = problem.text().equals("unexpected unindent");
  }

  /** The error that CPython reports of a file of which the parser reports the given one. */
  static SyntaxProblem first(String text, SyntaxProblem problem) {
    return new TokenErrors(text, problem).find();
  }

  private SyntaxProblem find() {
    Parser parser = PythonParser.parser(text);
    try {
      // Every token takes a character, or is an indent or unindent that a character goes with.
      SourceRange before = SourceRange.ARTIFICIAL_RANGE;
      for (int i = 0; i <= 2 * text.length(); i++) {
        parser.reset(i);
        Token token = parser.getAndInitializeToken();
        if (token.type == Token.Kind.ENDMARKER) {
          return problem;
        }
        if (isUnexpected(token.type)) {
          SourceRange range = token.sourceRange;
          return new SyntaxProblem(range.endLine, range.endColumn + 1, problem.text());
        }
        if (isBlockWithoutColon(token)) {
          return new SyntaxProblem(before.startLine, before.startColumn + 1, problem.text());
        }
        before = token.sourceRange;
        advance(token.type);
      }
    } catch (SyntaxProblem token) {
      return goesBefore(token) ? token : problem;
    }
    return problem;
  }

  private boolean isUnexpected(int type) {
    if (type == Token.Kind.INDENT) {
      return isIndent && !(beforeLast == Token.Kind.COLON && last == Token.Kind.NEWLINE);
    }
    return type == Token.Kind.DEDENT
        && isUnindent
        && last == Token.Kind.NEWLINE
        && lineStart == Token.Kind.AT;
  }

  private boolean isBlockWithoutColon(Token token) {
    return token.type == Token.Kind.INDENT
        && token.sourceRange.endLine == problem.line()
        && problem.text().equals("expected ':'");
  }

  private void advance(int type) {
    boolean isLayout = last == Token.Kind.NEWLINE || isIndentation(last);
    if (isLayout && !isIndentation(type)) {
      lineStart = type;
    }
    beforeLast = last;
    last = type;
  }

  private static boolean isIndentation(int type) {
    return type == Token.Kind.INDENT || type == Token.Kind.DEDENT;
  }

  /**
   * CPython looks at indentation no more, and at brackets that were open before the error alone.
   */
  private boolean goesBefore(SyntaxProblem token) {
    String words = token.text();
    boolean isLayout = words.contains("indent") || words.contains("line continuation");
    boolean isBracket = words.endsWith("was never closed");
    return !isIndent && !isLayout && (!isBracket || problem.endLine() > token.line());
  }
}
