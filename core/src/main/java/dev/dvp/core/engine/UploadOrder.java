package dev.dvp.core.engine;

import dev.dvp.core.artifact.Artifact;
import java.nio.file.Path;

/**
 * What is to be uploaded, and how to know it again on the engine.
 *
 * @param file the artifact's file
 * @param pluginId the plugin's id
 * @param pluginName the plugin's name, which engines put into the titles of their work
 * @param buildNumber the build number, canonical
 */
public record UploadOrder(Path file, String pluginId, String pluginName, String buildNumber) {
  /**
   * The upload of an artifact.
   *
   * @param artifact what was read of it
   * @return the order
   */
  public static UploadOrder of(Artifact artifact) {
    return new UploadOrder(
        artifact.file(), artifact.pluginId(), artifact.name(), artifact.buildNumber().toString());
  }

  /**
   * Whether an installed plugin is the one of this order, at its build.
   *
   * @param plugin as the engine lists it
   * @return whether nothing is left to be done
   */
  public boolean isInstalledAs(InstalledPlugin plugin) {
    return plugin.namespace().isEmpty()
        && plugin.identifier().equalsIgnoreCase(pluginId)
        && plugin.isOfBuild(buildNumber);
  }
}
