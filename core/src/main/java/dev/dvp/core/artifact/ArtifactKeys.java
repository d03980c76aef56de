package dev.dvp.core.artifact;

import dev.dvp.core.manifest.PluginType;
import java.util.Arrays;
import java.util.Optional;

/** The words of an artifact's JSON, as engines read them. */
final class ArtifactKeys {
  static final String TYPE = "type";
  static final String PLUGIN_ID = "pluginId";
  static final String NAME = "name";
  static final String EXTERNAL_VERSION = "externalVersion";
  static final String BUILD_NUMBER = "buildNumber";
  static final String BUILD_API = "buildApi";
  static final String ENGINE_API = "engineApi";
  static final String SOURCE_CODE = "sourceCode";
  static final String LINKED_SOURCE = "linkedSourceDefinition";
  static final String MANIFEST = "manifest";
  static final String MIGRATION_IDS = "migrationIdList";

  static final String LANGUAGE = "language";
  static final String HOST_TYPES = "hostTypes";
  static final String ENTRY_POINT = "entryPoint";
  static final String LUA_NAME = "luaName";
  static final String MINIMUM_LUA_VERSION = "minimumLuaVersion";
  static final String DEFAULT_LOCALE = "defaultLocale";
  static final String ROOT_SQUASH = "rootSquashEnabled";
  static final String START_STOP_HOOKS = "extendedStartStopHooks";
  static final String VIRTUAL_SOURCE = "virtualSourceDefinition";
  static final String DISCOVERY = "discoveryDefinition";
  static final String SNAPSHOT_SCHEMA = "snapshotSchema";
  static final String SNAPSHOT_PARAMETERS = "snapshotParametersDefinition";
  static final String PARAMETERS = "parameters";
  static final String SCHEMA = "schema";
  static final String MANUAL_DISCOVERY = "manualSourceConfigDiscovery";
  static final String REPOSITORY_PREFIX = "repository";
  static final String SOURCE_CONFIG_PREFIX = "sourceConfig";
  static final String IDENTITY_FIELDS_SUFFIX = "IdentityFields";
  static final String NAME_FIELD_SUFFIX = "NameField";
  static final String SCHEMA_SUFFIX = "Schema";

  static final String PLUGIN = "Plugin";
  static final String API_VERSION = "APIVersion";

  private ArtifactKeys() {}

  /** The {@code type} of the linked source definition, which alone tells the plugin's type. */
  static String linkedSourceType(PluginType type) {
    return switch (type) {
      case DIRECT -> "PluginLinkedDirectSourceDefinition";
      case STAGED -> "PluginLinkedStagedSourceDefinition";
    };
  }

  static Optional<PluginType> pluginType(String linkedSourceType) {
    return Arrays.stream(PluginType.values())
        .filter(type -> linkedSourceType(type).equals(linkedSourceType))
        .findFirst();
  }
}
