package dev.dvp.core.usage;

import dev.dvp.core.python.ParameterKind;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether a decorator of the plugin's own hands all arguments on to the function as they are:
 * it gives an inner function that takes {@code *args} and {@code **kwargs}, looks at them at most,
 * and calls the function with just these.
 */
final class Wrappers {
  private final Program program;

  Wrappers(Program program) {
    this.program = program;
  }

  /** Whether the function gets what the platform passes, under this decorator. */
  boolean passesArgumentsOn(PyExpression decorator, Scope scope) {
    if (decorator instanceof PyExpression.Call call) {
      return definition(call.function(), scope)
          .flatMap(Wrappers::returned)
          .filter(Wrappers::isPassing)
          .isPresent();
    }
    return definition(decorator, scope).filter(Wrappers::isPassing).isPresent();
  }

  private Optional<PyStatement.Function> definition(PyExpression name, Scope scope) {
    return program
        .bound(name, scope)
        .map(Program.Bound::binding)
        .filter(Binding.Defined.class::isInstance)
        .map(defined -> ((Binding.Defined) defined).function())
        .filter(function -> !function.isAsync() && function.decorators().isEmpty());
  }

  /** The inner function that a function gives back, where that is all that it does. */
  private static Optional<PyStatement.Function> returned(PyStatement.Function outer) {
    List<PyStatement> body = outer.body();
    PyStatement last = body.get(body.size() - 1);
    if (last instanceof PyStatement.Return end
        && end.value().isPresent()
        && end.value().get() instanceof PyExpression.Name name) {
      List<PyStatement.Function> inner =
          body.stream()
              .filter(PyStatement.Function.class::isInstance)
              .map(PyStatement.Function.class::cast)
              .filter(function -> function.name().equals(name.id()))
              .toList();
      boolean isAlone = body.stream().allMatch(Wrappers::isHarmless) && inner.size() == 1;
      return isAlone ? Optional.of(inner.get(0)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Text, functions, names for other values, and the end. */
  private static boolean isHarmless(PyStatement statement) {
    return statement instanceof PyStatement.Function
        || statement instanceof PyStatement.Return
        || statement instanceof PyStatement.Assign
        || statement instanceof PyStatement.ExpressionStatement;
  }

  private static boolean isPassing(PyStatement.Function decorator) {
    if (decorator.parameters().size() != 1) {
      return false;
    }
    String function = decorator.parameters().get(0).name();
    return returned(decorator)
        .filter(inner -> !inner.isAsync() && isPassing(inner, function))
        .isPresent();
  }

  private static boolean isPassing(PyStatement.Function inner, String function) {
    Set<String> rest =
        inner.parameters().stream()
            .filter(
                parameter ->
                    parameter.kind() == ParameterKind.VAR_POSITIONAL
                        || parameter.kind() == ParameterKind.VAR_KEYWORD)
            .map(PyParameter::name)
            .collect(Collectors.toSet());
    boolean takesAll =
        rest.size() == inner.parameters().size()
            && inner.parameters().stream()
                .anyMatch(parameter -> parameter.kind() == ParameterKind.VAR_KEYWORD);
    if (!takesAll) {
      return false;
    }
    List<PyExpression.Name> names = new ArrayList<>();
    List<PyExpression.Call> calls = new ArrayList<>();
    collect(inner.body(), names, calls);
    List<PyExpression.Call> ofFunction =
        calls.stream().filter(call -> isNamed(call.function(), function)).toList();
    long uses =
        names.stream().filter(name -> name.id().equals(function)).count()
            - ofFunction.size()
            - attributes(inner.body(), function);
    long handedOn = ofFunction.stream().filter(call -> isWhole(call, rest)).count();
    long ofRest = names.stream().filter(name -> rest.contains(name.id())).count();
    return !ofFunction.isEmpty()
        && handedOn == ofFunction.size()
        && uses == 0
        && ofRest == handedOn * rest.size();
  }

  /** Whether a call is {@code function(*args, **kwargs)}. */
  private static boolean isWhole(PyExpression.Call call, Set<String> rest) {
    List<PyExpression> given = new ArrayList<>();
    for (PyExpression argument : call.arguments()) {
      if (!(argument instanceof PyExpression.Starred starred)) {
        return false;
      }
      given.add(starred.value());
    }
    for (PyExpression.Keyword keyword : call.keywords()) {
      if (keyword.name().isPresent()) {
        return false;
      }
      given.add(keyword.value());
    }
    return given.size() == rest.size()
        && given.stream().allMatch(e -> e instanceof PyExpression.Name n && rest.contains(n.id()));
  }

  /** How often an attribute of it is read, as in {@code function.__name__}. */
  private static long attributes(List<PyStatement> body, String name) {
    long count = 0;
    for (PyStatement statement : body) {
      for (PyExpression expression : statement.expressions()) {
        count += attributes(expression, name);
      }
      for (List<PyStatement> block : statement.blocks()) {
        count += attributes(block, name);
      }
    }
    return count;
  }

  private static long attributes(PyExpression expression, String name) {
    long own =
        expression instanceof PyExpression.Attribute attribute && isNamed(attribute.value(), name)
            ? 1
            : 0;
    return own + expression.children().stream().mapToLong(child -> attributes(child, name)).sum();
  }

  private static void collect(
      List<PyStatement> body, List<PyExpression.Name> names, List<PyExpression.Call> calls) {
    for (PyStatement statement : body) {
      statement.expressions().forEach(expression -> collect(expression, names, calls));
      statement.blocks().forEach(block -> collect(block, names, calls));
    }
  }

  private static void collect(
      PyExpression expression, List<PyExpression.Name> names, List<PyExpression.Call> calls) {
    if (expression instanceof PyExpression.Name name) {
      names.add(name);
    } else if (expression instanceof PyExpression.Call call) {
      calls.add(call);
    }
    expression.children().forEach(child -> collect(child, names, calls));
  }

  private static boolean isNamed(PyExpression expression, String name) {
    return expression instanceof PyExpression.Name used && used.id().equals(name);
  }
}
