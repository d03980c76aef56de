package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.BoundMethod;
import dev.dvp.core.operations.Value.Instance;
import dev.dvp.core.operations.Value.Partial;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether calling something may register operations: whether it names the plugin object, or a
 * function that does. Asked of what is given to code that is not followed.
 */
final class Reach {
  private static final int MAX_DEPTH = 5;

  /** What takes longer to find out is taken for granted. */
  private static final int MAX_LOOKED = 2_000_000;

  private final Interpreter interpreter;

  /** What has been found out of functions, for as long as there are no more plugin objects. */
  private final IdentityHashMap<Object, Boolean> answers = new IdentityHashMap<>();

  private int plugins;
  private int looked;

  Reach(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  boolean mayRegister(Value callable) {
    int made = interpreter.platform.made().size();
    if (made == 0) {
      return false;
    }
    if (made != plugins) {
      answers.clear();
      plugins = made;
    }
    return reaches(callable, MAX_DEPTH);
  }

  private boolean reaches(Value value, int depth) {
    if (Platform.isPluginish(value)) {
      return true;
    } else if (depth == 0) {
      return false;
    } else if (value instanceof FunctionValue function) {
      return ofFunction(function, depth);
    } else if (value instanceof BoundMethod method) {
      return reaches(method.function(), depth) || Platform.isPluginish(method.self());
    } else if (value instanceof Partial partial) {
      return reaches(partial.function(), depth)
          || partial.arguments().all().stream().anyMatch(Platform::isPluginish);
    } else if (value instanceof Value.Cached cached) {
      return reaches(cached.function, depth);
    } else if (value instanceof TypeValue type) {
      return member(type, "__init__", depth) || member(type, "__new__", depth);
    }
    return value instanceof Instance instance && member(instance.type, "__call__", depth);
  }

  private boolean member(TypeValue type, String name, int depth) {
    Optional<Value> method = type.lookUp(name);
    return method.isPresent() && reaches(method.get(), depth - 1);
  }

  private boolean ofFunction(FunctionValue function, int depth) {
    Object key = function.result.isPresent() ? function.result.get() : function.body;
    Boolean known = answers.get(key);
    if (known != null) {
      return known;
    }
    // A function that calls itself reaches no more by that.
    answers.put(key, false);
    boolean reaches =
        function.defaults.values().stream().anyMatch(Platform::isPluginish)
            || (function.result.isPresent()
                ? inExpression(function.result.get(), function.definedIn, depth)
                : inBlock(function.body, function.definedIn, depth));
    answers.put(key, reaches);
    return reaches;
  }

  private boolean inBlock(List<PyStatement> block, Frame frame, int depth) {
    for (PyStatement statement : block) {
      boolean reaches =
          statement.expressions().stream().anyMatch(e -> inExpression(e, frame, depth))
              || statement.blocks().stream().anyMatch(inner -> inBlock(inner, frame, depth));
      if (reaches) {
        return true;
      }
    }
    return false;
  }

  private boolean inExpression(PyExpression expression, Frame frame, int depth) {
    if (++looked > MAX_LOOKED) {
      return true;
    }
    if (expression instanceof PyExpression.Name name) {
      return frame.lookUp(name.id()).map(value -> reaches(value, depth - 1)).orElse(false);
    }
    return expression.children().stream().anyMatch(child -> inExpression(child, frame, depth));
  }
}
