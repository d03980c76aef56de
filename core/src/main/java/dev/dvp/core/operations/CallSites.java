package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the calls that pass a parameter by name, so that they follow when it is renamed. Those in
 * the function's own module follow; where another module may call the function so, or this one does
 * in a way that is not plain, nothing is renamed at all.
 */
final class CallSites {
  private final FunctionValue function;
  private final String old;
  private final String fresh;
  private final List<Edit> edits = new ArrayList<>();
  private int bindings;
  private boolean isDoubtful;

  private CallSites(FunctionValue function, String old, String fresh) {
    this.function = function;
    this.old = old;
    this.fresh = fresh;
  }

  /**
   * The edits of the calls.
   *
   * @return nothing when it cannot be told which calls must follow
   */
  static Optional<List<Edit>> edits(
      FunctionValue function, String old, String fresh, Collection<ModuleValue> modules) {
    CallSites sites = new CallSites(function, old, fresh);
    ModuleValue own = function.definedIn.module;
    sites.scope(own.body, true);
    boolean isOnly = function.definedIn.kind == Frame.Kind.MODULE && sites.bindings == 1;
    sites.isDoubtful |= !sites.edits.isEmpty() && !isOnly;
    for (ModuleValue module : modules) {
      if (!module.equals(own)) {
        sites.scope(module.body, false);
      }
    }
    return sites.isDoubtful ? Optional.empty() : Optional.of(sites.edits);
  }

  /** Counts a scope's bindings, then looks through it. */
  private void scope(List<PyStatement> block, boolean isOwn) {
    if (isOwn) {
      bindings +=
          (int) BoundNames.of(block).stream().filter(name -> name.equals(function.name)).count();
    }
    block(block, isOwn);
  }

  private void block(List<PyStatement> block, boolean isOwn) {
    for (PyStatement statement : block) {
      statement.expressions().forEach(expression -> expression(expression, isOwn));
      boolean isScope =
          statement instanceof PyStatement.Function
              || statement instanceof PyStatement.ClassDefinition;
      if (statement instanceof PyStatement.Function inner) {
        bindings +=
            (int) inner.parameters().stream().filter(p -> p.name().equals(function.name)).count();
      }
      statement
          .blocks()
          .forEach(
              inner -> {
                if (isScope) {
                  scope(inner, isOwn);
                } else {
                  block(inner, isOwn);
                }
              });
    }
  }

  private void expression(PyExpression expression, boolean isOwn) {
    if (expression instanceof PyExpression.Call call) {
      call(call, isOwn);
    }
    expression.children().forEach(child -> expression(child, isOwn));
  }

  private void call(PyExpression.Call call, boolean isOwn) {
    boolean isByName = isName(call.function());
    boolean isAttribute =
        call.function() instanceof PyExpression.Attribute attribute
            && attribute.name().equals(function.name);
    boolean isGiven = call.arguments().stream().anyMatch(this::isName);
    if (!isByName && !isAttribute && !isGiven) {
      return;
    }
    for (PyExpression.Keyword keyword : call.keywords()) {
      boolean passes = keyword.name().filter(old::equals).isPresent();
      boolean mayPass = keyword.name().isEmpty();
      if (passes && isByName && isOwn) {
        Span span = keyword.span();
        edits.add(
            new Edit(new Location(function.where.file(), span.line(), span.column()), old, fresh));
      } else {
        isDoubtful |= passes || mayPass;
      }
    }
  }

  private boolean isName(PyExpression expression) {
    return expression instanceof PyExpression.Name name && name.id().equals(function.name);
  }
}
