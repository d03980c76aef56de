package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what a {@link Walker} comes by, in the order of the source. */
interface Visitor {
  /** A statement, before its parts. */
  default void statement(PyStatement statement, Place place) {}

  /** An expression that is evaluated, before its parts. */
  default void load(PyExpression expression, @Nullable PyExpression parent, Place place) {}

  /** What a value is assigned to. */
  default void store(PyExpression target, Place place) {}

  /** A block that runs when the module is the program, which it never is in a plugin. */
  default void notRun(List<PyStatement> block, Place place) {}

  /** All modules have been walked. */
  default void end() {}
}
