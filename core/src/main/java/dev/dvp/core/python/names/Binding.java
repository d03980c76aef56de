package dev.dvp.core.python.names;

/**
 * What a scope knows of a name.
 *
 * @param state whether the name has a value
 * @param typing what of the module {@code typing} it stands for: its member's name, {@link #MODULE}
 *     for the module itself, empty for anything else
 * @param from when a deleted name came to be; 0 for as long as the module runs
 * @param until when it was deleted
 */
record Binding(State state, String typing, int from, int until) {
  enum State {
    BOUND,
    /** {@code x: int} without a value. */
    DECLARED,
    DELETED
  }

  static final String MODULE = "*";
  static final Binding PLAIN = new Binding(State.BOUND, "", 0, 0);
  static final Binding DECLARED = new Binding(State.DECLARED, "", 0, 0);

  static Binding typing(String member) {
    return new Binding(State.BOUND, member, 0, 0);
  }

  static Binding deleted(int from, int until) {
    return new Binding(State.DELETED, "", from, until);
  }

  /**
   * Whether code sees a value. A function that was made while the name was there may have run then,
   * so for it the name counts as bound.
   */
  boolean isVisible(boolean isDeclarationEnough, boolean isLater, int born) {
    return switch (state) {
      case BOUND -> true;
      case DECLARED -> isDeclarationEnough;
      case DELETED -> isLater && from <= born && born < until;
    };
  }
}
