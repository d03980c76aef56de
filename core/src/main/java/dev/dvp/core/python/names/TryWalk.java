package dev.dvp.core.python.names;

import dev.dvp.core.python.PyStatement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows {@code try}: what its handlers catch is no fault, and what they are given goes away. */
final class TryWalk {
  private final Names names;
  private final StatementWalk statements;
  private final ExpressionWalk expressions;

  TryWalk(Names names, StatementWalk statements, ExpressionWalk expressions) {
    this.names = names;
    this.statements = statements;
    this.expressions = expressions;
  }

  void visit(PyStatement.Try tried) {
    Guards guards = Guards.of(tried);
    Set<String> fallbacks = guards.catchesAll() ? Guards.boundByHandlers(tried) : Set.of();
    names.nameGuards += guards.catchesName() ? 1 : 0;
    names.broadGuards += guards.catchesAll() ? 1 : 0;
    names.importGuards += guards.catchesImport() ? 1 : 0;
    names.exempt(fallbacks);
    statements.skippable(tried.body());
    names.endExempt(fallbacks);
    names.broadGuards -= guards.catchesAll() ? 1 : 0;
    names.nameGuards -= guards.catchesName() ? 1 : 0;
    // What stands in for a module that could not be imported may be missing as well: the handler
    // runs only where the first choice is missing. What Python 2 had built in is such a choice.
    names.broadGuards += guards.catchesImport() ? 1 : 0;
    for (PyStatement.Handler handler : tried.handlers()) {
      handler(handler);
    }
    names.broadGuards -= guards.catchesImport() ? 1 : 0;
    names.importGuards -= guards.catchesImport() ? 1 : 0;
    statements.skippable(tried.orElse());
    statements.block(tried.finalBody());
  }

  private void handler(PyStatement.Handler handler) {
    if (handler.type().isPresent()) {
      expressions.visit(handler.type().get());
    }
    if (handler.name().isEmpty()) {
      statements.skippable(handler.body());
      return;
    }
    String name = handler.name().get();
    @Nullable Binding before = names.scope.names.get(name);
    int from = names.tick();
    names.bind(name);
    statements.skippable(handler.body());
    // Gone behind the handler; what it made inside has seen it.
    Binding gone = Binding.deleted(from, names.tick());
    names.bind(name, before == null || before.state() == Binding.State.DELETED ? gone : before);
  }
}
