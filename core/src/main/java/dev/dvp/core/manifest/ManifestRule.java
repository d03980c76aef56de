package dev.dvp.core.manifest;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with a manifest. */
public enum ManifestRule implements Rule {
  /** The file is missing, may not be read, is too large or is not UTF-8. */
  UNREADABLE_MANIFEST("M001", "unreadable-manifest", Severity.ERROR),
  /** The text breaks YAML's grammar. */
  YAML_SYNTAX("M002", "yaml-syntax", Severity.ERROR),
  /** A field stands twice. */
  DUPLICATE_FIELD("M003", "duplicate-field", Severity.ERROR),
  /** Tags, many aliases, several documents, too deep or too large. */
  YAML_FEATURE("M004", "yaml-feature", Severity.ERROR),
  /** The file is empty or holds something other than fields. */
  MANIFEST_WITHOUT_FIELDS("M005", "manifest-without-fields", Severity.ERROR),
  /** A field that the platform does not know, and refuses. */
  UNKNOWN_FIELD("M101", "unknown-field", Severity.ERROR),
  /** A required field is missing or has no value. */
  MISSING_FIELD("M102", "missing-field", Severity.ERROR),
  /** A list, text, boolean or object where another kind of value is wanted. */
  WRONG_FIELD_TYPE("M103", "wrong-field-type", Severity.ERROR),
  /** A text that YAML takes for a number, a boolean or a date, for want of quotes. */
  UNQUOTED_VALUE("M104", "unquoted-value", Severity.ERROR),
  /** A field's name of an older release. */
  RENAMED_FIELD("M105", "renamed-field", Severity.ERROR),
  /** The id is no UUID. */
  BAD_PLUGIN_ID("M201", "bad-plugin-id", Severity.ERROR),
  /** The name is blank. */
  BAD_PLUGIN_NAME("M202", "bad-plugin-name", Severity.ERROR),
  /** A host type other than UNIX or WINDOWS, or both. */
  BAD_HOST_TYPES("M203", "bad-host-types", Severity.ERROR),
  /** The entry point is not {@code module:object}. */
  BAD_ENTRY_POINT("M204", "bad-entry-point", Severity.ERROR),
  /** srcDir is no folder strictly below the manifest's. */
  BAD_SOURCE_FOLDER("M205", "bad-source-folder", Severity.ERROR),
  /** The schema's file does not exist. */
  MISSING_SCHEMA_FILE("M206", "missing-schema-file", Severity.ERROR),
  /** A plugin type other than DIRECT or STAGED. */
  BAD_PLUGIN_TYPE("M207", "bad-plugin-type", Severity.ERROR),
  /** A language that no release knows. */
  UNKNOWN_LANGUAGE("M208", "unknown-language", Severity.ERROR),
  /** A language of an older release. */
  OUTDATED_LANGUAGE("M209", "outdated-language", Severity.ERROR),
  /** The build number is not made of dot-separated integers, or is zero. */
  BAD_BUILD_NUMBER("M210", "bad-build-number", Severity.ERROR),
  /** The Lua name has other characters than the platform allows. */
  BAD_LUA_NAME("M211", "bad-lua-name", Severity.ERROR),
  /** The Lua version is not {@code major.minor}. */
  BAD_LUA_VERSION("M212", "bad-lua-version", Severity.ERROR),
  /** One of luaName and minimumLuaVersion stands without the other. */
  LUA_FIELDS_APART("M213", "lua-fields-apart", Severity.ERROR);

  private final RuleIdentity identity;

  ManifestRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
