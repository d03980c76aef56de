package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;

/** Reads single expressions, such as those that strings in annotations hold. */
public final class PythonExpressions {
  private static final int MAX_LENGTH = 10_000;

  private PythonExpressions() {}

  /**
   * Reads an expression. It recurses with the depth of the text, so it is called on a thread of
   * {@link DeepStack}. Places in the result count from the start of the text.
   *
   * @param text the source
   * @return the expression; nothing when the text is anything else
   */
  public static Optional<PyExpression> parse(String text) {
    if (isIdentifier(text)) {
      return Optional.of(new PyExpression.Name(text, new Span(1, 1, 1, text.length() + 1)));
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      List<PyStatement> body = PythonParser.statements(text);
      return body.size() == 1 && body.get(0) instanceof PyStatement.ExpressionStatement only
          ? Optional.of(only.value())
          : Optional.empty();
    } catch (SyntaxProblem | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Most are plain names, which need no parser. */
  private static boolean isIdentifier(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPart = c == '_' || (c < 128 && Character.isLetterOrDigit(c));
      if (!isPart) {
        return false;
      }
    }
    return !isKeyword(text);
  }

  private static boolean isKeyword(String text) {
    return switch (text) {
      case "None", "True", "False", "and", "as", "assert", "async", "await", "break", "class" ->
          true;
      case "continue", "def", "del", "elif", "else", "except", "finally", "for", "from" -> true;
      case "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass" -> true;
      case "raise", "return", "try", "while", "with", "yield" -> true;
      default -> false;
    };
  }
}
