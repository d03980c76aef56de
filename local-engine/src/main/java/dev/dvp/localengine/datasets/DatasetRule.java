package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong with the local engine's datasets and where plugins want them. */
public enum DatasetRule implements Rule {
  /** A dataset, or the file that lists mounts, is damaged or cannot be read or written. */
  UNUSABLE("E830", "dataset-unusable", Severity.ERROR),
  /** A mount path is none, or lies where no dataset may be. */
  MOUNT_PATH_INVALID("E831", "mount-path-invalid", Severity.ERROR),
  /** Something else is at a mount path already. */
  MOUNT_PATH_TAKEN("E832", "mount-path-taken", Severity.ERROR),
  /** A shared path leads out of its dataset. */
  SHARED_PATH_INVALID("E833", "shared-path-invalid", Severity.ERROR),
  /** The system mounts or unmounts nothing. */
  MOUNT_FAILED("E834", "mount-failed", Severity.ERROR),
  /** What is at a mount path is not what was put there. */
  MOUNT_PATH_CHANGED("E835", "mount-path-changed", Severity.WARNING),
  /** The files of a dataset cannot be given to the user that the plugin wants. */
  OWNERSHIP_NOT_GIVEN("E836", "ownership-not-given", Severity.WARNING),
  /** A dataset is larger than it may be. */
  QUOTA_EXCEEDED("E837", "quota-exceeded", Severity.ERROR),
  /** A plugin's mount specification cannot be followed. */
  MOUNT_SPECIFICATION_INVALID("E838", "mount-specification-invalid", Severity.ERROR);

  private final RuleIdentity identity;

  DatasetRule(String id, String title, Severity severity) {
    identity = new RuleIdentity(id, title, severity);
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  @Override
  public boolean isBesideSecrets() {
    return true;
  }
}
