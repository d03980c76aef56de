package dev.dvp.core.operations;

import java.util.Set;

/** How a block of statements ends. */
enum Flow {
  /** At its end. */
  NORMAL,
  /** By {@code return}. */
  RETURN,
  /** By {@code break}. */
  BREAK,
  /** By {@code continue}. */
  CONTINUE,
  /** By an exception. */
  RAISE;

  /** The ends that matter until a function is left. */
  static final Set<Flow> OF_FUNCTION = Set.of(RETURN, BREAK, CONTINUE);

  /** The ends that matter until a loop is left. */
  static final Set<Flow> OF_LOOP = Set.of(BREAK, CONTINUE);

  /** The end that matters until a turn of a loop is over. */
  static final Set<Flow> OF_TURN = Set.of(CONTINUE);
}
