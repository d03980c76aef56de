package dev.dvp.localengine.environments;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong with the local engine's environments and the credentials beside them. */
public enum EnvironmentRule implements Rule {
  /** The file of environments or credentials is damaged, or cannot be read or written. */
  FILE_UNUSABLE("E820", "environments-file-unusable"),
  /** No environment has that name. */
  UNKNOWN("E821", "environment-unknown"),
  /** The name is taken, or belongs to this machine. */
  NAME_TAKEN("E822", "environment-name-taken"),
  /** A name, address or path cannot be one. */
  INVALID("E823", "environment-invalid"),
  /** The host cannot be reached, or lets nobody in. */
  UNREACHABLE("E824", "environment-unreachable"),
  /** The host's key is not known, or not the one that it should be. */
  HOST_KEY("E825", "environment-host-key"),
  /** A program is missing, here or on the host. */
  PROGRAM_MISSING("E826", "environment-program-missing"),
  /** No credentials have that name. */
  CREDENTIALS_UNKNOWN("E827", "environment-credentials-unknown");

  private final RuleIdentity identity;

  EnvironmentRule(String id, String title) {
    identity = new RuleIdentity(id, title, Severity.ERROR);
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
