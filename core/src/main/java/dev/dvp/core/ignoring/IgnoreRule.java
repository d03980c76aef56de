package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with ignoring findings. */
public enum IgnoreRule implements Rule {
  /** An ignore that cannot do anything: an unknown rule, or one that cannot be ignored. */
  UNKNOWN_IGNORE("P601", "unknown-ignore", Severity.WARNING),
  /** An ignore of a line that has no such finding. */
  UNUSED_IGNORE("P602", "unused-ignore", Severity.INFO),
  /** {@code dvp.yml} cannot be read. */
  UNREADABLE_SETTINGS("M901", "unreadable-dvp-yml", Severity.ERROR),
  /** {@code dvp.yml} has a field that dvp does not know. */
  UNKNOWN_SETTING("M902", "unknown-dvp-yml-field", Severity.ERROR),
  /** A field of {@code dvp.yml} has a value that it cannot have, or none. */
  BAD_SETTING("M903", "bad-dvp-yml-value", Severity.ERROR);

  private final RuleIdentity identity;

  IgnoreRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
