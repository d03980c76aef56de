package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates comprehensions; a generator counts as run, since nearly all are used at once. */
final class Comprehensions {
  private final Interpreter interpreter;

  Comprehensions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** What has been made so far. */
  private static final class Made {
    final List<Value> elements = new ArrayList<>();
    final Dict dict = new Dict();
    boolean isKnown = true;
  }

  Value evaluate(PyExpression.Comprehension comprehension, Frame outer) {
    Frame frame = outer.inner(Frame.Kind.FUNCTION);
    Made made = new Made();
    generate(comprehension, 0, frame, made);
    if (comprehension.kind() == ComprehensionKind.DICT) {
      made.dict.isOpen |= !made.isKnown;
      return made.dict;
    }
    return made.isKnown ? new Sequence(made.elements, false) : Value.UNKNOWN;
  }

  private void generate(
      PyExpression.Comprehension comprehension, int level, Frame frame, Made made) {
    if (level == comprehension.generators().size()) {
      add(comprehension, frame, made);
      return;
    }
    PyExpression.Generator generator = comprehension.generators().get(level);
    Optional<List<Value>> elements =
        Loops.elements(interpreter.evaluate(generator.iterable(), frame), interpreter.budget);
    if (elements.isEmpty()) {
      made.isKnown = false;
      interpreter.targets.assign(generator.target(), Value.UNKNOWN, frame);
      perhaps(comprehension, level, frame, made);
      return;
    }
    for (Value element : elements.get()) {
      interpreter.targets.assign(generator.target(), element, frame);
      filtered(comprehension, level, frame, made);
    }
  }

  private void filtered(
      PyExpression.Comprehension comprehension, int level, Frame frame, Made made) {
    boolean isDecided = true;
    for (PyExpression condition : comprehension.generators().get(level).conditions()) {
      Optional<Boolean> truth = Arithmetic.truth(interpreter.evaluate(condition, frame));
      if (truth.isPresent() && !truth.get()) {
        return;
      }
      isDecided &= truth.isPresent();
    }
    if (isDecided) {
      generate(comprehension, level + 1, frame, made);
    } else {
      made.isKnown = false;
      perhaps(comprehension, level, frame, made);
    }
  }

  private void perhaps(
      PyExpression.Comprehension comprehension, int level, Frame frame, Made made) {
    interpreter.forks.run(
        frame,
        List.of(
            () -> {
              generate(comprehension, level + 1, frame, made);
              return Flow.NORMAL;
            },
            () -> Flow.NORMAL));
  }

  private void add(PyExpression.Comprehension comprehension, Frame frame, Made made) {
    Value element = interpreter.evaluate(comprehension.element(), frame);
    if (comprehension.value().isEmpty()) {
      // What it registers is seen all the same when there are too many.
      made.isKnown &= !interpreter.budget.isTooLong(made.elements.size() + 1L);
      if (made.isKnown) {
        made.elements.add(element);
      }
      return;
    }
    Value value = interpreter.evaluate(comprehension.value().get(), frame);
    if (Arithmetic.isConstant(element)) {
      made.dict.put(element, value, interpreter.budget);
    } else {
      made.isKnown = false;
    }
  }
}
