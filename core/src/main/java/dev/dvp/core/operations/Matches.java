package dev.dvp.core.operations;

import dev.dvp.core.python.PyOperator;
import dev.dvp.core.python.PyPattern;
import java.util.Optional;

/** Decides the patterns of {@code match} that compare with constants. */
final class Matches {
  private final Interpreter interpreter;

  Matches(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Whether the subject matches, binding names; nothing when it cannot be told. */
  Optional<Boolean> matches(PyPattern pattern, Value subject, Frame frame) {
    if (pattern instanceof PyPattern.Value constant) {
      return Arithmetic.compare(
          subject,
          PyOperator.EQUAL,
          interpreter.evaluate(constant.value(), frame),
          interpreter.budget);
    } else if (pattern instanceof PyPattern.Alternatives alternatives) {
      boolean isDecided = true;
      for (PyPattern one : alternatives.patterns()) {
        Optional<Boolean> matched = matches(one, subject, frame);
        if (matched.equals(Optional.of(true))) {
          return matched;
        }
        isDecided &= matched.isPresent();
      }
      return isDecided ? Optional.of(false) : Optional.empty();
    } else if (pattern instanceof PyPattern.Capture capture) {
      Optional<Boolean> matched =
          capture.pattern().isPresent()
              ? matches(capture.pattern().get(), subject, frame)
              : Optional.of(true);
      if (!matched.equals(Optional.of(false))) {
        capture.name().ifPresent(name -> frame.bind(name, subject));
      }
      return matched;
    }
    return Optional.empty();
  }
}
