package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import dev.dvp.core.python.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions as far as they can be known. */
final class Expressions {
  private final Interpreter interpreter;
  private final Comprehensions comprehensions;
  private final Displays displays;

  Expressions(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.comprehensions = new Comprehensions(interpreter);
    this.displays = new Displays(interpreter);
  }

  Value evaluate(PyExpression expression, Frame frame) {
    interpreter.budget.enterExpression();
    try {
      return constantOrName(expression, frame);
    } finally {
      interpreter.budget.leaveExpression();
    }
  }

  private Value constantOrName(PyExpression expression, Frame frame) {
    if (expression instanceof PyExpression.Name name) {
      return name(name.id(), frame, name.span());
    } else if (expression instanceof PyExpression.Text text) {
      return new Text(text.value());
    } else if (expression instanceof PyExpression.Int number) {
      return new Value.Int(number.value());
    } else if (expression instanceof PyExpression.Truth truth) {
      return new Value.Truth(truth.value());
    } else if (expression instanceof PyExpression.None) {
      return Value.NONE;
    } else if (expression instanceof PyExpression.Attribute attribute) {
      return interpreter.attributes.get(
          evaluate(attribute.value(), frame), attribute.name(), frame, attribute.nameSpan());
    } else if (expression instanceof PyExpression.Call call) {
      return call(call, frame);
    }
    return display(expression, frame);
  }

  private Value name(String id, Frame frame, Span span) {
    Optional<Value> value = frame.lookUp(id);
    if (value.isPresent()) {
      return value.get();
    } else if (id.equals("__debug__")) {
      return new Value.Truth(true);
    }
    if (interpreter.guards > 0 && !frame.module.hasMoreNames && Builtins.isOfPython2(id)) {
      throw PythonRaise.of("NameError", frame.at(span));
    }
    return Builtins.contains(id) ? new Value.Known("builtins." + id) : Value.UNKNOWN;
  }

  private Value display(PyExpression expression, Frame frame) {
    interpreter.budget.chargeObjects(1);
    if (expression instanceof PyExpression.Tuple
        || expression instanceof PyExpression.ListDisplay
        || expression instanceof PyExpression.SetDisplay
        || expression instanceof PyExpression.DictDisplay
        || expression instanceof PyExpression.FormattedText) {
      return displays.evaluate(expression, frame);
    } else if (expression instanceof PyExpression.Comprehension comprehension) {
      return comprehension.kind() == PyExpression.ComprehensionKind.GENERATOR
          ? comprehensions.later(comprehension, frame)
          : comprehensions.evaluate(comprehension, frame);
    } else if (expression instanceof PyExpression.Lambda lambda) {
      return FunctionValue.of(
          lambda, interpreter.calls.defaults(lambda.parameters(), frame), frame);
    }
    return operation(expression, frame);
  }

  private Value operation(PyExpression expression, Frame frame) {
    if (expression instanceof PyExpression.Binary binary) {
      Value left = evaluate(binary.left(), frame);
      Value right = evaluate(binary.right(), frame);
      return interpreter
          .objects
          .binary(left, binary.operator(), right, frame, binary.span())
          .orElseGet(() -> Arithmetic.binary(left, binary.operator(), right, interpreter.budget));
    } else if (expression instanceof PyExpression.Unary unary) {
      return Arithmetic.unary(unary.operator(), evaluate(unary.operand(), frame));
    } else if (expression instanceof PyExpression.Comparison comparison) {
      return compare(comparison, frame);
    } else if (expression instanceof PyExpression.Logical logical) {
      return logical(logical, frame);
    } else if (expression instanceof PyExpression.Conditional conditional) {
      return conditional(conditional, frame);
    } else if (expression instanceof PyExpression.Walrus walrus) {
      Value value = evaluate(walrus.value(), frame);
      interpreter.targets.assign(walrus.target(), value, frame);
      return value;
    } else if (expression instanceof PyExpression.Subscript subscript) {
      return subscript(subscript, frame);
    } else if (expression instanceof PyExpression.Await await) {
      return awaited(evaluate(await.value(), frame));
    } else if (expression instanceof PyExpression.Yield yielded) {
      return handOut(yielded, frame);
    }
    expression.children().forEach(child -> evaluate(child, frame));
    return Value.UNKNOWN;
  }

