package dev.dvp.localengine.workflows;

import dev.dvp.localengine.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What workflows need to know of the world around them.
 *
 * @param folder the local engine's data folder
 * @param environment the caller's environment variables
 * @param clock the time of jobs and snapshots
 * @param bindMounts whether data is mounted for real, which takes root, and not linked to
 * @param readable folders that commands see also where they lie below {@code /tmp}
 */
public record LabSettings(
    DataFolder folder,
    Map<String, String> environment,
    Clock clock,
    boolean bindMounts,
    List<Path> readable) {
  /** Copies the collections. */
  public LabSettings {
    environment = Map.copyOf(environment);
    readable = List.copyOf(readable);
  }
}
