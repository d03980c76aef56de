package dev.dvp.core.operations;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.List;

/** Tells whether a module's own code binds a name somewhere. */
final class Bindings {
  private Bindings() {}

  static boolean binds(List<PyStatement> block, String name) {
    for (PyStatement statement : block) {
      if (bindsDirectly(statement, name)) {
        return true;
      }
      boolean hasOwnScope =
          statement instanceof PyStatement.Function
              || statement instanceof PyStatement.ClassDefinition;
      if (!hasOwnScope && statement.blocks().stream().anyMatch(inner -> binds(inner, name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean bindsDirectly(PyStatement statement, String name) {
    if (statement instanceof PyStatement.Function function) {
      return function.name().equals(name);
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      return definition.name().equals(name);
    } else if (statement instanceof PyStatement.Assign assign) {
      return assign.targets().stream().anyMatch(target -> isTarget(target, name));
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      return assign.value().isPresent() && isTarget(assign.target(), name);
    } else if (statement instanceof PyStatement.Import imported) {
      return imported.names().stream()
          .anyMatch(alias -> alias.alias().orElse(top(alias.name())).equals(name));
    } else if (statement instanceof PyStatement.ImportFrom imported) {
      return imported.names().stream()
          .anyMatch(alias -> alias.alias().orElse(alias.name()).equals(name));
    }
    return false;
  }

  private static String top(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private static boolean isTarget(PyExpression target, String name) {
    if (target instanceof PyExpression.Name bound) {
      return bound.id().equals(name);
    }
    boolean isList =
        target instanceof PyExpression.Tuple || target instanceof PyExpression.ListDisplay;
    return isList && target.children().stream().anyMatch(element -> isTarget(element, name));
  }
}
