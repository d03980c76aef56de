package dev.dvp.core.scaffold;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** The rules of templates that do not come with dvp. */
public enum TemplateRule implements Rule {
  /** A template's description, or what it makes, is not what it should be. */
  BROKEN("B405", "template-broken"),
  /** A template holds what is not copied from strangers. */
  REFUSED("B406", "template-refused"),
  /** A template cannot be had. */
  UNREACHABLE("B407", "template-unreachable");

  private final RuleIdentity identity;

  TemplateRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
