package dev.dvp.core.inspection;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two artifacts, files aside.
 *
 * @param impact what it means
 * @param rule the rule that explains why, for all that is not compatible
 * @param place where: a field's key, or the pointer in a definition
 * @param text what changed, in words that follow the place
 * @param coveredBy the new migrations that may mend it
 */
public record Change(
    Impact impact,
    Optional<ComparisonRule> rule,
    String place,
    String text,
    List<String> coveredBy) {

  /** Copies the list. */
  public Change {
    coveredBy = List.copyOf(coveredBy);
  }

  static Change of(Impact impact, ComparisonRule rule, String place, String text) {
    return new Change(impact, Optional.of(rule), place, text, List.of());
  }

  static Change of(Impact impact, String place, String text) {
    return new Change(impact, Optional.empty(), place, text, List.of());
  }

  /** The same, if the new version has migrations that can mend it. */
  Change coveredBy(List<String> migrations) {
    boolean mended =
        impact == Impact.BREAKING
            && !migrations.isEmpty()
            && rule.isPresent()
            && rule.get().isMendedByMigration();
    return mended ? new Change(Impact.COVERED, rule, place, text, migrations) : this;
  }
}
