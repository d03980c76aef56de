package dev.dvp.core.engine;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
   * Whether an installed plugin is the one of this order, at its build and, where the engine tells
   * it, with its content.
   *
   * @param plugin as the engine lists it
   * @return whether nothing is left to be done
   */
  public boolean isInstalledAs(InstalledPlugin plugin) {
    return isOfSameBuild(plugin) && hasContentOf(plugin).orElse(true);
  }

  /**
   * Whether an installed plugin is the one of this order, at its build, whatever its content.
   *
   * @param plugin as the engine lists it
   * @return whether it has the id and the build number
   */
  public boolean isOfSameBuild(InstalledPlugin plugin) {
    return plugin.namespace().isEmpty()
        && plugin.identifier().equalsIgnoreCase(pluginId)
        && plugin.isOfBuild(buildNumber);
  }

  /**
   * Whether a plugin was installed from an artifact of the same bytes. Reads the whole file, when
   * the engine tells what to compare it with.
   *
   * @param plugin as the engine lists it
   * @return nothing when there is no telling: the engine does not say, or the file cannot be read
   */
  public Optional<Boolean> hasContentOf(InstalledPlugin plugin) {
    try {
      return plugin.artifactSha256().isEmpty()
          ? Optional.empty()
          : Optional.of(plugin.artifactSha256().get().equals(Sha256.of(file)));
    } catch (IOException e) {
      // Sending it will say so, with the reason.
      return Optional.empty();
    }
  }
}
