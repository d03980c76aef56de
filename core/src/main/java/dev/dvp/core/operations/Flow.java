package dev.dvp.core.operations;

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
  RAISE
}
