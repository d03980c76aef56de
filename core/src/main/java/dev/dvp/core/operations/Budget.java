package dev.dvp.core.operations;

/**
 * Bounds the work of following a program: every expression and statement is a step. A call made by
 * a module's own code may take a share of it, so that one heavy function does not hide the rest.
 */
final class Budget {
  private static final int TOTAL = 10_000_000;
  private static final int PER_CALL = 100_000;
  private static final int MAX_CALLS = 60;
  private static final int MAX_DEPTH = 4_000;

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
