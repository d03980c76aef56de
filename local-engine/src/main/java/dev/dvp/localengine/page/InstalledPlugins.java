package dev.dvp.localengine.page;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.workflows.PluginAtHand;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed plugins, with what their artifacts say. */
final class InstalledPlugins {
  /** What an artifact says may take megabytes. */
  private static final int MOST_OPEN = 3;

  private final Store store;
  private final DataFolder folder;

  /** By the artifact's hash, the one that was used longest ago first. */
  private final Map<String, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);

  InstalledPlugins(Store store, DataFolder folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * A plugin whose artifact was read.
   *
   * @param file the artifact's file
   * @param artifact what it says
   * @param atHand the plugin, for workflows
   */
  record Opened(Path file, Artifact artifact, PluginAtHand atHand) {}

  List<InstalledPlugin> all() {
    return store.read(tables -> tables.plugins().all());
  }

  Optional<InstalledPlugin> find(String id) {
    return all().stream().filter(one -> one.version().id().equals(id)).findFirst();
  }

  /**
   * Reads a plugin's artifact.
   *
   * @throws DvpException when it cannot be read
   */
  synchronized Opened open(InstalledPlugin plugin) {
    String hash = plugin.version().artifactHash();
    Opened known = opened.get(hash);
    if (known != null) {
      return known;
    }
    Opened read = read(plugin, folder.artifacts().resolve(hash + ".json"));
    opened.put(hash, read);
    if (opened.size() > MOST_OPEN) {
      opened.remove(opened.keySet().iterator().next());
    }
    return read;
  }

  private static Opened read(InstalledPlugin plugin, Path file) {
    Artifact artifact = ArtifactReader.read(file);
    String entryPoint = artifact.document().path("entryPoint").asText();
    EntryPoint parsed =
        EntryPoint.parse(entryPoint)
            .orElseThrow(
                () ->
                    new DvpException(
                        BuildRule.ARTIFACT_UNREADABLE.at(
                            Location.of(file),
                            "The artifact's entry point is not `module:object`.",
                            "Build the artifact again with `dvp build`, and upload it.")));
    PluginAtHand atHand =
        new PluginAtHand(
            plugin.version().id(),
            artifact.name(),
            artifact.buildNumber().toString(),
            artifact.pluginType(),
            parsed,
            Location.NONE,
            // There is no such file any more: findings about the schema name it all the same.
            new PluginSchemas(Path.of(file + ".schemas", "schema.json"), artifact.schemas()),
            Path.of(""));
    return new Opened(file, artifact, atHand);
  }
}
