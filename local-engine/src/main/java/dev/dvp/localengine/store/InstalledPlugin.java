package dev.dvp.localengine.store;

import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An installed plugin.
 *
 * @param reference the name that clients know it by, kept through upgrades
 * @param version what its current artifact says
 * @param installed when it was first installed
 * @param updated when its current artifact was installed
 */
public record InstalledPlugin(
    String reference, Version version, Instant installed, Instant updated) {

  /**
   * What an artifact says of its plugin, as far as the engine needs it after the installation.
   *
   * @param id the plugin's UUID, as written
   * @param name its name as users see it
   * @param type how it ingests data
   * @param language the Python that runs it, for example PYTHON311
   * @param buildNumber the build number
   * @param externalVersion a version for people, if any
   * @param migrationIds the ids of its migrations, in order
   * @param artifactHash the SHA-256 of the artifact's bytes, in lower-case hex
   * @param artifactBytes the artifact's size
   */
  public record Version(
      String id,
      String name,
      PluginType type,
      String language,
      BuildNumber buildNumber,
      Optional<String> externalVersion,
      List<String> migrationIds,
      String artifactHash,
      long artifactBytes) {
    /** Copies the migrations. */
    public Version {
      migrationIds = List.copyOf(migrationIds);
    }
  }

  private static final String PREFIX = "TOOLKIT-";

  /**
   * The name for a number.
   *
   * @param number a plugin's number
   * @return for example {@code TOOLKIT-3}
   */
  static String reference(long number) {
    return PREFIX + number;
  }
}
