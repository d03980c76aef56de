package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Python's own functions that make and walk tables. */
final class Iterables {
  private static final int MAX_RANGE = 1000;

  private final Interpreter interpreter;

  Iterables(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value call(String name, Arguments arguments, Frame frame, Span span) {
    return switch (name) {
      case "list", "set", "frozenset", "sorted" ->
          elements(arguments).<Value>map(e -> new Sequence(e, false)).orElse(Value.UNKNOWN);
      case "tuple" ->
          elements(arguments).<Value>map(e -> new Sequence(e, true)).orElse(Value.UNKNOWN);
      case "reversed" -> elements(arguments).map(Iterables::reversed).orElse(Value.UNKNOWN);
      case "enumerate" -> elements(arguments).map(this::numbered).orElse(Value.UNKNOWN);
      case "dict" -> dict(arguments);
      case "zip" -> zip(arguments);
      case "range" -> range(arguments);
      case "map" -> map(arguments, frame, span);
      case "filter" -> filter(arguments, frame, span);
      case "next" -> next(arguments);
      default -> Calls.opaque(arguments);
    };
  }

  private Optional<List<Value>> elements(Arguments arguments) {
    return arguments.positional().isEmpty()
        ? Optional.of(List.of())
        : elements(arguments.positional().get(0));
  }

  private Optional<List<Value>> elements(Value iterable) {
    return Loops.elements(iterable, interpreter.budget);
  }

  private static Value reversed(List<Value> elements) {
    List<Value> turned = new ArrayList<>(elements);
    Collections.reverse(turned);
    return new Sequence(turned, false);
  }

  private Value numbered(List<Value> elements) {
    interpreter.budget.chargeObjects(elements.size());
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      pairs.add(new Sequence(List.of(Int.of(i), elements.get(i)), true));
    }
    return new Sequence(pairs, false);
  }

  private Value dict(Arguments arguments) {
    Dict dict = new Dict();
    dict.isOpen = arguments.isOpen();
    if (arguments.first().isPresent()) {
      Value first = arguments.first().get();
      if (first instanceof Dict other) {
        dict.putAll(other, interpreter.budget);
      } else {
        addPairs(dict, elements(first));
      }
    }
    arguments.named().forEach((name, value) -> dict.put(new Text(name), value, interpreter.budget));
    return dict;
  }

  private void addPairs(Dict dict, Optional<List<Value>> pairs) {
    dict.isOpen |= pairs.isEmpty();
    for (Value pair : pairs.orElse(List.of())) {
      if (pair instanceof Sequence two
          && two.elements.size() == 2
          && Arithmetic.isConstant(two.elements.get(0))) {
        dict.put(two.elements.get(0), two.elements.get(1), interpreter.budget);
      } else {
        dict.isOpen = true;
      }
    }
  }

  private Value zip(Arguments arguments) {
    List<List<Value>> columns = new ArrayList<>();
    int rows = Integer.MAX_VALUE;
    for (Value argument : arguments.positional()) {
      Optional<List<Value>> elements = elements(argument);
      if (elements.isEmpty()) {
        return Value.UNKNOWN;
      }
      columns.add(elements.get());
      rows = Math.min(rows, elements.get().size());
    }
    interpreter.budget.chargeObjects(columns.isEmpty() ? 0 : rows);
    interpreter.budget.charge(columns.isEmpty() ? 0 : (long) rows * columns.size());
    List<Value> zipped = new ArrayList<>();
    for (int i = 0; i < (columns.isEmpty() ? 0 : rows); i++) {
      int row = i;
      zipped.add(new Sequence(columns.stream().map(column -> column.get(row)).toList(), true));
    }
    return new Sequence(zipped, false);
  }

  private Value range(Arguments arguments) {
    List<Integer> bounds = new ArrayList<>();
    for (Value argument : arguments.positional()) {
      if (argument instanceof Int number && number.value().bitLength() < 20) {
        bounds.add(number.value().intValue());
      }
    }
    boolean isPlain = bounds.size() == arguments.positional().size() && bounds.size() <= 2;
    if (!isPlain || bounds.isEmpty()) {
      return Value.UNKNOWN;
    }
    int from = bounds.size() == 1 ? 0 : bounds.get(0);
    int to = bounds.get(bounds.size() - 1);
    if (to - from > MAX_RANGE) {
      return Value.UNKNOWN;
    }
    interpreter.budget.charge(Math.max(0, to - from));
    List<Value> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add(Int.of(i));
    }
    return new Sequence(numbers, false);
  }

  private Value map(Arguments arguments, Frame frame, Span span) {
    Value function = arguments.first().orElse(Value.UNKNOWN);
    Optional<List<Value>> elements = arguments.at(1).flatMap(this::elements);
    if (elements.isEmpty() || arguments.positional().size() != 2) {
      return Value.UNKNOWN;
    }
    List<Value> results = new ArrayList<>();
    for (Value element : elements.get()) {
      results.add(interpreter.calls.call(function, Arguments.of(element), frame, span));
    }
    return new Sequence(results, false);
  }

  private Value filter(Arguments arguments, Frame frame, Span span) {
    Value function = arguments.first().orElse(Value.UNKNOWN);
    Optional<List<Value>> elements = arguments.at(1).flatMap(this::elements);
    List<Value> kept = new ArrayList<>();
    for (Value element : elements.orElse(List.of())) {
      Value test =
          function instanceof Value.None
              ? element
              : interpreter.calls.call(function, Arguments.of(element), frame, span);
      Optional<Boolean> truth = Arithmetic.truth(test);
      if (truth.isEmpty()) {
        return Value.UNKNOWN;
      }
      if (truth.get()) {
        kept.add(element);
      }
    }
    return elements.isPresent() ? new Sequence(kept, false) : Value.UNKNOWN;
  }

  /** Takes the first of a generator, which is a list here that grows shorter. */
  private static Value next(Arguments arguments) {
    if (!(arguments.first().orElse(Value.UNKNOWN) instanceof Sequence rest)
        || rest.isTuple
        || rest.isTooLong) {
      return Value.UNKNOWN;
    }
    return rest.elements.isEmpty()
        ? arguments.at(1).orElse(Value.UNKNOWN)
        : rest.elements.remove(0);
  }

  Value reduce(Arguments arguments, Frame frame, Span span) {
    Value function = arguments.first().orElse(Value.UNKNOWN);
    Optional<List<Value>> elements = arguments.at(1).flatMap(this::elements);
    if (elements.isEmpty() || (elements.get().isEmpty() && arguments.at(2).isEmpty())) {
      return Value.UNKNOWN;
    }
    List<Value> rest = new ArrayList<>(elements.get());
    Value result = arguments.at(2).isPresent() ? arguments.at(2).get() : rest.remove(0);
    for (Value element : rest) {
      result = interpreter.calls.call(function, Arguments.of(result, element), frame, span);
    }
    return result;
  }

  Value chain(Arguments arguments) {
    Sequence chained = new Sequence(List.of(), false);
    for (Value argument : arguments.positional()) {
      Optional<List<Value>> elements = elements(argument);
      if (elements.isEmpty() || arguments.isOpen()) {
        return Value.UNKNOWN;
      }
      chained.addAll(elements.get(), interpreter.budget);
    }
    return chained;
  }
}
