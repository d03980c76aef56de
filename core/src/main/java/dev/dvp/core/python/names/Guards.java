package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a {@code try} or a {@code with} keeps from failing.
 *
 * @param catchesName whether NameError is named
 * @param catchesAll whether any exception is caught, NameError among them
 * @param catchesImport whether a failing import is caught
 */
record Guards(boolean catchesName, boolean catchesAll, boolean catchesImport) {
  private static final Set<String> ALL = Set.of("Exception", "BaseException", "StandardError");
  private static final Set<String> NAME = Set.of("NameError", "UnboundLocalError");
  private static final Set<String> IMPORT = Set.of("ImportError", "ModuleNotFoundError");

  static Guards of(PyStatement.Try tried) {
    Set<String> caught = new HashSet<>();
    boolean isBare = false;
    boolean isUnknown = false;
    for (PyStatement.Handler handler : tried.handlers()) {
      if (handler.type().isEmpty()) {
        isBare = true;
      } else {
        isUnknown |= !addNames(handler.type().get(), caught);
      }
    }
    return of(caught, isBare, isUnknown);
  }

  /** {@code with suppress(ImportError)}, {@code with self.assertRaises(NameError)}. */
  static Guards of(PyStatement.With with) {
    Set<String> caught = new HashSet<>();
    for (PyStatement.WithItem item : with.items()) {
      if (item.context() instanceof PyExpression.Call call) {
        for (PyExpression argument : call.arguments()) {
          addNames(argument, caught);
        }
      }
    }
    return of(caught, false, false);
  }

  static boolean mentionsNameError(List<PyExpression> arguments) {
    for (PyExpression argument : arguments) {
      if (argument instanceof PyExpression.Name name && NAME.contains(name.id())) {
        return true;
      }
    }
    return false;
  }

  private static Guards of(Set<String> caught, boolean isBare, boolean isUnknown) {
    boolean all = isBare || caught.stream().anyMatch(ALL::contains);
    boolean name = caught.stream().anyMatch(NAME::contains);
    boolean imports = all || isUnknown || caught.stream().anyMatch(IMPORT::contains);
    return new Guards(name, all, imports);
  }

  /** Adds the classes that an expression names; false when it may name others as well. */
  private static boolean addNames(PyExpression type, Set<String> names) {
    if (type instanceof PyExpression.Name name) {
      names.add(name.id());
      // A constant in capitals is a tuple of classes that stands elsewhere.
      return !name.id().equals(name.id().toUpperCase(Locale.ROOT));
    }
    if (type instanceof PyExpression.Attribute attribute) {
      names.add(attribute.name());
      return true;
    }
    if (type instanceof PyExpression.Tuple tuple) {
      boolean isKnown = true;
      for (PyExpression element : tuple.elements()) {
        isKnown &= addNames(element, names);
      }
      return isKnown;
    }
    return false;
  }

  /** The names that the handlers bind: what the body uses of them may be missing. */
  static Set<String> boundByHandlers(PyStatement.Try tried) {
    Set<String> bound = new HashSet<>();
    for (PyStatement.Handler handler : tried.handlers()) {
      for (PyStatement statement : handler.body()) {
        if (statement instanceof PyStatement.Assign assign) {
          for (PyExpression target : assign.targets()) {
            if (target instanceof PyExpression.Name name) {
              bound.add(name.id());
            }
          }
        } else if (statement instanceof PyStatement.Function function) {
          bound.add(function.name());
        } else if (statement instanceof PyStatement.ClassDefinition definition) {
          bound.add(definition.name());
        }
      }
    }
    return bound;
  }
}
