package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be outdated in a plugin's imports. */
public enum OutdatedImportRule implements Rule {
  /** The generated classes are imported from where older releases put them. */
  OUTDATED_GENERATED_MODULE("P304", "outdated-generated-module", Severity.WARNING);

  private final RuleIdentity identity;

  OutdatedImportRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
