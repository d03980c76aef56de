package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import java.util.Optional;

/** Tells what kind of value an expression plainly gives, in words for a message. */
final class Kinds {
  static final String NONE = "None";
  static final String NUMBER = "a number";

  private static final String PLATFORM = "dlpx.virtualization.platform.";
  private static final String MOUNT_SPECIFICATION = "MountSpecification";
  private static final String STATUS = "Status";

  private final Program program;
  private final Things things;

  Kinds(Program program, Things things) {
    this.program = program;
    this.things = things;
  }

  /** The kind of an object of a class. */
  static String of(String className) {
    return "a `" + className + "`";
  }

  /** What kind of value it is; nothing when that is not plain to see. */
  Optional<String> of(PyExpression value, Scope scope) {
    Optional<String> literal = literal(value);
    if (literal.isPresent()) {
      return literal;
    }
    Optional<Thing> thing = things.of(value, scope);
    if (thing.isPresent()) {
      return thing.get() instanceof Thing.Instance instance
          ? Optional.of(of(instance.type().name()))
          : Optional.empty();
    }
    if (value instanceof PyExpression.Call call) {
      return is(call.function(), MOUNT_SPECIFICATION, scope)
          ? Optional.of(of(MOUNT_SPECIFICATION))
          : Optional.empty();
    }
    return value instanceof PyExpression.Attribute attribute && is(attribute.value(), STATUS, scope)
        ? Optional.of(of(STATUS))
        : Optional.empty();
  }

  private boolean is(PyExpression name, String className, Scope scope) {
    return program.dotted(name, scope).filter((PLATFORM + className)::equals).isPresent();
  }

  private static Optional<String> literal(PyExpression value) {
    if (value instanceof PyExpression.None) {
      return Optional.of(NONE);
    }
    if (value instanceof PyExpression.Text || value instanceof PyExpression.FormattedText) {
      return Optional.of("a text");
    }
    if (value instanceof PyExpression.Int || value instanceof PyExpression.Real) {
      return Optional.of(NUMBER);
    }
    if (value instanceof PyExpression.Unary unary
        && unary.operator() == PyOperator.SUBTRACT
        && unary.operand() instanceof PyExpression.Int) {
      return Optional.of("a negative number");
    }
    if (value instanceof PyExpression.Truth) {
      return Optional.of("a bool");
    }
    if (value instanceof PyExpression.DictDisplay) {
      return Optional.of("a dict");
    }
    return value instanceof PyExpression.ListDisplay ? Optional.of("a list") : Optional.empty();
  }
}
