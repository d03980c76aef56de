package dev.dvp.core.codegen;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be found while classes are made from the schemas and written. */
public enum CodegenRule implements Rule {
  /** Two properties would have the same attribute name in the class. */
  NAME_COLLISION("S901", "name-collision", Severity.ERROR),
  /** Something that the schema says is not checked by the generated class. */
  NOT_ENFORCED("S902", "not-enforced", Severity.INFO),
  /** A property is called like a method of the generated class. */
  HIDDEN_NAME("S903", "hidden-name", Severity.WARNING),
  /** {@code generated} is a link that leads out of the plugin's source. */
  GENERATED_OUTSIDE_SOURCE("B901", "generated-outside-source", Severity.ERROR),
  /** A file below {@code generated} could not be written, read or removed. */
  GENERATED_NOT_WRITTEN("B902", "generated-not-written", Severity.ERROR);

  private final RuleIdentity identity;

  CodegenRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
