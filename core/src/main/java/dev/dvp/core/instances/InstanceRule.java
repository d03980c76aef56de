package dev.dvp.core.instances;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with data that is held against a definition. */
public enum InstanceRule implements Rule {
  /** The data is no JSON, or cannot be read. */
  UNREADABLE_DATA("S701", "unreadable-data", Severity.ERROR),
  /** The definition refuses a value. */
  REFUSED_VALUE("S702", "refused-value", Severity.ERROR),
  /** A key that the definition does not speak of: the class drops it. */
  DROPPED_KEY("S703", "dropped-key", Severity.WARNING),
  /** No example could be made for a definition. */
  NO_EXAMPLE("S704", "no-example", Severity.ERROR),
  /** A definition is valid and cannot be run all the same. */
  DEFINITION_NOT_RUN("S705", "definition-not-run", Severity.ERROR);

  private final RuleIdentity identity;

  InstanceRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  @Override
  public boolean isBesideSecrets() {
    return true;
  }
}
