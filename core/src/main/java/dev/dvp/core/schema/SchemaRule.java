package dev.dvp.core.schema;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/**
 * What can be wrong with the schemas. An error is what the platform refuses or what cannot work;
 * what it takes, though it does something else than the author thinks, is a warning.
 */
public enum SchemaRule implements Rule {
  /** The file is missing, may not be read, is too large or is not UTF-8. */
  UNREADABLE_SCHEMA("S001", "unreadable-schema", Severity.ERROR),
  /** The text breaks JSON's grammar. */
  JSON_SYNTAX("S002", "json-syntax", Severity.ERROR),
  /** A key stands twice in one object. */
  DUPLICATE_KEY("S003", "duplicate-key", Severity.WARNING),
  /** Too deep, too many values, numbers or characters that no program can hold. */
  JSON_LIMIT("S004", "json-limit", Severity.ERROR),
  /** The file is empty or holds something other than an object. */
  SCHEMA_WITHOUT_DEFINITIONS("S005", "schema-without-definitions", Severity.ERROR),
  /** One of the six definitions is missing. */
  MISSING_DEFINITION("S101", "missing-definition", Severity.ERROR),
  /** A key that is none of the six definitions. */
  UNKNOWN_DEFINITION("S102", "unknown-definition", Severity.ERROR),
  /** A keyword with a value of the wrong kind. */
  BAD_KEYWORD_VALUE("S103", "bad-keyword-value", Severity.ERROR),
  /** A key that is nearly a keyword, and so does nothing. */
  MISSPELT_KEYWORD("S104", "misspelt-keyword", Severity.WARNING),
  /** A key that is no keyword. */
  UNKNOWN_KEYWORD("S105", "unknown-keyword", Severity.INFO),
  /** A type that JSON Schema does not have. */
  UNKNOWN_TYPE("S106", "unknown-type", Severity.ERROR),
  /** A definition that describes something other than an object. */
  DEFINITION_NOT_OBJECT("S107", "definition-not-object", Severity.ERROR),
  /** A repository or source config without nameField or identityFields. */
  MISSING_IDENTITY("S201", "missing-identity", Severity.ERROR),
  /** nameField or identityFields where the platform allows none. */
  MISPLACED_IDENTITY("S202", "misplaced-identity", Severity.ERROR),
  /** nameField or identityFields that name no property. */
  UNKNOWN_IDENTITY_PROPERTY("S203", "unknown-identity-property", Severity.ERROR),
  /** nameField that names a property of another type than string. */
  NAME_FIELD_NOT_TEXT("S204", "name-field-not-text", Severity.ERROR),
  /** identityFields that name a property of another type than string. */
  IDENTITY_FIELD_NOT_TEXT("S205", "identity-field-not-text", Severity.WARNING),
  /** An identity field that may be absent. */
  OPTIONAL_IDENTITY_FIELD("S206", "optional-identity-field", Severity.WARNING),
  /** required names a property that is not declared. */
  UNKNOWN_REQUIRED_PROPERTY("S301", "unknown-required-property", Severity.WARNING),
  /** ordering names a property that is not declared. */
  UNKNOWN_ORDERING_PROPERTY("S302", "unknown-ordering-property", Severity.WARNING),
  /** matches names a property that is not declared. */
  UNKNOWN_MATCHES_PROPERTY("S303", "unknown-matches-property", Severity.WARNING),
  /** referenceType without the format that gives it a meaning. */
  REFERENCE_TYPE_WITHOUT_FORMAT("S304", "reference-type-without-format", Severity.WARNING),
  /** The format reference without saying to what. */
  REFERENCE_WITHOUT_TYPE("S305", "reference-without-type", Severity.WARNING),
  /** A referenceType that the platform does not know. */
  UNKNOWN_REFERENCE_TYPE("S306", "unknown-reference-type", Severity.WARNING),
  /** A format that neither JSON Schema nor the platform knows. */
  UNKNOWN_FORMAT("S307", "unknown-format", Severity.WARNING),
  /** recordSizeInKB that is no integer. */
  RECORD_SIZE_NOT_INTEGER("S308", "record-size-not-integer", Severity.ERROR),
  /** dxFormProperties with something that no form understands. */
  BAD_FORM_PROPERTY("S309", "bad-form-property", Severity.WARNING),
  /** A property that identityFields or ordering name twice. */
  REPEATED_NAME("S310", "repeated-name", Severity.WARNING),
  /** A pattern that is no regular expression. */
  BAD_PATTERN("S401", "bad-pattern", Severity.ERROR),
  /** A pattern that only some readers understand. */
  DOUBTFUL_PATTERN("S402", "doubtful-pattern", Severity.WARNING),
  /** Limits that no value can keep. */
  CONTRADICTORY_LIMITS("S403", "contradictory-limits", Severity.ERROR),
  /** A default that its own schema refuses. */
  REFUSED_DEFAULT("S404", "refused-default", Severity.WARNING),
  /** A value of enum or const that its own schema refuses. */
  REFUSED_CHOICE("S405", "refused-choice", Severity.WARNING),
  /** A value that stands twice in an enum. */
  REPEATED_CHOICE("S406", "repeated-choice", Severity.WARNING),
  /** A $ref that leads nowhere. */
  DANGLING_REFERENCE("S501", "dangling-reference", Severity.ERROR),
  /** A $ref that leads back to itself. */
  CIRCULAR_REFERENCE("S502", "circular-reference", Severity.ERROR);

  private final RuleIdentity identity;

  SchemaRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
