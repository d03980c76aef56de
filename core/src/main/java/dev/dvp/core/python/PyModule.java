package dev.dvp.core.python;

import java.util.List;

/**
 * The syntax tree of one file.
 *
 * @param body its statements
 */
public record PyModule(List<PyStatement> body) {
  /** Copies the statements. */
  public PyModule {
    body = List.copyOf(body);
  }
}
