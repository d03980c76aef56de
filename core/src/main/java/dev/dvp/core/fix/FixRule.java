package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong when fixes are written. */
public enum FixRule implements Rule {
  /** A file may not be written, or was changed meanwhile. */
  CANNOT_WRITE("B501", "fix-not-written", Severity.ERROR);

  private final String id;
  private final String title;
  private final Severity severity;

  FixRule(String id, String title, Severity severity) {
    this.id = id;
    this.title = title;
    this.severity = severity;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}
