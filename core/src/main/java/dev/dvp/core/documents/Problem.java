package dev.dvp.core.documents;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;

/**
 * Something that keeps a file from being read as YAML or JSON, before any rule of the platform.
 *
 * @param kind what sort of problem, for choosing a rule
 * @param where the place
 * @param message what is wrong, in whole sentences
 * @param help what to do about it; may be empty
 */
public record Problem(Kind kind, Location where, String message, String help) {

  /** The sorts of problem. */
  public enum Kind {
    /** The file is missing, is no regular file, may not be read, is too large or is not UTF-8. */
    UNREADABLE,
    /** The text breaks the grammar of YAML or JSON. */
    SYNTAX,
    /** A key stands twice in one object. */
    DUPLICATE_KEY,
    /** A part of the language that is not wanted here: tags, many aliases, several documents. */
    FEATURE,
    /** Too deep, too many values, or a number that no program could hold. */
    LIMIT,
    /** The file holds nothing, or something other than an object. */
    NOT_AN_OBJECT
  }

  /**
   * The problem as a finding.
   *
   * @param rule the rule that it breaks
   * @return the finding, with the rule's severity
   */
  public Diagnostic as(Rule rule) {
    return rule.at(where, message, help);
  }
}
