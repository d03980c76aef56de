package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can stand in the way of a workflow. */
public enum WorkflowRule implements Rule {
  /** There is no source, snapshot, source config or job of that name. */
  UNKNOWN("E840", "lab-object-unknown"),
  /** The source's state does not allow the workflow. */
  NOT_ALLOWED("E841", "lab-workflow-not-allowed"),
  /** Another process works on it. */
  BUSY("E842", "lab-busy"),
  /** The schema refuses what the user gave. */
  REFUSED_OBJECT("E843", "lab-object-refused"),
  /** Stored objects are of an older version of the plugin. */
  UPGRADE_NEEDED("E844", "lab-upgrade-needed"),
  /** A source of that name is there already, or the name cannot be one. */
  NAME("E845", "lab-name"),
  /** Other sources have their data from this one. */
  HAS_DEPENDENTS("E846", "lab-has-dependents"),
  /** What the local engine has to do itself could not be done. */
  STEP_FAILED("E847", "lab-step-failed"),
  /** Processes still work in the data that is to be taken away. */
  DATA_IN_USE("E848", "lab-data-in-use"),
  /** Data can be mounted on this machine alone. */
  WRONG_ENVIRONMENT("E849", "lab-wrong-environment");

  private final RuleIdentity identity;

  WorkflowRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  /** Objects of sources may hold a password, which no excerpt must show. */
  @Override
  public boolean isBesideSecrets() {
    return true;
  }
}
