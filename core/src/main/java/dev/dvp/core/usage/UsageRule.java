package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with the way in which a plugin's source uses the platform. */
public enum UsageRule implements Rule {
  /** A name of the generated classes that the schema does not give. */
  UNKNOWN_GENERATED_NAME("P301", "unknown-generated-name", Severity.ERROR),
  /** An argument that a generated class does not take. */
  UNKNOWN_GENERATED_ARGUMENT("P302", "unknown-generated-argument", Severity.ERROR),
  /** An attribute that an object of a generated class does not have. */
  UNKNOWN_GENERATED_ATTRIBUTE("P303", "unknown-generated-attribute", Severity.ERROR),
  /** A required argument of a generated class is left out. */
  MISSING_GENERATED_ARGUMENT("P305", "missing-generated-argument", Severity.ERROR),
  /** A secret stands in the text of a command. */
  PASSWORD_IN_COMMAND("P401", "password-in-command", Severity.WARNING),
  /** Whether a command worked is never asked. */
  UNCHECKED_COMMAND("P402", "unchecked-command", Severity.WARNING),
  /** What the plugin logs goes nowhere. */
  NO_LOG_HANDLER("P403", "no-log-handler", Severity.WARNING),
  /** A secret is logged. */
  SECRET_IN_LOG("P404", "secret-in-log", Severity.WARNING),
  /** Importing the plugin touches disk or network. */
  WORK_AT_IMPORT("P405", "work-at-import", Severity.WARNING),
  /** An operation returns what the platform cannot take. */
  WRONG_RETURN("P406", "wrong-return", Severity.WARNING),
  /** A migration returns nothing. */
  MIGRATION_WITHOUT_RETURN("P407", "migration-without-return", Severity.WARNING),
  /** Output that nobody sees. */
  PRINT("P408", "print-in-plugin", Severity.WARNING),
  /** A file of the plugin is looked for in the working directory. */
  RELATIVE_RESOURCE("P409", "relative-resource", Severity.WARNING);

  private final RuleIdentity identity;

  UsageRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
