package dev.dvp.localengine;

import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.RuleIdentity;
import dev.dvp.core.diagnostics.Severity;

/** What can go wrong with the local engine itself, as opposed to what it answers. */
public enum LocalEngineRule implements Rule {
  /** An engine answers from this data folder already. */
  ENGINE_ALREADY_RUNNING("E801", "engine-already-running"),
  /** The engine's process ended, or stayed silent, before it answered. */
  ENGINE_DID_NOT_START("E802", "engine-did-not-start"),
  /** Something holds the data folder's lock and does not answer as an engine. */
  DATA_FOLDER_IN_USE("E803", "data-folder-in-use"),
  /** There is no engine to stop. */
  ENGINE_NOT_RUNNING("E804", "engine-not-running"),
  /** The engine's process is still there although it was told to end. */
  ENGINE_DID_NOT_STOP("E805", "engine-did-not-stop"),
  /** The data folder, or something in it, cannot be used. */
  DATA_FOLDER_UNUSABLE("E806", "data-folder-unusable"),
  /** The asked-for port belongs to somebody else. */
  PORT_IN_USE("E807", "port-in-use"),
  /** What an engine keeps was to be removed while it runs. */
  ENGINE_STILL_RUNS("E808", "engine-still-runs"),
  /** What an engine keeps was to be removed from a folder that none has made. */
  NOT_A_DATA_FOLDER("E809", "not-a-data-folder");

  private final RuleIdentity identity;

  LocalEngineRule(String id, String title) {
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
