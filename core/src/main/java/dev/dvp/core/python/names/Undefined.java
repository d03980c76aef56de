package dev.dvp.core.python.names;

import dev.dvp.core.python.Span;

/**
 * A use of a name that nothing in its file binds.
 *
 * @param name the name
 * @param span where it is used
 * @param scope where it was looked for
 * @param frame the code that uses it
 * @param stars how many star imports were made before
 * @param use what kind of use it is
 */
record Undefined(String name, Span span, Scope scope, Frame frame, int stars, Use use) {
  enum Use {
    /** Evaluated when the code runs. */
    VALUE,
    /** An annotation that Python itself never evaluates. */
    ANNOTATION,
    /** An entry of {@code __all__}. */
    EXPORT
  }
}
