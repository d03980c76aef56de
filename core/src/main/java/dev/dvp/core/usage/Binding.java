package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;

/** What gives a name its value at one place of a scope. */
sealed interface Binding {
  /**
   * An import.
   *
   * @param target the dotted name of what was imported, as Python finds it
   */
  record Imported(String target) implements Binding {}

  /**
   * {@code name = value}.
   *
   * @param value the value
   */
  record Assigned(PyExpression value) implements Binding {}

  /**
   * {@code name += value}.
   *
   * @param value what is added
   */
  record Added(PyExpression value) implements Binding {}

  /**
   * {@code for name in values}, in a loop or a comprehension.
   *
   * @param values what is looped over
   */
  record Element(PyExpression values) implements Binding {}

  /**
   * A parameter.
   *
   * @param name its name
   */
  record Parameter(String name) implements Binding {}

  /**
   * {@code def}.
   *
   * @param function the function
   */
  record Defined(PyStatement.Function function) implements Binding {}

  /** Anything else: a class, a target of {@code with} or {@code except}, part of a tuple, del. */
  record Other() implements Binding {}
}
