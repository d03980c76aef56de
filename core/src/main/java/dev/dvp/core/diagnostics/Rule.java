package dev.dvp.core.diagnostics;

/**
 * A kind of finding with a stable id. Each group of rules ({@code M…} manifest, {@code S…} schema,
 * {@code P…} Python source, {@code O…} operations, {@code B…} build, {@code E…} engine) is an enum
 * of its own in the package that reports it; the page of each rule is the resource {@code
 * dev/dvp/core/rules/ID.md}.
 */
public interface Rule {
  /**
   * The rule's id, title and default severity.
   *
   * @return always the same
   */
  RuleIdentity identity();

  /**
   * The stable id, for example {@code M102}.
   *
   * @return a group's letter and three digits
   */
  default String id() {
    return identity().id();
  }

  /**
   * A short name in words and dashes, for example {@code missing-field}.
   *
   * @return the name, unique over all rules
   */
  default String title() {
    return identity().title();
  }

  /**
   * How bad a finding of this rule is unless the user says otherwise.
   *
   * @return the default severity, never {@link Severity#OFF}
   */
  default Severity severity() {
    return identity().severity();
  }

  /**
   * Tells whether the line of a finding may hold a password, and so is shown to nobody: in the
   * user's configuration, in data, or where a secret was looked for and found.
   *
   * @return false for most
   */
  default boolean isBesideSecrets() {
    return false;
  }

  /**
   * A finding of this rule, with its default severity.
   *
   * @param where the place
   * @param message what is wrong and, where it is not plain, why it matters: whole sentences
   *     without a line break
   * @param help what to do about it; empty when the message says it already
   * @return the finding
   */
  default Diagnostic at(Location where, String message, String help) {
    return new Diagnostic(this, severity(), where, message, help);
  }
}
