package dev.dvp.core.python;

/** How an argument may reach a parameter; the names follow Python's {@code inspect}. */
public enum ParameterKind {
  /** Before a {@code /}: by position alone. */
  POSITIONAL_ONLY,
  /** By position or by keyword. */
  POSITIONAL_OR_KEYWORD,
  /** {@code *args}: takes what is left of the positions. */
  VAR_POSITIONAL,
  /** After a {@code *}: by keyword alone. */
  KEYWORD_ONLY,
  /** {@code **kwargs}: takes what is left of the keywords. */
  VAR_KEYWORD
}
