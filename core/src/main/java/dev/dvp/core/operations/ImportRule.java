package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What importing a plugin can bring to light. */
public enum ImportRule implements Rule {
  /** Importing the plugin raises an exception, ends the process or does not end. */
  IMPORT_FAILED("O501", "import-failed", Severity.ERROR),
  /** What importing registers is not what reading the source finds. */
  IMPORT_DIFFERS("O502", "import-differs", Severity.ERROR),
  /** There is no Python to import the plugin with. */
  NO_PYTHON("O503", "no-python-to-import-with", Severity.ERROR);

  private final RuleIdentity identity;

  ImportRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
