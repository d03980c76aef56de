package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong when fixes are written. */
public enum FixRule implements Rule {
  /** A file may not be written, or was changed meanwhile. */
  CANNOT_WRITE("B501", "fix-not-written", Severity.ERROR);

  private final RuleIdentity identity;

  FixRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
