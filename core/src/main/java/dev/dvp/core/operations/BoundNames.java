package dev.dvp.core.operations;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.List;

/** Every name that a block binds in its own scope, each as often as it is bound. */
final class BoundNames {
  private final List<String> names = new ArrayList<>();

  private BoundNames() {}

  static List<String> of(List<PyStatement> block) {
    BoundNames bound = new BoundNames();
    bound.block(block);
    return bound.names;
  }

  /** The names in the target of an assignment. */
  static List<String> ofTarget(PyExpression target) {
    BoundNames bound = new BoundNames();
    bound.target(target);
    return bound.names;
  }

  private void block(List<PyStatement> block) {
    for (PyStatement statement : block) {
      direct(statement);
      statement.expressions().forEach(this::walruses);
      boolean isScope =
          statement instanceof PyStatement.Function
              || statement instanceof PyStatement.ClassDefinition;
      if (!isScope) {
        statement.blocks().forEach(this::block);
      }
    }
  }

  private void direct(PyStatement statement) {
    if (statement instanceof PyStatement.Function function) {
      names.add(function.name());
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      names.add(definition.name());
    } else if (statement instanceof PyStatement.Import imported) {
      imported.names().forEach(alias -> names.add(alias.alias().orElse(top(alias.name()))));
    } else if (statement instanceof PyStatement.ImportFrom imported) {
      imported.names().forEach(alias -> names.add(alias.alias().orElse(alias.name())));
    } else if (statement instanceof PyStatement.Try attempt) {
      attempt.handlers().forEach(handler -> handler.name().ifPresent(names::add));
    } else if (statement instanceof PyStatement.ScopeDeclaration declaration) {
      names.addAll(declaration.names());
    } else {
      targets(statement);
    }
  }

  private void targets(PyStatement statement) {
    if (statement instanceof PyStatement.Assign assign) {
      assign.targets().forEach(this::target);
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      target(assign.target());
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      target(assign.target());
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(this::target);
    } else if (statement instanceof PyStatement.For loop) {
      target(loop.target());
    } else if (statement instanceof PyStatement.With with) {
      with.items().forEach(item -> item.target().ifPresent(this::target));
    }
  }

  private void target(PyExpression target) {
    if (target instanceof PyExpression.Name name) {
      names.add(name.id());
    } else if (target instanceof PyExpression.Tuple
        || target instanceof PyExpression.ListDisplay
        || target instanceof PyExpression.Starred) {
      target.children().forEach(this::target);
    }
  }

  private void walruses(PyExpression expression) {
    if (expression instanceof PyExpression.Walrus walrus) {
      target(walrus.target());
    }
    if (!(expression instanceof PyExpression.Lambda)) {
      expression.children().forEach(this::walruses);
    }
  }

  private static String top(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }
}
