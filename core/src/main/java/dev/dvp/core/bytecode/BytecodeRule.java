package dev.dvp.core.bytecode;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** The rules of compiling a payload, {@code B7…}. */
public enum BytecodeRule implements Rule {
  /** Bytecode was asked for, and there is no Python of the language's version. */
  NO_PYTHON("B701", "bytecode-needs-python", Severity.ERROR),
  /** A module of the plugin does not compile. */
  DOES_NOT_COMPILE("B702", "module-does-not-compile", Severity.ERROR),
  /** A module of a runtime package does not compile; it goes in as source. */
  PACKAGE_DOES_NOT_COMPILE("B703", "package-does-not-compile", Severity.WARNING),
  /** The Python that compiles did not do its work. */
  COMPILER_FAILED("B704", "compiler-failed", Severity.ERROR);

  private final RuleIdentity identity;

  BytecodeRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }
}
