package dev.dvp.core.python;

/** Ends the reading of a file at its first error, as Python does. Never leaves the package. */
final class SyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int endLine;

  SyntaxProblem(int line, int column, String message) {
    this(line, column, line, message);
  }

  SyntaxProblem(int line, int column, int endLine, String message) {
    // No stack trace: this is a result, and tens of thousands may be made while fuzzing.
    super(message, null, false, false);
    this.line = line;
    this.column = column;
    this.endLine = endLine;
  }

  SyntaxProblem(Span span, String message) {
    this(span.line(), span.column(), message);
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** The last line of what is wrong. */
  int endLine() {
    return endLine;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
