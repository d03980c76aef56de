package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with ignoring findings. */
public enum IgnoreRule implements Rule {
  /** An ignore that cannot do anything: an unknown rule, or one that cannot be ignored. */
  UNKNOWN_IGNORE("P601", "unknown-ignore", Severity.WARNING),
  /** An ignore of a line that has no such finding. */
  UNUSED_IGNORE("P602", "unused-ignore", Severity.INFO);

  private final RuleIdentity identity;

  IgnoreRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
