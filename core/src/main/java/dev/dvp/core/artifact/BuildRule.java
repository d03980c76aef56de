package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/**
 * The rules of building: {@code B1…} reading an artifact, {@code B3…} writing the artifact, {@code
 * B4…} scaffolding a plugin. Nearly all of them are errors.
 */
public enum BuildRule implements Rule {
  /** The artifact's file is missing or cannot be read. */
  ARTIFACT_UNREADABLE("B101", "artifact-unreadable"),
  /** The artifact's file is no complete JSON object in UTF-8. */
  ARTIFACT_NOT_JSON("B102", "artifact-not-json"),
  /** The artifact's JSON, its payload aside, is larger or deeper than any plugin needs. */
  ARTIFACT_OVER_LIMIT("B103", "artifact-over-limit"),
  /** A key that the engine needs is not there. */
  ARTIFACT_MISSING_KEY("B104", "artifact-missing-key"),
  /** A key has a value that the engine would refuse. */
  ARTIFACT_WRONG_VALUE("B105", "artifact-wrong-value"),
  /** A key that the engine does not know. */
  ARTIFACT_UNKNOWN_KEY("B106", "artifact-unknown-key"),
  /** The same key twice. */
  ARTIFACT_DUPLICATE_KEY("B107", "artifact-duplicate-key"),
  /** One of the schemas in the artifact is broken. */
  ARTIFACT_BAD_SCHEMA("B108", "artifact-bad-schema"),
  /** The payload is no base64. */
  PAYLOAD_NOT_BASE64("B109", "payload-not-base64"),
  /** The payload is no zip, or a broken one. */
  PAYLOAD_NOT_ZIP("B110", "payload-not-zip"),
  /** A file of the payload would be unpacked outside its folder, or over another. */
  PAYLOAD_UNSAFE_NAME("B111", "payload-unsafe-name"),
  /** The payload unpacks to more than an engine should hold. */
  PAYLOAD_OVER_LIMIT("B112", "payload-over-limit"),
  /** The module that the entry point names is not in the payload. */
  PAYLOAD_LACKS_ENTRY_MODULE("B113", "payload-lacks-entry-module"),
  /** Bytecode of another CPython than the one that runs the plugin. */
  BYTECODE_OF_OTHER_PYTHON("B114", "bytecode-of-other-python"),
  /** A file is called as bytecode and is none. */
  BYTECODE_BROKEN("B115", "bytecode-broken"),
  /** Bytecode beside a source that it was not made of. */
  BYTECODE_OF_OTHER_SOURCE("B116", "bytecode-of-other-source", Severity.WARNING),
  /** No runtime packages are in the payload. */
  PAYLOAD_LACKS_RUNTIME("B117", "payload-lacks-runtime", Severity.WARNING),
  /** The runtime packages in the payload are good for the local engine alone. */
  PAYLOAD_BUNDLED_RUNTIME("B118", "payload-bundled-runtime", Severity.WARNING),
  /** An operation that the engine's workflows need is not implemented. */
  ARTIFACT_LACKS_OPERATION("B119", "artifact-lacks-operation", Severity.WARNING),
  /** An operation that the engine never calls for the plugin's type. */
  ARTIFACT_UNCALLED_OPERATION("B120", "artifact-uncalled-operation", Severity.WARNING),
  /** The folder to unpack into is not empty. */
  UNPACK_TARGET_IN_USE("B121", "unpack-target-in-use"),
  /** Unpacking failed half-way, for example on a full disk. */
  UNPACK_FAILED("B122", "unpack-failed"),

  /** The artifact cannot be written where it should go. */
  TARGET_NOT_WRITABLE("B301", "target-not-writable"),
  /** Writing the artifact failed half-way, for example on a full disk. */
  TARGET_WRITE_FAILED("B302", "target-write-failed"),

  /** Files that the scaffold would write are there already. */
  SCAFFOLD_WOULD_OVERWRITE("B401", "scaffold-would-overwrite"),
  /** The scaffold's folder cannot be made or written. */
  SCAFFOLD_NOT_WRITABLE("B402", "scaffold-not-writable"),
  /** A plugin's name that a manifest cannot hold. */
  SCAFFOLD_BAD_NAME("B403", "scaffold-bad-name");

  private final RuleIdentity identity;

  BuildRule(String id, String title) {
    this(id, title, Severity.ERROR);
  }

  BuildRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
