package dev.dvp.core.python;

import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.ComprehensionKind;

/** Which comprehensions are coroutines, and so only an asynchronous function may have them. */
final class AsyncChecks {
  private AsyncChecks() {}

  /** Whether it awaits anything; its first iterable is evaluated outside of it. */
  static boolean isAsync(Comprehension comprehension) {
    boolean isFirst = true;
    for (PyExpression.Generator generator : comprehension.generators()) {
      if (generator.isAsync()
          || awaits(generator.target())
          || (!isFirst && awaits(generator.iterable()))
          || generator.conditions().stream().anyMatch(AsyncChecks::awaits)) {
        return true;
      }
      isFirst = false;
    }
    return awaits(comprehension.element())
        || comprehension.value().filter(AsyncChecks::awaits).isPresent();
  }

  private static boolean awaits(PyExpression expression) {
    if (expression instanceof PyExpression.Await) {
      return true;
    }
    if (expression instanceof PyExpression.Lambda lambda) {
      return lambda.parameters().stream()
          .anyMatch(parameter -> parameter.defaultValue().filter(AsyncChecks::awaits).isPresent());
    }
    if (expression instanceof Comprehension inner) {
      boolean isLazy = inner.kind() == ComprehensionKind.GENERATOR;
      return awaits(inner.generators().get(0).iterable()) || (!isLazy && isAsync(inner));
    }
    return expression.children().stream().anyMatch(AsyncChecks::awaits);
  }
}
