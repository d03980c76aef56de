package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;

/** A pattern of a {@code match} statement. */
public sealed interface PyPattern {
  /**
   * Where it stands.
   *
   * @return its text's place
   */
  Span span();

  /** A literal or a dotted name that the subject must equal. */
  record Value(PyExpression value, Span span) implements PyPattern {}

  /** {@code [a, *b]}. */
  record Sequence(List<PyPattern> patterns, Span span) implements PyPattern {}

  /** {@code *name}, or {@code *_} without a name. */
  record Star(Optional<String> name, Span span) implements PyPattern {}

  /** {@code {key: pattern, **rest}}. */
  record Mapping(
      List<PyExpression> keys, List<PyPattern> patterns, Optional<String> rest, Span span)
      implements PyPattern {}

  /** {@code type(patterns, names=namedPatterns)}. */
  record ClassPattern(
      PyExpression type,
      List<PyPattern> patterns,
      List<String> names,
      List<PyPattern> namedPatterns,
      Span span)
      implements PyPattern {}

  /** {@code pattern as name}, a bare {@code name}, or {@code _} with neither. */
  record Capture(Optional<PyPattern> pattern, Optional<String> name, Span span)
      implements PyPattern {}

  /** {@code a | b}. */
  record Alternatives(List<PyPattern> patterns, Span span) implements PyPattern {}
}
