package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;

/** The program raises an exception here, for certain. Never leaves the package. */
final class PythonRaise extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Location where;
  private final transient Value type;

  /**
   * Raises.
   *
   * @param what the statement or call, for a message
   * @param type the exception's class, as far as it is known
   */
  PythonRaise(String what, Location where, Value type) {
    super(what, null, false, false);
    this.where = where;
    this.type = type;
  }

  /** Raises an exception of Python's own. */
  static PythonRaise of(String type, Location where) {
    return new PythonRaise(type, where, Exceptions.builtin(type));
  }

  String what() {
    return String.valueOf(getMessage());
  }

  Location where() {
    return where;
  }

  Value type() {
    return type;
  }
}
