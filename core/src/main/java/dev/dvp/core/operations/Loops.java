package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs loops: over a table that is known row by row, over an unknown one once. */
final class Loops {
  private static final int MAX_TURNS = 1000;

  private final Interpreter interpreter;

  Loops(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** What a loop over the value takes in turn, when it is known. */
  static Optional<List<Value>> elements(Value iterable, Budget budget) {
    if (iterable instanceof Lazy lazy) {
      return lazy.all();
    }
    Optional<List<Value>> own = Objects.elements(iterable);
    if (own.isPresent()) {
      return own;
    }
    Optional<Integer> size = size(iterable);
    size.ifPresent(budget::charge);
    if (size.isEmpty() && !(iterable instanceof Value.NamesValue)) {
      return Optional.empty();
    }
    if (iterable instanceof Sequence sequence) {
      return Optional.of(List.copyOf(sequence.elements));
    }
    if (iterable instanceof Value.NamesValue names) {
      return elements(names.toDict(budget), budget);
    }
    if (iterable instanceof Dict dict) {
      return Optional.of(List.copyOf(dict.entries.keySet()));
    }
    if (iterable instanceof Text text) {
      List<Value> characters = new ArrayList<>();
      text.value().codePoints().forEach(c -> characters.add(new Text(Character.toString(c))));
      return Optional.of(characters);
    }
    return Optional.empty();
  }

  /** How many there are of them, when it is known: what {@code len(value)} gives. */
  static Optional<Integer> size(Value iterable) {
    if (iterable instanceof Sequence sequence && !sequence.isTooLong) {
      return Optional.of(sequence.elements.size());
    }
    if (iterable instanceof Dict dict && !dict.isOpen) {
      return Optional.of(dict.entries.size());
    }
    if (iterable instanceof Text text && text.value().length() <= MAX_TURNS) {
      return Optional.of(text.value().codePointCount(0, text.value().length()));
    }
    return Optional.empty();
  }

  /** Hands out the elements, one that stands for all if they are not known. */
  void each(Value iterable, Frame frame, Lazy.Taker taker) {
    if (iterable instanceof Lazy lazy) {
      lazy.walk(
          element -> {
            taker.take(element);
            return true;
          });
      return;
    }
    Optional<List<Value>> elements = elements(iterable, interpreter.budget);
    if (elements.isPresent()) {
      elements.get().forEach(taker::take);
    } else {
      interpreter.forks.perhaps(frame, () -> taker.take(Value.partOf(iterable)));
    }
  }

  Flow run(PyStatement.For loop, Frame frame) {
    return interpreter.forks.within(Flow.OF_LOOP, () -> follow(loop, frame));
  }

  private Flow turn(List<PyStatement> body, Frame frame) {
    return interpreter.forks.within(Flow.OF_TURN, () -> interpreter.run(body, frame));
  }

  private Flow follow(PyStatement.For loop, Frame frame) {
    Value iterable =
        interpreter.objects.iterator(
            interpreter.evaluate(loop.iterable(), frame), frame, loop.iterable().span());
    if (iterable instanceof Lazy lazy) {
      return follow(loop, lazy, frame);
    }
    Optional<List<Value>> elements = elements(iterable, interpreter.budget);
    if (elements.isEmpty()) {
      interpreter.targets.assign(loop.target(), Value.partOf(iterable), frame);
      perhaps(frame, () -> turn(loop.body(), frame));
      return interpreter.run(loop.orElse(), frame);
    }
    for (Value element : elements.get()) {
      interpreter.targets.assign(loop.target(), element, frame);
      Flow flow = turn(loop.body(), frame);
      if (flow == Flow.BREAK) {
        return Flow.NORMAL;
      }
      if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return interpreter.run(loop.orElse(), frame);
  }

  private Flow follow(PyStatement.For loop, Lazy lazy, Frame frame) {
    Flow[] flow = {Flow.NORMAL};
    int depth = interpreter.forks.depth();
    lazy.walk(
        element -> {
          interpreter.targets.assign(loop.target(), element, frame);
          if (interpreter.forks.depth() != depth) {
            perhaps(frame, () -> turn(loop.body(), frame));
            return true;
          }
          flow[0] = turn(loop.body(), frame);
          return flow[0] != Flow.BREAK && flow[0] != Flow.RETURN;
        });
    if (flow[0] == Flow.RETURN) {
      return flow[0];
    }
    return flow[0] == Flow.BREAK ? Flow.NORMAL : interpreter.run(loop.orElse(), frame);
  }

  Flow run(PyStatement.While loop, Frame frame) {
    return interpreter.forks.within(Flow.OF_LOOP, () -> follow(loop, frame));
  }

  private Flow follow(PyStatement.While loop, Frame frame) {
    for (int i = 0; i < MAX_TURNS; i++) {
      Optional<Boolean> test = interpreter.truth(loop.test(), frame);
      if (test.isEmpty()) {
        perhaps(frame, () -> turn(loop.body(), frame));
        return interpreter.run(loop.orElse(), frame);
      }
      if (!test.get()) {
        return interpreter.run(loop.orElse(), frame);
      }
      int forks = interpreter.forks.next();
      Flow flow = turn(loop.body(), frame);
      if (flow == Flow.RETURN) {
        return flow;
      }
      // A fork in the body may hold the break that is not taken here: one turn tells enough.
      if (flow == Flow.BREAK || interpreter.forks.next() > forks + 1) {
        return Flow.NORMAL;
      }
    }
    return Flow.NORMAL;
  }

  /** A body that may run or not. */
  private void perhaps(Frame frame, Supplier<Flow> body) {
    List<Supplier<Flow>> arms =
        List.of(
            () -> {
              Flow flow = body.get();
              return flow == Flow.BREAK || flow == Flow.CONTINUE ? Flow.NORMAL : flow;
            },
            () -> Flow.NORMAL);
    interpreter.forks.run(frame, arms);
  }
}
