package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with Python source, whatever the program is for. */
public enum PythonRule implements Rule {
  /** The text is no Python 3.11. */
  SYNTAX_ERROR("P101", "syntax-error", Severity.ERROR),
  /** The text is Python 2. */
  PYTHON_2_SYNTAX("P102", "python-2-syntax", Severity.ERROR),
  /** The text is Python 3.12 or newer. */
  NEWER_SYNTAX("P103", "newer-syntax", Severity.ERROR),
  /** The file cannot be read as text. */
  UNREADABLE_SOURCE("P104", "unreadable-source", Severity.ERROR),
  /** The file is too big or nested too deeply. */
  TOO_COMPLEX("P105", "too-complex", Severity.ERROR),
  /** A module's file is a link that leads out of the source folder. */
  MODULE_OUTSIDE_SOURCE("P106", "module-outside-source", Severity.WARNING),
  /** A circular import reads a name before it is bound. */
  IMPORT_TOO_EARLY("P107", "import-too-early", Severity.ERROR),
  /** A module ends the program, or raises, while it is imported. */
  IMPORT_STOPS("P108", "import-stops", Severity.ERROR);

  private final RuleIdentity identity;

  PythonRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
