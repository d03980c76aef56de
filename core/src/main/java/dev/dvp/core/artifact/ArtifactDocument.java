package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;

/** Puts together an artifact's JSON but for the payload, from a valid plugin. */
final class ArtifactDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ArtifactDocument() {}

  /** All keys but {@code sourceCode}, in the order in which they are written. */
  static ObjectNode of(Plugin plugin) {
    ObjectNode document = NODES.objectNode();
    document.put(ArtifactKeys.TYPE, ArtifactKeys.PLUGIN);
    addManifest(plugin.manifest(), document);
    addSchemas(plugin, document);
    document.set(ArtifactKeys.MANIFEST, operations(plugin.operations()));
    return document;
  }

  private static void addManifest(PluginManifest manifest, ObjectNode document) {
    document.put(ArtifactKeys.PLUGIN_ID, manifest.id());
    document.put(ArtifactKeys.NAME, manifest.name());
    document.put(ArtifactKeys.LANGUAGE, manifest.language());
    ArrayNode hostTypes = document.putArray(ArtifactKeys.HOST_TYPES);
    manifest.hostTypes().forEach(hostTypes::add);
    document.put(ArtifactKeys.ENTRY_POINT, manifest.entryPoint().toString());
    manifest.externalVersion().ifPresent(v -> document.put(ArtifactKeys.EXTERNAL_VERSION, v));
    manifest.luaName().ifPresent(v -> document.put(ArtifactKeys.LUA_NAME, v));
    manifest.minimumLuaVersion().ifPresent(v -> document.put(ArtifactKeys.MINIMUM_LUA_VERSION, v));
    document.put(ArtifactKeys.DEFAULT_LOCALE, manifest.defaultLocale().orElse("en-us"));
    document.put(ArtifactKeys.BUILD_NUMBER, manifest.buildNumber().toString());
    document.set(ArtifactKeys.BUILD_API, ApiVersions.build());
    document.set(ArtifactKeys.ENGINE_API, ApiVersions.engine());
    document.put(ArtifactKeys.ROOT_SQUASH, manifest.rootSquashEnabled().orElse(true));
    document.put(ArtifactKeys.START_STOP_HOOKS, manifest.extendedStartStopHooks().orElse(false));
  }

  private static void addSchemas(Plugin plugin, ObjectNode document) {
    PluginSchemas schemas = plugin.schemas();
    document.set(
        ArtifactKeys.VIRTUAL_SOURCE,
        typed("PluginVirtualSourceDefinition")
            .set(ArtifactKeys.PARAMETERS, schemas.definition(DefinitionKind.VIRTUAL_SOURCE)));
    document.set(
        ArtifactKeys.LINKED_SOURCE,
        typed(ArtifactKeys.linkedSourceType(plugin.manifest().pluginType()))
            .set(ArtifactKeys.PARAMETERS, schemas.definition(DefinitionKind.LINKED_SOURCE)));
    document.set(ArtifactKeys.DISCOVERY, discovery(plugin));
    document.set(ArtifactKeys.SNAPSHOT_SCHEMA, schemas.definition(DefinitionKind.SNAPSHOT));
    document.set(
        ArtifactKeys.SNAPSHOT_PARAMETERS,
        typed("PluginSnapshotParametersDefinition")
            .set(ArtifactKeys.SCHEMA, schemas.definition(DefinitionKind.SNAPSHOT_PARAMETERS)));
  }

  private static ObjectNode discovery(Plugin plugin) {
    ObjectNode discovery = typed("PluginDiscoveryDefinition");
    discovery.put(ArtifactKeys.MANUAL_DISCOVERY, plugin.manifest().manualDiscovery().orElse(true));
    moveIdentity(plugin, DefinitionKind.REPOSITORY, ArtifactKeys.REPOSITORY_PREFIX, discovery);
    moveIdentity(
        plugin, DefinitionKind.SOURCE_CONFIG, ArtifactKeys.SOURCE_CONFIG_PREFIX, discovery);
    return discovery;
  }

  /** The engine reads the two identity keywords beside the schema, not in it. */
  private static void moveIdentity(
      Plugin plugin, DefinitionKind kind, String prefix, ObjectNode discovery) {
    ObjectNode schema = plugin.schemas().definition(kind).deepCopy();
    discovery.set(
        prefix + ArtifactKeys.IDENTITY_FIELDS_SUFFIX, remove(schema, "identityFields", kind));
    discovery.set(prefix + ArtifactKeys.NAME_FIELD_SUFFIX, remove(schema, "nameField", kind));
    discovery.set(prefix + ArtifactKeys.SCHEMA_SUFFIX, schema);
  }

  private static JsonNode remove(ObjectNode schema, String keyword, DefinitionKind kind) {
    JsonNode value = schema.remove(keyword);
    if (value == null) {
      throw new IllegalArgumentException("a valid " + kind.key() + " has " + keyword);
    }
    return value;
  }

  private static ObjectNode operations(PluginOperations operations) {
    ObjectNode manifest = typed("PluginManifest");
    operations.flags().forEach(manifest::put);
    ArrayNode ids = manifest.putArray(ArtifactKeys.MIGRATION_IDS);
    operations.migrationIds().forEach(ids::add);
    return manifest;
  }

  private static ObjectNode typed(String type) {
    return NODES.objectNode().put(ArtifactKeys.TYPE, type);
  }
}
