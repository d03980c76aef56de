package dev.dvp.core.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A valid {@code plugin_config.yml}, typed.
 *
 * @param file the manifest's file
 * @param id the plugin's UUID, as written
 * @param name the plugin's name as users of the engine see it
 * @param hostTypes UNIX or WINDOWS, at most one
 * @param entryPoint where the plugin object is
 * @param srcDir the folder of the Python source, resolved against the manifest's folder
 * @param schemaFile the schema's file, resolved against the manifest's folder
 * @param pluginType how the plugin ingests data
 * @param language the Python that runs it, for example PYTHON311
 * @param buildNumber the canonical build number
 * @param externalVersion a version for people, if any
 * @param defaultLocale the locale of its messages, if any
 * @param luaName the name of the Lua toolkit that it replaces, if any
 * @param minimumLuaVersion the lowest version of that toolkit that can be upgraded, if any
 * @param manualDiscovery whether source configs may be added by hand, if said
 * @param rootSquashEnabled whether exported mounts squash root, if said
 * @param extendedStartStopHooks whether start and stop hooks run on enable and disable, if said
 */
public record PluginManifest(
    Path file,
    String id,
    String name,
    List<String> hostTypes,
    EntryPoint entryPoint,
    Path srcDir,
    Path schemaFile,
    PluginType pluginType,
    String language,
    BuildNumber buildNumber,
    Optional<String> externalVersion,
    Optional<String> defaultLocale,
    Optional<String> luaName,
    Optional<String> minimumLuaVersion,
    Optional<Boolean> manualDiscovery,
    Optional<Boolean> rootSquashEnabled,
    Optional<Boolean> extendedStartStopHooks) {

  /** The one language that new artifacts may have. */
  public static final String CURRENT_LANGUAGE = "PYTHON311";

  /** Copies the host types. */
  public PluginManifest {
    hostTypes = List.copyOf(hostTypes);
  }
}
