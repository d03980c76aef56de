package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong with the operations that a plugin's source registers. */
public enum OperationRule implements Rule {
  /** An operation that the engine's workflows need is not there. */
  MISSING_OPERATION("O101", "missing-operation", Severity.WARNING),
  /** An operation that no workflow calls for this plugin type. */
  UNUSED_OPERATION("O102", "unused-operation", Severity.WARNING),
  /** A decorator that the platform does not have. */
  UNKNOWN_OPERATION("O103", "unknown-operation", Severity.ERROR),
  /** Two functions for one operation. */
  DUPLICATE_OPERATION("O104", "duplicate-operation", Severity.ERROR),
  /** A parameter that the platform passes nothing for. */
  WRONG_PARAMETER("O105", "wrong-parameter", Severity.ERROR),
  /** An argument of the platform that the function does not take. */
  MISSING_PARAMETER("O106", "missing-parameter", Severity.ERROR),
  /** {@code @plugin.virtual.start} without its parentheses. */
  MISSING_PARENTHESES("O107", "missing-parentheses", Severity.ERROR),
  /** What is registered is no plain function. */
  NOT_A_FUNCTION("O108", "not-a-function", Severity.ERROR),
  /** What is registered is a coroutine function. */
  ASYNC_OPERATION("O109", "async-operation", Severity.ERROR),
  /** The decorator's own arguments are wrong. */
  WRONG_DECORATOR_ARGUMENT("O110", "wrong-decorator-argument", Severity.ERROR),
  /** A migration id of the wrong form. */
  MIGRATION_ID_FORMAT("O201", "migration-id-format", Severity.ERROR),
  /** A migration id whose parts are all zero. */
  MIGRATION_ID_ZERO("O202", "migration-id-zero", Severity.ERROR),
  /** Two migrations with the same id. */
  DUPLICATE_MIGRATION("O203", "duplicate-migration", Severity.ERROR),
  /** A migration from a Lua toolkit that the manifest does not name. */
  LUA_MIGRATION_WITHOUT_NAME("O204", "lua-migration-without-name", Severity.ERROR),
  /** The manifest names a Lua toolkit from which nothing migrates. */
  UNUSED_LUA_NAME("O205", "unused-lua-name", Severity.WARNING),
  /** The manifest's entry point names no module below srcDir. */
  MISSING_ENTRY_MODULE("O301", "missing-entry-module", Severity.ERROR),
  /** The entry module has no object of the entry point's name. */
  MISSING_ENTRY_OBJECT("O302", "missing-entry-object", Severity.ERROR),
  /** The entry point's object is no plugin object. */
  NO_PLUGIN_OBJECT("O303", "no-plugin-object", Severity.ERROR),
  /** An operation is registered on another plugin object than the entry point's. */
  OTHER_PLUGIN_OBJECT("O304", "other-plugin-object", Severity.WARNING),
  /** The plugin object is made by a name of an older release. */
  OUTDATED_PLUGIN_MAKER("O305", "outdated-plugin-maker", Severity.WARNING),
  /** What the source does with the plugin object is only known when it runs. */
  NOT_SEEN("O401", "not-seen", Severity.WARNING),
  /** Whether an operation is registered depends on the machine that runs the source. */
  CONDITIONAL_OPERATION("O402", "conditional-operation", Severity.WARNING);

  private final RuleIdentity identity;

  OperationRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
