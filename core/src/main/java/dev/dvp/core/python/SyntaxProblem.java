package dev.dvp.core.python;

/** Ends the reading of a file at its first error, as Python does. Never leaves the package. */
final class SyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  SyntaxProblem(int line, int column, String message) {
    // No stack trace: this is a result, and tens of thousands may be made while fuzzing.
    super(message, null, false, false);
    this.line = line;
    this.column = column;
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

  String text() {
    return String.valueOf(getMessage());
  }
}
