package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs statements. */
final class Statements {
  private final Interpreter interpreter;
  private final Tries tries;
  private final Matches matches;

  Statements(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.tries = new Tries(interpreter);
    this.matches = new Matches(interpreter);
  }

  Flow block(List<PyStatement> statements, Frame frame) {
    for (PyStatement statement : statements) {
      Flow flow = run(statement, frame);
      if (flow != Flow.NORMAL) {
        return flow;
      }
    }
    return Flow.NORMAL;
  }

  private Flow run(PyStatement statement, Frame frame) {
    interpreter.budget.step();
    if (statement instanceof PyStatement.If conditional) {
      return conditional(conditional, frame);
    } else if (statement instanceof PyStatement.For loop) {
      return interpreter.loops.run(loop, frame);
    } else if (statement instanceof PyStatement.While loop) {
      return interpreter.loops.run(loop, frame);
    } else if (statement instanceof PyStatement.Try tried) {
      return tries.run(tried, frame);
    } else if (statement instanceof PyStatement.With with) {
      return with(with, frame);
    } else if (statement instanceof PyStatement.Match match) {
      return match(match, frame);
    } else if (statement instanceof PyStatement.Return returned) {
      frame.returned.add(optional(returned.value(), frame));
      return Flow.RETURN;
    } else if (statement instanceof PyStatement.Break) {
      return Flow.BREAK;
    } else if (statement instanceof PyStatement.Continue) {
      return Flow.CONTINUE;
    }
    simple(statement, frame);
    return Flow.NORMAL;
  }

  private void simple(PyStatement statement, Frame frame) {
    if (statement instanceof PyStatement.Function function) {
      define(function, frame);
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      define(definition, frame);
    } else if (statement instanceof PyStatement.Import imported) {
      interpreter.imports.run(imported, frame);
    } else if (statement instanceof PyStatement.ImportFrom imported) {
      interpreter.imports.run(imported, frame);
    } else if (statement instanceof PyStatement.ExpressionStatement expression) {
      interpreter.evaluate(expression.value(), frame);
    } else if (statement instanceof PyStatement.Raise raise) {
      throw new PythonRaise("raise", frame.at(raise.span()), raised(raise.exception(), frame));
    } else if (statement instanceof PyStatement.Assert asserted) {
      interpreter.evaluate(asserted.test(), frame);
    } else if (statement instanceof PyStatement.ScopeDeclaration declaration) {
      (declaration.isGlobal() ? frame.globalNames : frame.outerNames).addAll(declaration.names());
    } else {
      assign(statement, frame);
    }
  }

  private void assign(PyStatement statement, Frame frame) {
    if (statement instanceof PyStatement.Assign assign) {
      Value value = interpreter.evaluate(assign.value(), frame);
      assign.targets().forEach(target -> interpreter.targets.assign(target, value, frame));
    } else if (statement instanceof PyStatement.AnnotatedAssign assign
        && assign.value().isPresent()) {
      Value value = interpreter.evaluate(assign.value().get(), frame);
      interpreter.targets.assign(assign.target(), value, frame);
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      augment(assign, frame);
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(target -> interpreter.targets.delete(target, frame));
    }
  }

  private void augment(PyStatement.AugmentedAssign assign, Frame frame) {
    Value old = interpreter.evaluate(assign.target(), frame);
    Value value = interpreter.evaluate(assign.value(), frame);
    Value.touch(old);
    if (old instanceof Value.Known known && known.name().equals("sys.path")) {
      SearchPath.extend(interpreter, value);
      return;
    }
    if (old instanceof Sequence list && !list.isTuple && value instanceof Sequence more) {
      Loops.elements(more, interpreter.budget)
          .ifPresent(elements -> list.addAll(elements, interpreter.budget));
      return;
    }
    Value result =
        interpreter
            .objects
            .binary(old, assign.operator(), value, frame, assign.span())
            .orElseGet(() -> Arithmetic.binary(old, assign.operator(), value, interpreter.budget));
    interpreter.targets.assign(assign.target(), result, frame);
  }

  private Value optional(Optional<PyExpression> expression, Frame frame) {
    return expression.map(e -> interpreter.evaluate(e, frame)).orElse(Value.NONE);
  }

  /** The class of what is raised. */
  private Value raised(Optional<PyExpression> exception, Frame frame) {
    if (exception.isEmpty()) {
      return Value.UNKNOWN;
    }
    Value value = interpreter.evaluate(exception.get(), frame);
    boolean isCall =
        exception.get() instanceof PyExpression.Call call
            && call.function() instanceof PyExpression.Name;
    if (value instanceof Value.Instance instance) {
      return instance.type;
    } else if (isCall) {
      return interpreter.evaluate(((PyExpression.Call) exception.get()).function(), frame);
    }
    return value;
  }

  private Flow conditional(PyStatement.If conditional, Frame frame) {
    Optional<Boolean> truth = interpreter.truth(conditional.test(), frame);
    if (truth.isPresent()) {
      return block(truth.get() ? conditional.body() : conditional.orElse(), frame);
    }
    List<Supplier<Flow>> arms =
        List.of(() -> block(conditional.body(), frame), () -> block(conditional.orElse(), frame));
    return interpreter.forks.run(frame, arms);
  }

