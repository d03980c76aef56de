package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import java.util.List;

/** What a module lists in {@code __all__}. */
final class Exports {
  private Exports() {}

  static void assign(Names names, PyExpression value) {
    names.facts.hasExports = true;
    names.facts.exports.clear();
    names.facts.areExportsOpen = names.frame().branches > 0;
    add(names, value);
  }

  static void extend(Names names, PyExpression value) {
    names.facts.hasExports = true;
    add(names, value);
  }

  /** A method of the list: {@code __all__.append("name")}. */
  static void change(Names names, String method, List<PyExpression> arguments) {
    if (arguments.size() == 1 && method.equals("extend")) {
      add(names, arguments.get(0));
    } else if (arguments.size() == 1
        && method.equals("append")
        && arguments.get(0) instanceof PyExpression.Text text) {
      names.facts.exports.putIfAbsent(text.value(), text.span());
    } else {
      names.facts.areExportsOpen = true;
    }
  }

  private static void add(Names names, PyExpression value) {
    if (value instanceof PyExpression.ListDisplay || value instanceof PyExpression.Tuple) {
      for (PyExpression element : value.children()) {
        if (element instanceof PyExpression.Text text) {
          if (names.muted == 0) {
            names.facts.exports.putIfAbsent(text.value(), text.span());
          }
        } else {
          names.facts.areExportsOpen = true;
        }
      }
    } else if (value instanceof PyExpression.Binary sum && sum.operator() == PyOperator.ADD) {
      add(names, sum.left());
      add(names, sum.right());
    } else {
      names.facts.areExportsOpen = true;
    }
  }
}
