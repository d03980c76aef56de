package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with the names and the imports of Python source. */
public enum NameRule implements Rule {
  /** A name that nothing binds. */
  UNDEFINED_NAME("P201", "undefined-name", Severity.ERROR),
  /** An import of a module that is nowhere. */
  MISSING_MODULE("P202", "missing-module", Severity.WARNING),
  /** An import of a name that the module has not. */
  MISSING_IMPORTED_NAME("P203", "missing-imported-name", Severity.ERROR);

  private final RuleIdentity identity;

  NameRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
