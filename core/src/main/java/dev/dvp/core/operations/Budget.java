package dev.dvp.core.operations;

/**
 * Bounds the work of following a program, and the memory that it takes: every expression and
 * statement is a step, and so is every element of a list and every few characters of a text that is
 * built, copied or searched. A call made by a module's own code may take a share of it, so that one
 * heavy function does not hide the rest.
 */
final class Budget {
  private static final int TOTAL = 10_000_000;
  private static final int PER_CALL = 400_000;
  private static final int MAX_CALLS = 60;
  private static final int MAX_DEPTH = 4_000;

  /** Names of modules and operations, and messages made of them, are far shorter. */
  private static final int MAX_TEXT = 20_000;

  private static final int MAX_ELEMENTS = 20_000;

  /** An object takes the memory of some ten elements. */
  private static final int STEPS_PER_OBJECT = 10;

  private static final int CHARACTERS_PER_STEP = 2;
  private static final int COMPARISONS_PER_STEP = 500;

  /** The work is not worth going on with. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("spent", null, false, false);
    }
  }

  private int left = TOTAL;
  private int leftInCall = Integer.MAX_VALUE;
  private int calls;
  private int depth;

  void step() {
    if (--left < 0 || --leftInCall < 0 || depth > MAX_DEPTH) {
      throw new Spent();
    }
  }

  /** Takes the work on so many elements, before it is done. */
  void charge(long elements) {
    if (elements > left || elements > leftInCall) {
      left = Math.max(0, left - leftInCall);
      leftInCall = 0;
      throw new Spent();
    }
    left -= (int) elements;
    leftInCall -= (int) elements;
  }

  /** Takes the memory of objects that may be kept: lists, dict entries, functions, instances. */
  void chargeObjects(long count) {
    charge(count * STEPS_PER_OBJECT);
  }

  /**
   * Takes the work of building a text.
   *
   * @return whether it is short enough to be built; longer texts are not known
   */
  boolean allowsText(long characters) {
    if (isTooLongText(characters)) {
      return false;
    }
    charge(characters / CHARACTERS_PER_STEP);
    return true;
  }

  /**
   * Takes the work of building a list, a dict or a tuple.
   *
   * @return whether it is short enough to be built; what is longer is not known
   */
  boolean allowsElements(long elements) {
    if (isTooLong(elements)) {
      return false;
    }
    charge(elements);
    return true;
  }

  /** Whether a text of that length is not followed any more. */
  boolean isTooLongText(long characters) {
    return characters > MAX_TEXT;
  }

  /** Whether a list or a dict of that size is not followed any more. */
  boolean isTooLong(long elements) {
    return elements > MAX_ELEMENTS;
  }

  /** Takes the work of looking for one text in another. */
  void chargeSearch(String text, String part) {
    charge((long) text.length() * Math.max(1, part.length()) / COMPARISONS_PER_STEP);
  }

  void enterExpression() {
    step();
    depth++;
  }

  void leaveExpression() {
    depth--;
  }

  /** Whether no work at all is left. */
  boolean isExhausted() {
    return left <= 0;
  }

  boolean isOutermostCall() {
    return calls == 0;
  }

  /** Whether calls are nested so deeply that the next one is not followed. */
  boolean isTooDeep() {
    return calls >= MAX_CALLS;
  }

  void enterCall() {
    if (calls++ == 0) {
      leftInCall = PER_CALL;
    }
  }

  void leaveCall() {
    if (--calls == 0) {
      leftInCall = Integer.MAX_VALUE;
    }
  }

  /** What the work of an imported module has to be counted apart from. */
  int[] suspend() {
    int[] state = {calls, leftInCall, depth};
    calls = 0;
    leftInCall = Integer.MAX_VALUE;
    return state;
  }

  void resume(int[] state) {
    calls = state[0];
    leftInCall = state[1];
    depth = state[2];
  }
}
