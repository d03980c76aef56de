package dev.dvp.localengine.page;

import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.support.PluginLogs;
import dev.dvp.localengine.workflows.Lab;
import java.util.Map;

/**
 * What the page shows, and what it works with.
 *
 * @param store the engine's store
 * @param lab the workflows over it
 * @param desk runs them in the background
 * @param folder the engine's data folder
 * @param pluginLogs the logs of plugins
 * @param environment the engine's environment variables
 */
public record PageWorld(
    Store store,
    Lab lab,
    JobDesk desk,
    DataFolder folder,
    PluginLogs pluginLogs,
    Map<String, String> environment) {
  /** Copies the map. */
  public PageWorld {
    environment = Map.copyOf(environment);
  }
}