  private static Value awaited(Value value) {
    if (value instanceof Lazy lazy) {
      lazy.all();
    }
    return Value.UNKNOWN;
  }

  private Value handOut(PyExpression.Yield yielded, Frame frame) {
    Value value = yielded.value().map(v -> evaluate(v, frame)).orElse(Value.NONE);
    Lazy.Taker taker = frame.taker.orElse(element -> {});
    if (yielded.isFrom()) {
      interpreter.loops.each(value, frame, taker);
    } else {
      taker.take(value);
    }
    return Value.UNKNOWN;
  }

  private Value subscript(PyExpression.Subscript subscript, Frame frame) {
    Value container = evaluate(subscript.value(), frame);
    if (subscript.index() instanceof PyExpression.Slice slice) {
      Optional<Value> lower = slice.lower().map(bound -> evaluate(bound, frame));
      Optional<Value> upper = slice.upper().map(bound -> evaluate(bound, frame));
      Value step = slice.step().map(by -> evaluate(by, frame)).orElse(Value.Int.of(1));
      return step instanceof Value.Int by && by.value().signum() > 0 && by.value().bitLength() < 20
          ? interpreter.attributes.slice(container, lower, upper, by.value().intValue())
          : Value.UNKNOWN;
    }
    Value index = evaluate(subscript.index(), frame);
    raiseWhenAbsent(container, index, frame.at(subscript.span()));
    return interpreter.attributes.item(container, index, frame, subscript.span());
  }

  /** Where a handler waits for it, an item that is surely not there raises. */
  private void raiseWhenAbsent(Value container, Value index, Location where) {
    if (interpreter.guards == 0) {
      return;
    }
    if (container instanceof Dict dict
        && !dict.isOpen
        && !dict.isTouched
        && Arithmetic.isConstant(index)
        && !dict.entries.containsKey(index)) {
      throw PythonRaise.of("KeyError", where);
    }
    if (container instanceof Sequence list
        && !list.isTooLong
        && !list.isTouched
        && index instanceof Value.Int at) {
      int size = list.elements.size();
      BigInteger number = at.value();
      boolean isInside =
          number.compareTo(BigInteger.valueOf(size)) < 0
              && number.compareTo(BigInteger.valueOf(-size)) >= 0;
      if (!isInside) {
        throw PythonRaise.of("IndexError", where);
      }
    }
  }

  private Value compare(PyExpression.Comparison comparison, Frame frame) {
    Value left = evaluate(comparison.first(), frame);
    Optional<Boolean> result = Optional.of(true);
    for (int i = 0; i < comparison.others().size(); i++) {
      Value right = evaluate(comparison.others().get(i), frame);
      Optional<Boolean> one =
          compare(left, comparison.operators().get(i), right, frame, comparison.span());
      if (one.isPresent() && !one.get()) {
        return new Value.Truth(false);
      }
      result = one.isPresent() ? result : one;
      left = right;
    }
    return result.<Value>map(Value.Truth::new).orElse(Value.UNKNOWN);
  }

  private Optional<Boolean> compare(
      Value left, PyOperator operator, Value right, Frame frame, Span span) {
    boolean isInside = operator == PyOperator.IN || operator == PyOperator.NOT_IN;
    if (isInside && right instanceof Value.Instance container) {
      return interpreter
          .objects
          .call(container, "__contains__", Arguments.of(left), frame, span)
          .flatMap(Arithmetic::truth)
          .map(found -> found == (operator == PyOperator.IN));
    }
    return Arithmetic.compare(left, operator, right, interpreter.budget);
  }

  /** Python gives the operand that decides; what follows it is not evaluated. */
  private Value logical(PyExpression.Logical logical, Frame frame) {
    List<Value> possible = new ArrayList<>();
    for (int i = 0; i < logical.operands().size(); i++) {
      PyExpression operand = logical.operands().get(i);
      Value value = possible.isEmpty() ? evaluate(operand, frame) : perhaps(operand, frame);
      Optional<Boolean> truth = Arithmetic.truth(value);
      boolean isLast = i == logical.operands().size() - 1;
      if (isLast || (truth.isPresent() && truth.get() != logical.isAnd())) {
        possible.add(value);
        break;
      }
      if (truth.isEmpty()) {
        possible.add(value);
      }
    }
    return Choices.of(possible);
  }

