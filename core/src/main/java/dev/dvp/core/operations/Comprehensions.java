package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates comprehensions, and generator expressions when they are walked. */
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

  /** A list, a set or a dict. */
  Value evaluate(PyExpression.Comprehension comprehension, Frame outer) {
    Frame frame = outer.inner(Frame.Kind.FUNCTION);
    Made made = new Made();
    int depth = interpreter.forks.depth();
    generate(
        comprehension,
        0,
        first(comprehension, outer),
        frame,
        () -> {
          made.isKnown &= interpreter.forks.depth() == depth;
          add(comprehension, frame, made);
        });
    if (comprehension.kind() == ComprehensionKind.DICT) {
      made.dict.isOpen |= !made.isKnown;
      return made.dict;
    }
    return made.isKnown ? new Sequence(made.elements, false) : Value.UNKNOWN;
  }

  /** A generator, of which only the first iterable is looked at before it is walked. */
  Value later(PyExpression.Comprehension comprehension, Frame outer) {
    Frame frame = outer.inner(Frame.Kind.FUNCTION);
    Value first = first(comprehension, outer);
    return new Lazy(
        interpreter,
        outer.at(comprehension.span()),
        outer.module::seesPlugin,
        taker ->
            generate(
                comprehension,
                0,
                first,
                frame,
                () -> taker.take(interpreter.evaluate(comprehension.element(), frame))));
  }

  private Value first(PyExpression.Comprehension comprehension, Frame outer) {
    PyExpression iterable = comprehension.generators().get(0).iterable();
    return interpreter.objects.iterator(
        interpreter.evaluate(iterable, outer), outer, iterable.span());
  }

  private void generate(
      PyExpression.Comprehension comprehension,
      int level,
      Value iterable,
      Frame frame,
      Runnable taking) {
    PyExpression.Generator generator = comprehension.generators().get(level);
    interpreter.loops.each(
        iterable,
        frame,
        element -> {
          interpreter.targets.assign(generator.target(), element, frame);
          filtered(comprehension, level, frame, taking);
        });
  }

  private void filtered(
      PyExpression.Comprehension comprehension, int level, Frame frame, Runnable taking) {
    boolean isDecided = true;
    for (PyExpression condition : comprehension.generators().get(level).conditions()) {
      Optional<Boolean> truth = Arithmetic.truth(interpreter.evaluate(condition, frame));
      if (truth.isPresent() && !truth.get()) {
        return;
      }
      isDecided &= truth.isPresent();
    }
    Runnable next = () -> next(comprehension, level + 1, frame, taking);
    if (isDecided) {
      next.run();
    } else {
      interpreter.forks.perhaps(frame, next);
    }
  }

  private void next(
      PyExpression.Comprehension comprehension, int level, Frame frame, Runnable taking) {
    if (level == comprehension.generators().size()) {
      taking.run();
      return;
    }
    PyExpression iterable = comprehension.generators().get(level).iterable();
    Value walked =
        interpreter.objects.iterator(interpreter.evaluate(iterable, frame), frame, iterable.span());
    generate(comprehension, level, walked, frame, taking);
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
    if (Arithmetic.isKey(element)) {
      made.dict.put(element, value, interpreter.budget);
    } else {
      made.isKnown = false;
    }
  }
}
