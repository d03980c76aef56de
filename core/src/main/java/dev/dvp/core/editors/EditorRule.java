package dev.dvp.core.editors;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong when files for editors are written. */
public enum EditorRule implements Rule {
  /** A file or its folder may not be written, or is reached by a link. */
  EDITOR_FILE_NOT_WRITTEN("B404", "editor-file-not-written", Severity.ERROR);

  private final RuleIdentity identity;

  EditorRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
