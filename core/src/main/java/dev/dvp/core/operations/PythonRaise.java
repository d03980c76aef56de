package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;

/** The program raises an exception here, for certain. Never leaves the package. */
final class PythonRaise extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Location where;
  private final boolean isExit;

  /**
   * Raises.
   *
   * @param what the statement or call, for a message
   * @param isExit whether {@code except Exception} lets it through, as it does SystemExit
   */
  PythonRaise(String what, Location where, boolean isExit) {
    super(what, null, false, false);
    this.where = where;
    this.isExit = isExit;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  Location where() {
    return where;
  }

  boolean isExit() {
    return isExit;
  }
}
