package dev.dvp.core.python.names;

import java.util.ArrayList;
import java.util.List;

/** Code that runs in one go: a module with its class bodies, or a function's body. */
final class Frame {
  /** When the function was made; what was deleted later was there for it. */
  final int born;

  final boolean isModule;

  /** Loops around the current place: what stands below may have run before. */
  int loops;

  /** Expressions around the current place that run at some later time. */
  int lazy;

  /** Branches around the current place. */
  int branches;

  /** Names that were not bound when they were met, in a loop; more is known at its end. */
  final List<Undefined> inLoop = new ArrayList<>();

  /** The same in lazy expressions; more is known when the frame ends. */
  final List<Undefined> inLazy = new ArrayList<>();

  Frame(int born, boolean isModule) {
    this.born = born;
    this.isModule = isModule;
  }
}