  /** The value of an expression that may not be evaluated at all. */
  private Value perhaps(PyExpression expression, Frame frame) {
    List<Value> values = new ArrayList<>();
    perhaps(expression, frame, () -> values.add(evaluate(expression, frame)));
    return values.isEmpty() ? Value.UNKNOWN : values.get(0);
  }

  private void perhaps(PyExpression expression, Frame frame, Runnable work) {
    boolean isHarmless =
        expression instanceof PyExpression.Name
            || expression instanceof PyExpression.Attribute
            || expression.children().isEmpty();
    if (isHarmless) {
      work.run();
    } else {
      interpreter.forks.perhaps(frame, work);
    }
  }

  /** Whether a condition holds: of {@code unknown or True} that is known, though not its value. */
  Optional<Boolean> truth(PyExpression condition, Frame frame) {
    if (!(condition instanceof PyExpression.Logical logical)) {
      return Arithmetic.truth(evaluate(condition, frame));
    }
    boolean isDecided = true;
    for (PyExpression operand : logical.operands()) {
      Optional<Boolean> truth = isDecided ? truth(operand, frame) : perhapsTruth(operand, frame);
      if (truth.isPresent() && truth.get() != logical.isAnd()) {
        return truth;
      }
      isDecided &= truth.isPresent();
    }
    return isDecided ? Optional.of(logical.isAnd()) : Optional.empty();
  }

  private Optional<Boolean> perhapsTruth(PyExpression operand, Frame frame) {
    List<Optional<Boolean>> truths = new ArrayList<>();
    perhaps(operand, frame, () -> truths.add(truth(operand, frame)));
    return truths.isEmpty() ? Optional.empty() : truths.get(0);
  }

  private Value conditional(PyExpression.Conditional conditional, Frame frame) {
    Optional<Boolean> truth = truth(conditional.test(), frame);
    if (truth.isPresent()) {
      return evaluate(truth.get() ? conditional.body() : conditional.orElse(), frame);
    }
    List<Value> either = new ArrayList<>();
    interpreter.forks.run(
        frame,
        List.of(
            () -> {
              either.add(evaluate(conditional.body(), frame));
              return Flow.NORMAL;
            },
            () -> {
              either.add(evaluate(conditional.orElse(), frame));
              return Flow.NORMAL;
            }));
    return Choices.of(either);
  }

  private Value call(PyExpression.Call call, Frame frame) {
    interpreter.budget.chargeObjects(1);
    Value function = evaluate(call.function(), frame);
    return interpreter.calls.call(function, arguments(call, frame), frame, call.span());
  }

  private Arguments arguments(PyExpression.Call call, Frame frame) {
    List<Value> positional = new ArrayList<>();
    Map<String, Value> named = new LinkedHashMap<>();
    boolean isOpen = false;
    for (PyExpression argument : call.arguments()) {
      if (argument instanceof PyExpression.Starred starred) {
        Optional<List<Value>> more =
            Loops.elements(evaluate(starred.value(), frame), interpreter.budget);
        isOpen |=
            more.isEmpty()
                || interpreter.budget.isTooLong((long) positional.size() + more.get().size());
        if (!isOpen) {
          positional.addAll(more.orElseThrow());
        }
      } else {
        positional.add(evaluate(argument, frame));
      }
    }
    for (PyExpression.Keyword keyword : call.keywords()) {
      Value value = evaluate(keyword.value(), frame);
      if (keyword.name().isPresent()) {
        named.put(keyword.name().get(), value);
      } else {
        isOpen |= !addAll(value, named);
      }
    }
    return new Arguments(positional, named, isOpen);
  }

  private boolean addAll(Value value, Map<String, Value> named) {
    if (!(value instanceof Dict dict)) {
      return false;
    }
    interpreter.budget.charge(dict.entries.size());
    boolean isKnown = !dict.isOpen;
    for (Map.Entry<Value, Value> entry : dict.entries.entrySet()) {
      if (entry.getKey() instanceof Text name) {
        named.put(name.value(), entry.getValue());
      } else {
        isKnown = false;
      }
    }
    return isKnown;
  }
}
