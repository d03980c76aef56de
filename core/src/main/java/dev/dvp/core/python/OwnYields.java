package dev.dvp.core.python;

import java.util.List;

/**
 * Tells generators from other functions: looks for {@code yield} in a body, but not in the
 * functions that stand in it.
 */
public final class OwnYields {
  private OwnYields() {}

  /**
   * Whether a function with this body is a generator.
   *
   * @param body the statements
   * @return whether one of its own expressions yields
   */
  public static boolean in(List<PyStatement> body) {
    for (PyStatement statement : body) {
      if (statement instanceof PyStatement.Function
          || statement instanceof PyStatement.ClassDefinition) {
        continue;
      }
      if (statement.expressions().stream().anyMatch(OwnYields::in)
          || statement.blocks().stream().anyMatch(OwnYields::in)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a lambda with this body is a generator.
   *
   * @param expression what it gives
   * @return whether it, or a part of it, yields
   */
  public static boolean in(PyExpression expression) {
    return expression instanceof PyExpression.Yield
        || (!(expression instanceof PyExpression.Lambda)
            && expression.children().stream().anyMatch(OwnYields::in));
  }
}
