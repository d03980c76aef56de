package dev.dvp.core.dvpyml;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with {@code dvp.yml}. */
public enum DvpYmlRule implements Rule {
  /** The file cannot be read. */
  UNREADABLE("M901", "unreadable-dvp-yml"),
  /** It has a field that dvp does not know. */
  UNKNOWN_FIELD("M902", "unknown-dvp-yml-field"),
  /** A field has a value that it cannot have, or none. */
  BAD_VALUE("M903", "bad-dvp-yml-value");

  private final RuleIdentity identity;

  DvpYmlRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
