package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.util.Optional;

/** Looks at what operations and migrations return, where that is plain to see. */
final class Returns implements Visitor {
  private final Kinds kinds;
  private final Registered registered;
  private final Diagnostics out;

  Returns(Program program, Things things, Registered registered, Diagnostics out) {
    this.kinds = new Kinds(program, things);
    this.registered = registered;
    this.out = out;
  }

  @Override
  public void statement(PyStatement statement, Place place) {
    if (!(statement instanceof PyStatement.Function function)) {
      return;
    }
    SourceModule module = place.scope().module;
    if (!registered.isIn(module.path)) {
      return;
    }
    Optional<Operation> operation = registered.operation(function, module);
    Scope scope = module.scopeOf(function);
    if (operation.isPresent()) {
      operation(function, operation.get(), scope);
    } else if (registered.migration(function, module).isPresent()) {
      migration(function, module);
    }
  }

  private void operation(PyStatement.Function function, Operation operation, Scope scope) {
    Optional<Wanted> wanted = Wanted.of(operation.returns());
    Ends ends = new Ends(function);
    if (wanted.isEmpty() || ends.isGenerator()) {
      return;
    }
    for (PyStatement.Return one : ends.returns()) {
      if (one.value().isEmpty()) {
        wrong(operation, wanted.get(), Kinds.NONE, one.span(), scope);
      } else {
        value(one.value().get(), operation, wanted.get(), scope);
      }
    }
    if (ends.returns().isEmpty() && Ends.end(function.body()).isPresent()) {
      wrong(operation, wanted.get(), Kinds.NONE, function.span(), scope);
    }
  }

  private void value(PyExpression value, Operation operation, Wanted wanted, Scope scope) {
    if (value instanceof PyExpression.Conditional choice) {
      value(choice.body(), operation, wanted, scope);
      value(choice.orElse(), operation, wanted, scope);
      return;
    }
    Optional<String> kind = kinds.of(value, scope);
    if (wanted.isList() && value instanceof PyExpression.ListDisplay list) {
      for (PyExpression element : list.elements()) {
        kinds
            .of(element, scope)
            .filter(one -> !one.equals(wanted.item()))
            .ifPresent(
                one -> wrong(operation, wanted, one + " in the list", element.span(), scope));
      }
    } else {
      kind.ifPresent(one -> wrong(operation, wanted, one, value.span(), scope));
    }
  }

  private void wrong(Operation operation, Wanted wanted, String kind, Span span, Scope scope) {
    if (wanted.accepts(kind)) {
      return;
    }
    out.add(
        UsageRule.WRONG_RETURN.at(
            scope.module.at(span),
            "`"
                + operation.decorator()
                + "` returns "
                + kind
                + " here, where the platform expects "
                + wanted.words()
                + ".",
            wanted.item().equals(Kinds.NONE)
                ? "Return nothing."
                : "Return " + wanted.words() + ", or raise an exception that says why not."));
  }

  private void migration(PyStatement.Function function, SourceModule module) {
    Ends ends = new Ends(function);
    if (ends.isGenerator()) {
      return;
    }
    for (PyStatement.Return one : ends.returns()) {
      if (one.value().isEmpty() || one.value().get() instanceof PyExpression.None) {
        nothing(module, one.span());
      }
    }
    Optional<PyStatement> end = Ends.end(function.body());
    if (end.isPresent()) {
      nothing(module, ends.returnsValue() ? end.get().span() : function.span());
    }
  }

  private void nothing(SourceModule module, Span span) {
    out.add(
        UsageRule.MIGRATION_WITHOUT_RETURN.at(
            module.at(span),
            "The migration returns nothing here, while the platform stores what it returns: the"
                + " object's data would be lost or the upgrade fail.",
            "Return the dict, changed or not."));
  }
}
