package dev.dvp.localengine.workflows;

import dev.dvp.localengine.DataFolder;
import java.time.Clock;
import java.util.Map;

/**
 * What workflows need to know of the world around them.
 *
 * @param folder the local engine's data folder
 * @param environment the caller's environment variables
 * @param clock the time of jobs and snapshots
 * @param bindMounts whether data is mounted for real, which takes root, and not linked to
 */
public record LabSettings(
    DataFolder folder, Map<String, String> environment, Clock clock, boolean bindMounts) {
  /** Copies the map. */
  public LabSettings {
    environment = Map.copyOf(environment);
  }
}