  private Flow with(PyStatement.With with, Frame frame) {
    if (with.items().isEmpty()) {
      return block(with.body(), frame);
    }
    PyStatement.WithItem item = with.items().get(0);
    PyStatement.With inner =
        new PyStatement.With(
            with.items().subList(1, with.items().size()), with.body(), with.isAsync(), with.span());
    Optional<PyExpression> suppressed = suppressed(item.context(), frame);
    if (suppressed.isPresent()) {
      return tries.run(suppressing(inner, suppressed.get()), frame);
    }
    Value context = interpreter.evaluate(item.context(), frame);
    if (context instanceof Lazy generator) {
      return with(generator, item, inner, frame);
    }
    Value entered = interpreter.objects.enter(context, frame, item.context().span());
    item.target().ifPresent(target -> interpreter.targets.assign(target, entered, frame));
    return with(inner, frame);
  }

  /** A {@code contextlib.contextmanager}: the block runs where it yields. */
  private Flow with(
      Lazy generator, PyStatement.WithItem item, PyStatement.With inner, Frame frame) {
    Flow[] flow = {Flow.NORMAL};
    int depth = interpreter.forks.depth();
    generator.enter(
        value -> {
          item.target().ifPresent(target -> interpreter.targets.assign(target, value, frame));
          if (interpreter.forks.depth() == depth) {
            flow[0] = with(inner, frame);
          } else {
            interpreter.forks.perhaps(frame, () -> with(inner, frame));
          }
        });
    return flow[0];
  }

  /** {@code with contextlib.suppress(E):} is {@code try:} with {@code except E: pass}. */
  private static PyStatement.Try suppressing(PyStatement.With inner, PyExpression types) {
    PyStatement.Handler handler =
        new PyStatement.Handler(Optional.of(types), Optional.empty(), List.of(), types.span());
    return new PyStatement.Try(
        List.of(inner), List.of(handler), List.of(), List.of(), false, types.span());
  }

  private Optional<PyExpression> suppressed(PyExpression context, Frame frame) {
    if (context instanceof PyExpression.Call call
        && (call.function() instanceof PyExpression.Name
            || call.function() instanceof PyExpression.Attribute)
        && interpreter.evaluate(call.function(), frame) instanceof Value.Known known
        && known.name().equals("contextlib.suppress")) {
      return Optional.of(new PyExpression.Tuple(call.arguments(), call.span()));
    }
    return Optional.empty();
  }

  private Flow match(PyStatement.Match match, Frame frame) {
    Value subject = interpreter.evaluate(match.subject(), frame);
    List<Supplier<Flow>> arms = new ArrayList<>();
    for (PyStatement.Case one : match.cases()) {
      Optional<Boolean> matched = matches.matches(one.pattern(), subject, frame);
      if (matched.equals(Optional.of(true)) && one.guard().isPresent()) {
        matched = Arithmetic.truth(interpreter.evaluate(one.guard().get(), frame));
      }
      if (matched.equals(Optional.of(false))) {
        continue;
      }
      arms.add(() -> block(one.body(), frame));
      if (matched.isPresent()) {
        return arms.size() == 1 ? arms.get(0).get() : interpreter.forks.run(frame, arms);
      }
    }
    arms.add(() -> Flow.NORMAL);
    return arms.size() == 1 ? Flow.NORMAL : interpreter.forks.run(frame, arms);
  }

  private void define(PyStatement.Function function, Frame frame) {
    interpreter.budget.chargeObjects(1);
    List<Value> decorators = decorators(function.decorators(), frame);
    Map<String, Value> defaults = interpreter.calls.defaults(function.parameters(), frame);
    Value value = FunctionValue.of(function, defaults, frame);
    frame.bind(function.name(), decorate(value, decorators, function.decorators(), frame));
  }

  private void define(PyStatement.ClassDefinition definition, Frame frame) {
    interpreter.budget.chargeObjects(1);
    List<Value> decorators = decorators(definition.decorators(), frame);
    List<Value> bases = new ArrayList<>();
    definition.bases().forEach(base -> bases.add(interpreter.evaluate(base, frame)));
    Frame body = frame.inner(Frame.Kind.CLASS);
    body.locals.set("__name__", new Text(definition.name()));
    block(definition.body(), body);
    TypeValue type =
        new TypeValue(
            definition.name(),
            bases,
            body.locals,
            fields(definition.body()),
            frame.at(definition.span()));
    body.owner = Optional.of(type);
    interpreter.objects.made(
        type, keywords(definition.keywords(), frame), frame, definition.span());
    Value value = type;
    frame.bind(definition.name(), decorate(value, decorators, definition.decorators(), frame));
  }

  private static List<String> fields(List<PyStatement> body) {
    List<String> fields = new ArrayList<>();
    for (PyStatement statement : body) {
      if (statement instanceof PyStatement.AnnotatedAssign field
          && field.target() instanceof PyExpression.Name name) {
        fields.add(name.id());
      }
    }
    return fields;
  }

  private Map<String, Value> keywords(List<PyExpression.Keyword> keywords, Frame frame) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (PyExpression.Keyword keyword : keywords) {
      Value value = interpreter.evaluate(keyword.value(), frame);
      keyword.name().ifPresent(name -> values.put(name, value));
    }
    return values;
  }

  private List<Value> decorators(List<PyExpression> expressions, Frame frame) {
    List<Value> decorators = new ArrayList<>();
    expressions.forEach(expression -> decorators.add(interpreter.evaluate(expression, frame)));
    return decorators;
  }

  /** Python applies the decorator nearest to the function first. */
  private Value decorate(
      Value decorated, List<Value> decorators, List<PyExpression> expressions, Frame frame) {
    Value value = decorated;
    for (int i = decorators.size() - 1; i >= 0; i--) {
      value =
          interpreter.calls.call(
              decorators.get(i), Arguments.of(value), frame, expressions.get(i).span());
    }
    return value;
  }
}
