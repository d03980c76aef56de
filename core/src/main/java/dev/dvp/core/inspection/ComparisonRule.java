package dev.dvp.core.inspection;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/**
 * What an upgrade from one artifact to another can break, {@code B8…}. An error is what an engine
 * refuses; a warning is what it takes although data or users of the old version may not fit.
 */
public enum ComparisonRule implements Rule {
  /** The artifacts are of two plugins. */
  OTHER_PLUGIN("B801", "upgrade-other-plugin", Severity.ERROR),
  /** The build number is lower than the old one. */
  LOWER_BUILD_NUMBER("B802", "upgrade-lower-build-number", Severity.ERROR),
  /** The plugin type is another. */
  OTHER_TYPE("B803", "upgrade-other-type", Severity.ERROR),
  /** A migration that the old version had is gone. */
  VANISHED_MIGRATION("B804", "upgrade-vanished-migration", Severity.ERROR),
  /** The build number stayed although the content changed. */
  SAME_BUILD_NUMBER("B805", "upgrade-same-build-number", Severity.WARNING),
  /** An operation that the old version had is gone. */
  LOST_OPERATION("B806", "upgrade-lost-operation", Severity.WARNING),
  /** The plugin runs on other hosts than before. */
  OTHER_HOSTS("B807", "upgrade-other-hosts", Severity.WARNING),

  /** A property must be there that could be missing before. */
  NEW_REQUIRED_PROPERTY("B811", "schema-new-required-property", Severity.WARNING),
  /** A property is gone. */
  REMOVED_PROPERTY("B812", "schema-removed-property", Severity.WARNING),
  /** Values of a type that was allowed no longer are. */
  NARROWED_TYPE("B813", "schema-narrowed-type", Severity.WARNING),
  /** Values that were allowed no longer are. */
  NARROWED_VALUES("B814", "schema-narrowed-values", Severity.WARNING),
  /** A limit is tighter than before. */
  TIGHTENED_LIMIT("B815", "schema-tightened-limit", Severity.WARNING),
  /** Texts must have another form than before. */
  CHANGED_FORM("B816", "schema-changed-form", Severity.WARNING),
  /** Further properties are no longer allowed. */
  CLOSED_OBJECT("B817", "schema-closed-object", Severity.WARNING),
  /** What makes two objects the same, or their name, is another property. */
  CHANGED_IDENTITY("B818", "schema-changed-identity", Severity.WARNING),
  /** A combination of schemas changed, and nobody can tell what that means for data. */
  CHANGED_COMBINATION("B819", "schema-changed-combination", Severity.WARNING),
  /** A whole definition is gone. */
  REMOVED_DEFINITION("B820", "schema-removed-definition", Severity.WARNING),
  /** A password is no longer marked as one. */
  EXPOSED_SECRET("B821", "schema-exposed-secret", Severity.WARNING);

  private final RuleIdentity identity;

  ComparisonRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  /** Whether a migration can bring the old version's data into the new form. */
  boolean isMendedByMigration() {
    return switch (this) {
      case NEW_REQUIRED_PROPERTY,
          REMOVED_PROPERTY,
          NARROWED_TYPE,
          NARROWED_VALUES,
          TIGHTENED_LIMIT,
          CHANGED_FORM,
          CLOSED_OBJECT,
          CHANGED_COMBINATION ->
          true;
      default -> false;
    };
  }
}
