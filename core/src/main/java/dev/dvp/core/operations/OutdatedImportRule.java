package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;

/** What can be outdated in a plugin's imports. */
public enum OutdatedImportRule implements Rule {
  /** The generated classes are imported from where older releases put them. */
  OUTDATED_GENERATED_MODULE("P304", "outdated-generated-module", Severity.WARNING);

  private final String id;
  private final String title;
  private final Severity severity;

  OutdatedImportRule(String id, String title, Severity severity) {
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
