package dev.dvp.core.scaffold;

import dev.dvp.core.manifest.PluginType;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What to scaffold.
 *
 * @param template what it is made of
 * @param rootDir the plugin's folder; made when it is missing
 * @param name the plugin's name as users of the engine will see it
 * @param pluginId the plugin's new id
 * @param pluginType how the plugin ingests data
 * @param hostType the hosts that it works on
 */
public record ScaffoldRequest(
    ScaffoldTemplate template,
    Path rootDir,
    String name,
    UUID pluginId,
    PluginType pluginType,
    HostType hostType) {

  /**
   * A plugin with the required operations only.
   *
   * @param rootDir the plugin's folder; made when it is missing
   * @param name the plugin's name as users of the engine will see it
   * @param pluginId the plugin's new id
   * @param pluginType how the plugin ingests data
   * @param hostType the hosts that it works on
   */
  public ScaffoldRequest(
      Path rootDir, String name, UUID pluginId, PluginType pluginType, HostType hostType) {
    this(BundledTemplates.minimal(pluginType), rootDir, name, pluginId, pluginType, hostType);
  }
}
