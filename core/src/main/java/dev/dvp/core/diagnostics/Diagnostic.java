package dev.dvp.core.diagnostics;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One finding: what is wrong, where, and what to do.
 *
 * @param rule the kind of finding
 * @param severity how bad it is, after the user's settings
 * @param location the place
 * @param message what is wrong, in whole sentences on one line
 * @param help what to do about it, on one or more lines; may be empty
 * @param possibleFix a way to mend it, which may turn out not to be safe; two findings are equal
 *     whether they carry one or not
 */
public record Diagnostic(
    Rule rule,
    Severity severity,
    Location location,
    String message,
    String help,
    Optional<Fix> possibleFix)
    implements Comparable<Diagnostic> {

  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing(Diagnostic::location)
          .thenComparing(d -> d.rule().id())
          .thenComparing(Diagnostic::message);

  /**
   * A finding that nobody but its reader can mend.
   *
   * @param rule the kind of finding
   * @param severity how bad it is
   * @param location the place
   * @param message what is wrong
   * @param help what to do about it
   */
  public Diagnostic(Rule rule, Severity severity, Location location, String message, String help) {
    this(rule, severity, location, message, help, Optional.empty());
  }

  /**
   * The same finding with another severity.
   *
   * @param other the severity to take
   * @return a copy
   */
  public Diagnostic withSeverity(Severity other) {
    return new Diagnostic(rule, other, location, message, help, possibleFix);
  }

  /**
   * The same finding with a way to mend it.
   *
   * @param fix the fix
   * @return a copy
   */
  public Diagnostic withFix(Fix fix) {
    return new Diagnostic(rule, severity, location, message, help, Optional.of(fix));
  }

  /**
   * The same finding, with a way to mend it if there is one.
   *
   * @param fix the fix, if any
   * @return a copy
   */
  public Diagnostic withFix(Optional<Fix> fix) {
    return fix.map(this::withFix).orElse(this);
  }

  /**
   * The way to mend it that {@code dvp fix} takes. Asking may cost some reading.
   *
   * @return the fix, if there is a safe one
   */
  public Optional<Fix> fix() {
    return possibleFix.filter(fix -> !fix.edits().isEmpty());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Diagnostic that
        && rule.equals(that.rule)
        && severity == that.severity
        && location.equals(that.location)
        && message.equals(that.message)
        && help.equals(that.help);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, severity, location, message, help);
  }

  /** By file, line, column, then rule id: the order in which findings are shown. */
  @Override
  public int compareTo(Diagnostic other) {
    return BY_PLACE.compare(this, other);
  }
}
