package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Python's own functions that make and walk tables. */
final class Iterables {
  private static final int MAX_RANGE = 1000;

  private final Interpreter interpreter;

  /** An element and what it is sorted by. */
  private record Ranked(Value key, Value element) {}

  Iterables(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value call(String name, Arguments arguments, Frame frame, Span span) {
    return switch (name) {
      case "sorted" ->
          elements(arguments).map(e -> sorted(e, arguments, frame, span)).orElse(Value.UNKNOWN);
      case "list", "set", "frozenset" ->
          elements(arguments).<Value>map(e -> new Sequence(e, false)).orElse(Value.UNKNOWN);
      case "tuple" ->
          elements(arguments).<Value>map(e -> new Sequence(e, true)).orElse(Value.UNKNOWN);
      case "reversed" -> elements(arguments).map(Iterables::reversed).orElse(Value.UNKNOWN);
      case "enumerate" ->
          later(
              arguments,
              frame,
              span,
              () -> elements(arguments).map(e -> numbered(e, arguments)).orElse(Value.UNKNOWN));
      case "zip" -> later(arguments, frame, span, () -> zip(arguments.positional()));
      case "dict" -> dict(arguments);
      case "range" -> range(arguments);
      case "map", "filter" -> applied(name, arguments, frame, span);
      case "iter" -> iterator(arguments, frame, span);
      case "next" -> next(arguments);
      case "any", "all" -> decide(name, arguments);
      case "sum", "min", "max" -> {
        elements(arguments);
        yield Value.UNKNOWN;
      }
      default -> Calls.opaque(arguments);
    };
  }

  /** What walks generators is one itself. */
  private Value later(Arguments arguments, Frame frame, Span span, Supplier<Value> made) {
    if (arguments.positional().stream().noneMatch(Lazy.class::isInstance)) {
      return made.get();
    }
    return lazy(frame, span, taker -> interpreter.loops.each(made.get(), frame, taker));
  }

  private Lazy lazy(Frame frame, Span span, Lazy.Source source) {
    return new Lazy(interpreter, frame.at(span), frame.module::seesPlugin, source);
  }

  private Optional<List<Value>> elements(Arguments arguments) {
    return arguments.positional().isEmpty()
        ? Optional.of(List.of())
        : elements(arguments.positional().get(0));
  }

  private Optional<List<Value>> elements(Value iterable) {
    return Loops.elements(iterable, interpreter.budget);
  }

  /** In Python's order where that is known: of texts, or of numbers. */
  private Value sorted(List<Value> elements, Arguments arguments, Frame frame, Span span) {
    Optional<Value> key = Optional.ofNullable(arguments.named().get("key"));
    List<Ranked> ranked = new ArrayList<>();
    for (Value element : elements) {
      Value rank = element;
      if (key.isPresent()) {
        rank = interpreter.calls.call(key.get(), Arguments.of(element), frame, span);
      }
      ranked.add(new Ranked(rank, element));
    }
    Optional<Comparator<Value>> order = order(ranked.stream().map(Ranked::key).toList());
    if (order.isPresent()) {
      Comparator<Ranked> byKey = Comparator.comparing(Ranked::key, order.get());
      Value turned = arguments.named().getOrDefault("reverse", new Value.Truth(false));
      ranked.sort(Arithmetic.truth(turned).orElse(false) ? byKey.reversed() : byKey);
    }
    return new Sequence(ranked.stream().map(Ranked::element).toList(), false);
  }

  private static Optional<Comparator<Value>> order(List<Value> keys) {
    if (keys.stream().allMatch(Text.class::isInstance)) {
      return Optional.of(Comparator.comparing(key -> ((Text) key).value()));
    }
    return keys.stream().allMatch(Int.class::isInstance)
        ? Optional.of(Comparator.comparing(key -> ((Int) key).value()))
        : Optional.empty();
  }

  private static Value reversed(List<Value> elements) {
    List<Value> turned = new ArrayList<>(elements);
    Collections.reverse(turned);
    return new Sequence(turned, false);
  }

  private Value numbered(List<Value> elements, Arguments arguments) {
    Value start = arguments.named().getOrDefault("start", arguments.at(1).orElse(Value.Int.of(0)));
    interpreter.budget.chargeObjects(elements.size());
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Value number =
          start instanceof Int first
              ? new Int(first.value().add(BigInteger.valueOf(i)))
              : Value.UNKNOWN;
      pairs.add(new Sequence(List.of(number, elements.get(i)), true));
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
          && Arithmetic.isKey(two.elements.get(0))) {
        dict.put(two.elements.get(0), two.elements.get(1), interpreter.budget);
      } else {
        dict.isOpen = true;
      }
    }
  }

  private Value zip(List<Value> iterables) {
    List<List<Value>> columns = new ArrayList<>();
    int rows = Integer.MAX_VALUE;
    for (Value iterable : iterables) {
      Optional<List<Value>> elements = elements(iterable);
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
    boolean isPlain = bounds.size() == arguments.positional().size() && bounds.size() <= 3;
    int step = bounds.size() == 3 ? bounds.get(2) : 1;
    if (!isPlain || bounds.isEmpty() || step == 0) {
      return Value.UNKNOWN;
    }
    int from = bounds.size() == 1 ? 0 : bounds.get(0);
    int to = bounds.size() == 1 ? bounds.get(0) : bounds.get(1);
    int count = Math.max(0, (to - from + step - Integer.signum(step)) / step);
    if (count > MAX_RANGE) {
      return Value.UNKNOWN;
    }
    interpreter.budget.charge(count);
    List<Value> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Int.of(from + (long) i * step));
    }
    return new Sequence(numbers, false);
  }

  /** {@code map}, {@code filter} and {@code starmap}, which do nothing until they are walked. */
  Value applied(String name, Arguments arguments, Frame frame, Span span) {
    if (arguments.positional().size() < 2) {
      return Value.UNKNOWN;
    }
    Value function = arguments.positional().get(0);
    List<Value> iterables = arguments.positional().subList(1, arguments.positional().size());
    boolean isSpread = name.equals("starmap") || iterables.size() > 1;
    return lazy(
        frame,
        span,
        taker ->
            interpreter.loops.each(
                iterables.size() > 1 ? zip(iterables) : iterables.get(0),
                frame,
                element -> {
                  if (name.equals("filter")) {
                    keep(function, element, frame, span, taker);
                  } else {
                    Arguments row = isSpread ? spread(element) : Arguments.of(element);
                    taker.take(interpreter.calls.call(function, row, frame, span));
                  }
                }));
  }

  private Arguments spread(Value row) {
    Optional<List<Value>> elements = elements(row);
    return new Arguments(elements.orElse(List.of()), Map.of(), elements.isEmpty());
  }

  private void keep(Value function, Value element, Frame frame, Span span, Lazy.Taker taker) {
    Value test =
        function instanceof Value.None
            ? element
            : interpreter.calls.call(function, Arguments.of(element), frame, span);
    Optional<Boolean> truth = Arithmetic.truth(test);
    if (truth.isEmpty()) {
      interpreter.forks.perhaps(frame, () -> taker.take(element));
    } else if (truth.get()) {
      taker.take(element);
    }
  }

  private Value iterator(Arguments arguments, Frame frame, Span span) {
    Value walked =
        interpreter.objects.iterator(arguments.first().orElse(Value.UNKNOWN), frame, span);
    if (walked instanceof Lazy || arguments.positional().size() != 1) {
      return walked instanceof Lazy ? walked : Value.UNKNOWN;
    }
    return elements(walked).<Value>map(e -> new Sequence(e, false)).orElse(Value.UNKNOWN);
  }

  /** Takes the first of a generator, or of a list that stands for one and grows shorter. */
  private static Value next(Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    if (first instanceof Lazy lazy) {
      List<Value> taken = new ArrayList<>();
      lazy.walk(
          element -> {
            taken.add(element);
            return false;
          });
      return taken.isEmpty() ? arguments.at(1).orElse(Value.UNKNOWN) : Choices.of(taken);
    }
    if (!(first instanceof Sequence rest) || rest.isTuple || rest.isTooLong) {
      return Value.UNKNOWN;
    }
    return rest.elements.isEmpty()
        ? arguments.at(1).orElse(Value.UNKNOWN)
        : rest.elements.remove(0);
  }

  /** {@code any} and {@code all}, which take no more than they need to know. */
  private Value decide(String name, Arguments arguments) {
    boolean sought = name.equals("any");
    List<Optional<Boolean>> seen = new ArrayList<>();
    Predicate<Value> goesOn =
        element -> {
          Optional<Boolean> truth = Arithmetic.truth(element);
          seen.add(truth);
          if (truth.isEmpty()) {
            interpreter.forks.doubt(Flow.BREAK);
          }
          return !truth.equals(Optional.of(sought));
        };
    Value first = arguments.first().orElse(Value.UNKNOWN);
    if (first instanceof Lazy lazy) {
      interpreter.forks.within(
          Flow.OF_LOOP,
          () -> {
            lazy.walk(goesOn);
            return seen;
          });
    } else {
      elements(first)
          .orElse(List.of(Value.UNKNOWN))
          .forEach(element -> seen.add(Arithmetic.truth(element)));
    }
    if (seen.contains(Optional.of(sought))) {
      return new Value.Truth(sought);
    }
    return seen.contains(Optional.<Boolean>empty()) ? Value.UNKNOWN : new Value.Truth(!sought);
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

  Value chain(Arguments arguments, Frame frame, Span span) {
    return later(arguments, frame, span, () -> chained(arguments));
  }

  private Value chained(Arguments arguments) {
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
