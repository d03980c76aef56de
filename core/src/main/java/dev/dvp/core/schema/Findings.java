package dev.dvp.core.schema;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;

/** Collects findings up to a number that nobody reads through, so that hostile files end soon. */
final class Findings {
  private static final int MOST = 1_000;

  private final Diagnostics out = new Diagnostics();
  private int count;

  void add(Diagnostic diagnostic) {
    if (count++ < MOST) {
      out.add(diagnostic);
    }
  }

  boolean isFull() {
    return count >= MOST;
  }

  Diagnostics all() {
    return out;
  }
}
