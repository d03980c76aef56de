package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.OwnYields;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A function or a lambda of the plugin, with the names that it sees. */
final class FunctionValue implements Value {
  /** What it was written as. */
  enum Kind {
    PLAIN,
    ASYNC,
    LAMBDA
  }

  final Kind kind;
  final String name;
  final List<PyParameter> parameters;
  final Map<String, Value> defaults;
  final List<PyStatement> body;
  final Optional<PyExpression> result;
  final Frame definedIn;
  final Location where;

  private Optional<Boolean> isGenerator = Optional.empty();

  /** The function that this one stands in for, by {@code functools.wraps}. */
  Optional<FunctionValue> wrapped = Optional.empty();

  private FunctionValue(
      Kind kind,
      String name,
      List<PyParameter> parameters,
      Map<String, Value> defaults,
      List<PyStatement> body,
      Optional<PyExpression> result,
      Frame definedIn,
      Location where) {
    this.kind = kind;
    this.name = name;
    this.parameters = parameters;
    this.defaults = defaults;
    this.body = body;
    this.result = result;
    this.definedIn = definedIn;
    this.where = where;
  }

  static FunctionValue of(PyStatement.Function function, Map<String, Value> defaults, Frame frame) {
    return new FunctionValue(
        function.isAsync() ? Kind.ASYNC : Kind.PLAIN,
        function.name(),
        function.parameters(),
        defaults,
        function.body(),
        Optional.empty(),
        frame,
        frame.at(function.span()));
  }

  static FunctionValue of(PyExpression.Lambda lambda, Map<String, Value> defaults, Frame frame) {
    return new FunctionValue(
        Kind.LAMBDA,
        "<lambda>",
        lambda.parameters(),
        defaults,
        List.of(),
        Optional.of(lambda.body()),
        frame,
        frame.at(lambda.span()));
  }

  /** The function that the author wrote, under its decorators. */
  FunctionValue original() {
    FunctionValue function = this;
    for (int i = 0; i < 10 && function.wrapped.isPresent(); i++) {
      function = function.wrapped.get();
    }
    return function;
  }

  /** Whether a call runs nothing of it yet: generators, and what waits to be awaited. */
  boolean isRunLater() {
    return kind == Kind.ASYNC || isGenerator();
  }

  private boolean isGenerator() {
    if (isGenerator.isEmpty()) {
      isGenerator =
          Optional.of(result.isPresent() ? OwnYields.in(result.get()) : OwnYields.in(body));
    }
    return isGenerator.get();
  }

  boolean isMethod() {
    return definedIn.kind == Frame.Kind.CLASS;
  }
}
