package dev.dvp.core.python;

/**
 * A token of source in whichever Python.
 *
 * @param kind what it is
 * @param text how it is written; of a string only the prefix, in lower case
 * @param line its line, from 1
 * @param column its column in characters, from 1
 */
record RoughToken(Kind kind, String text, int line, int column) {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    OPERATOR,
    /** The end of a statement: a line end outside brackets. */
    END
  }

  boolean is(String other) {
    return kind != Kind.STRING && text.equals(other);
  }
}
