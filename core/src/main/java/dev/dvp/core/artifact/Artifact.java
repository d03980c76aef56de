package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.schema.DefinitionKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an artifact says about its plugin: everything but the payload, which stays in the file.
 *
 * @param file the artifact's file
 * @param document all keys but {@code sourceCode}, in the file's order; not to be modified
 * @param pluginId the plugin's id, by which an engine knows an upgrade
 * @param name the plugin's name as users of the engine see it
 * @param buildNumber the build number, canonical
 * @param externalVersion a version for people, if any
 * @param engineApi the {@code APIVersion} with which a client opens its session
 * @param buildApi the {@code APIVersion} of the plugin API that the plugin was built for
 * @param operationFlags for every operation's manifest key whether it is implemented
 * @param migrationIds the ids of the migrations, in the file's order
 * @param pluginType how the plugin ingests data
 */
public record Artifact(
    Path file,
    ObjectNode document,
    String pluginId,
    String name,
    BuildNumber buildNumber,
    Optional<String> externalVersion,
    ObjectNode engineApi,
    ObjectNode buildApi,
    Map<String, Boolean> operationFlags,
    List<String> migrationIds,
    PluginType pluginType) {

  /** Copies the collections, keeping the order of the flags. */
  public Artifact {
    operationFlags = Collections.unmodifiableMap(new LinkedHashMap<>(operationFlags));
    migrationIds = List.copyOf(migrationIds);
  }

  /**
   * The schemas as {@code schema.json} has them: the identity keywords, which an artifact keeps
   * beside the two discovery schemas, are back in them.
   *
   * @return those of the six that the artifact has, each a copy
   */
  public Map<DefinitionKind, ObjectNode> schemas() {
    return EmbeddedSchemas.of(document);
  }
}
