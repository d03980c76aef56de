package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a function may end: its {@code return} statements, and whether its last line is reached. */
final class Ends {
  /** What a function is called that does not come back. */
  private static final Set<String> STOPPING =
      Set.of(
          "raise",
          "fail",
          "abort",
          "exit",
          "quit",
          "die",
          "error",
          "unsupported",
          "implemented",
          "reject",
          "throw",
          "panic",
          "fatal");

  private final List<PyStatement.Return> returns = new ArrayList<>();
  private boolean isGenerator;

  Ends(PyStatement.Function function) {
    block(function.body());
  }

  /** The function's own return statements, in source order. */
  List<PyStatement.Return> returns() {
    return returns;
  }

  boolean isGenerator() {
    return isGenerator;
  }

  /** Whether something is returned anywhere. */
  boolean returnsValue() {
    return returns.stream().anyMatch(one -> one.value().isPresent());
  }

  private void block(List<PyStatement> statements) {
    for (PyStatement statement : statements) {
      if (statement instanceof PyStatement.Return one) {
        returns.add(one);
      }
      boolean isInner =
          statement instanceof PyStatement.Function
              || statement instanceof PyStatement.ClassDefinition;
      if (!isInner) {
        statement.expressions().forEach(this::expression);
        statement.blocks().forEach(this::block);
      }
    }
  }

  private void expression(PyExpression expression) {
    isGenerator |= expression instanceof PyExpression.Yield;
    if (!(expression instanceof PyExpression.Lambda)) {
      expression.children().forEach(this::expression);
    }
  }

  /**
   * The statement after which a block plainly comes to its end, where there is one.
   *
   * @return the last statement, or the one in it that does not return; nothing when the end is not
   *     reached, or that cannot be told
   */
  static Optional<PyStatement> end(List<PyStatement> block) {
    if (block.isEmpty() || block.stream().anyMatch(Ends::stops)) {
      return Optional.empty();
    }
    PyStatement last = block.get(block.size() - 1);
    if (last instanceof PyStatement.If choice) {
      return ofChoice(choice);
    }
    if (last instanceof PyStatement.With with) {
      return end(with.body());
    }
    if (last instanceof PyStatement.Try tried) {
      return ofTry(tried);
    }
    boolean isLoop = last instanceof PyStatement.For || last instanceof PyStatement.While;
    if (isLoop) {
      // A loop that returns may well be meant to always find what it looks for.
      return isWhileTrue(last) || hasReturn(last) ? Optional.empty() : Optional.of(last);
    }
    // Patterns may cover all that there is, and `assert False` is a way to raise.
    boolean isUnsure = last instanceof PyStatement.Match || last instanceof PyStatement.Assert;
    return isUnsure ? Optional.empty() : Optional.of(last);
  }

  private static Optional<PyStatement> ofChoice(PyStatement.If choice) {
    Optional<PyStatement> then = end(choice.body());
    if (then.isPresent()) {
      return then;
    }
    return choice.orElse().isEmpty() ? Optional.of(choice) : ofElse(choice.orElse());
  }

  /** A row of elifs without an else may well cover all that there is. */
  private static Optional<PyStatement> ofElse(List<PyStatement> orElse) {
    if (orElse.size() == 1 && orElse.get(0) instanceof PyStatement.If choice) {
      Optional<PyStatement> then = end(choice.body());
      return then.isPresent() || choice.orElse().isEmpty() ? then : ofElse(choice.orElse());
    }
    return end(orElse);
  }

  private static Optional<PyStatement> ofTry(PyStatement.Try tried) {
    if (!tried.finalBody().isEmpty() && hasReturn(tried.finalBody())) {
      return Optional.empty();
    }
    Optional<PyStatement> body = end(tried.orElse().isEmpty() ? tried.body() : tried.orElse());
    if (body.isPresent()) {
      return body;
    }
    for (PyStatement.Handler handler : tried.handlers()) {
      Optional<PyStatement> end = end(handler.body());
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
  }

  private static boolean isWhileTrue(PyStatement loop) {
    return loop instanceof PyStatement.While repeated
        && !(repeated.test() instanceof PyExpression.Comparison);
  }

  private static boolean hasReturn(PyStatement statement) {
    return statement instanceof PyStatement.Return
        || statement instanceof PyStatement.Raise
        || statement.blocks().stream().anyMatch(Ends::hasReturn);
  }

  private static boolean hasReturn(List<PyStatement> block) {
    return block.stream().anyMatch(Ends::hasReturn);
  }

  /** Whether nothing follows: it returns, raises, or calls what by its name does not come back. */
  private static boolean stops(PyStatement statement) {
    return statement instanceof PyStatement.Return
        || statement instanceof PyStatement.Raise
        || (statement instanceof PyStatement.ExpressionStatement alone && mayStop(alone));
  }

  private static boolean mayStop(PyStatement.ExpressionStatement alone) {
    return alone.value() instanceof PyExpression.Call call && isStopping(call.function());
  }

  private static boolean isStopping(PyExpression function) {
    if (function instanceof PyExpression.Attribute attribute) {
      // `logger.error(…)` comes back.
      boolean isLog =
          attribute.value() instanceof PyExpression.Name name
              && name.id().toLowerCase(Locale.ROOT).contains("log");
      return !isLog && isStopping(attribute.name());
    }
    return function instanceof PyExpression.Name name && isStopping(name.id());
  }

  private static boolean isStopping(String name) {
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      if (STOPPING.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
