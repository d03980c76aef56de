package dev.dvp.localengine.running;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can be wrong when a plugin's operation is called. */
public enum RunRule implements Rule {
  /** The file of arguments is neither JSON nor YAML, or cannot be read. */
  UNREADABLE_ARGUMENTS("R101", "unreadable-arguments"),
  /** An argument is not what the operation takes, or what the schema allows. */
  WRONG_ARGUMENT("R102", "wrong-argument"),
  /** There is no debugpy for the Python that is to be debugged. */
  NO_DEBUGGER("R103", "no-debugger"),
  /** The operation raises an exception that is not meant for the user. */
  OPERATION_RAISED("R201", "operation-raised"),
  /** What the operation gives back is not of its type. */
  WRONG_RESULT_TYPE("R202", "wrong-result-type"),
  /** The schema refuses what the operation gives back. */
  REFUSED_RESULT("R203", "refused-result"),
  /** A value, a text or a library call is larger than an engine takes. */
  TOO_LARGE("R204", "too-large"),
  /** The operation did not end in time. */
  TIME_UP("R205", "operation-time-up"),
  /** The operation ends the process that it runs in. */
  PROCESS_ENDED("R206", "operation-ends-process"),
  /** The plugin does not implement the operation. */
  NOT_IMPLEMENTED("R207", "not-implemented");

  private final RuleIdentity identity;

  RunRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  /** Arguments may hold a password, which no excerpt must show. */
  @Override
  public boolean isBesideSecrets() {
    return this == UNREADABLE_ARGUMENTS || this == WRONG_ARGUMENT || this == NO_DEBUGGER;
  }
}
