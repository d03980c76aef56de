package dev.dvp.core.diagnostics;

import java.util.Comparator;

/**
 * One finding: what is wrong, where, and what to do.
 *
 * @param rule the kind of finding
 * @param severity how bad it is, after the user's settings
 * @param location the place
 * @param message what is wrong, in whole sentences on one line
 * @param help what to do about it, on one or more lines; may be empty
 */
public record Diagnostic(
    Rule rule, Severity severity, Location location, String message, String help)
    implements Comparable<Diagnostic> {

  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing(Diagnostic::location)
          .thenComparing(d -> d.rule().id())
          .thenComparing(Diagnostic::message);

  /**
   * The same finding with another severity.
   *
   * @param other the severity to take
   * @return a copy
   */
  public Diagnostic withSeverity(Severity other) {
    return new Diagnostic(rule, other, location, message, help);
  }

  /** By file, line, column, then rule id: the order in which findings are shown. */
  @Override
  public int compareTo(Diagnostic other) {
    return BY_PLACE.compare(this, other);
  }
}
