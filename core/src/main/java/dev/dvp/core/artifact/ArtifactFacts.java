package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.schema.DefinitionKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an artifact says about its plugin as far as it can be understood, whichever tool and release
 * made it: older ones have the plugin's id in {@code name} and its name in {@code prettyName}.
 *
 * @param fields the plain fields that are there, by the keys of today, in a fixed order
 * @param pluginId the plugin's id
 * @param name the plugin's name as users of the engine see it
 * @param buildNumber the build number
 * @param pluginType how the plugin ingests data
 * @param operationFlags for every operation's manifest key that is there whether it is implemented
 * @param migrationIds the ids of the migrations, in the file's order
 * @param schemas the definitions that are there, as {@code schema.json} has them
 * @param unknown keys that today's engines do not know, with their values
 */
public record ArtifactFacts(
    Map<String, JsonNode> fields,
    Optional<String> pluginId,
    Optional<String> name,
    Optional<BuildNumber> buildNumber,
    Optional<PluginType> pluginType,
    Map<String, Boolean> operationFlags,
    List<String> migrationIds,
    Map<DefinitionKind, ObjectNode> schemas,
    Map<String, JsonNode> unknown) {

  /** The key under which {@link #fields} has the plugin's type, which artifacts have indirectly. */
  public static final String PLUGIN_TYPE = "pluginType";

  private static final String OLD_NAME = "prettyName";

  private static final List<String> PLAIN =
      List.of(
          ArtifactKeys.BUILD_NUMBER,
          ArtifactKeys.EXTERNAL_VERSION,
          ArtifactKeys.LANGUAGE,
          ArtifactKeys.HOST_TYPES,
          ArtifactKeys.ENTRY_POINT,
          ArtifactKeys.DEFAULT_LOCALE,
          ArtifactKeys.LUA_NAME,
          ArtifactKeys.MINIMUM_LUA_VERSION,
          ArtifactKeys.ROOT_SQUASH,
          ArtifactKeys.START_STOP_HOOKS,
          ArtifactKeys.BUILD_API,
          ArtifactKeys.ENGINE_API);

  private static final Set<String> STRUCTURED =
      Set.of(
          ArtifactKeys.TYPE,
          ArtifactKeys.PLUGIN_ID,
          ArtifactKeys.NAME,
          OLD_NAME,
          ArtifactKeys.SOURCE_CODE,
          ArtifactKeys.VIRTUAL_SOURCE,
          ArtifactKeys.LINKED_SOURCE,
          ArtifactKeys.DISCOVERY,
          ArtifactKeys.SNAPSHOT_SCHEMA,
          ArtifactKeys.SNAPSHOT_PARAMETERS,
          ArtifactKeys.MANIFEST);

  /** Copies the collections, keeping their order. */
  public ArtifactFacts {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    operationFlags = Collections.unmodifiableMap(new LinkedHashMap<>(operationFlags));
    migrationIds = List.copyOf(migrationIds);
    schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
  }

  /**
   * What an engine says of an installed plugin, which is less than an artifact says.
   *
   * @param engines the engine's object of the plugin, with the definitions that it has at the keys
   *     of an artifact
   * @param otherwise what to take for all that the engine does not say
   * @return the facts
   */
  public static ArtifactFacts ofInstalled(ObjectNode engines, ArtifactFacts otherwise) {
    ObjectNode document = engines.deepCopy();
    document.set(ArtifactKeys.PLUGIN_ID, engines.get("identifier"));
    ArtifactFacts said = of(document);
    Map<String, JsonNode> fields = new LinkedHashMap<>(otherwise.fields());
    fields.putAll(said.fields());
    Map<DefinitionKind, ObjectNode> schemas = new LinkedHashMap<>(otherwise.schemas());
    schemas.putAll(said.schemas());
    boolean saysManifest = document.path(ArtifactKeys.MANIFEST).isObject();
    return new ArtifactFacts(
        fields,
        said.pluginId().or(otherwise::pluginId),
        said.name().or(otherwise::name),
        said.buildNumber().or(otherwise::buildNumber),
        said.pluginType().or(otherwise::pluginType),
        saysManifest ? said.operationFlags() : otherwise.operationFlags(),
        saysManifest ? said.migrationIds() : otherwise.migrationIds(),
        schemas,
        otherwise.unknown());
  }

  /** Reads what is there of an artifact's keys. */
  static ArtifactFacts of(ObjectNode document) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    boolean old = !document.has(ArtifactKeys.PLUGIN_ID) && document.has(OLD_NAME);
    put(fields, ArtifactKeys.PLUGIN_ID, document.get(old ? ArtifactKeys.NAME : "pluginId"));
    put(
        fields,
        ArtifactKeys.NAME,
        document.get(document.has(OLD_NAME) ? OLD_NAME : ArtifactKeys.NAME));
    Optional<PluginType> type =
        ArtifactKeys.pluginType(
            document.path(ArtifactKeys.LINKED_SOURCE).path(ArtifactKeys.TYPE).asText());
    type.ifPresent(t -> fields.put(PLUGIN_TYPE, document.textNode(t.name())));
    PLAIN.forEach(key -> put(fields, key, document.get(key)));
    put(
        fields,
        ArtifactKeys.MANUAL_DISCOVERY,
        document.path(ArtifactKeys.DISCOVERY).get(ArtifactKeys.MANUAL_DISCOVERY));
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      if (!PLAIN.contains(entry.getKey()) && !STRUCTURED.contains(entry.getKey())) {
        unknown.put(entry.getKey(), entry.getValue());
      }
    }
    JsonNode manifest = document.path(ArtifactKeys.MANIFEST);
    return new ArtifactFacts(
        fields,
        text(fields.get(ArtifactKeys.PLUGIN_ID)),
        text(fields.get(ArtifactKeys.NAME)),
        text(document.get(ArtifactKeys.BUILD_NUMBER)).flatMap(BuildNumber::parse),
        type,
        flags(manifest),
        migrations(manifest),
        EmbeddedSchemas.of(document),
        unknown);
  }

  private static void put(
      Map<String, JsonNode> fields, String key, @org.jspecify.annotations.Nullable JsonNode value) {
    // Other tools write null for what is not set.
    if (value != null && !value.isNull()) {
      fields.put(key, value);
    }
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable JsonNode value) {
    return Optional.ofNullable(value).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static Map<String, Boolean> flags(JsonNode manifest) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : manifest.properties()) {
      if (entry.getValue().isBoolean()) {
        flags.put(entry.getKey(), entry.getValue().booleanValue());
      }
    }
    return flags;
  }

  private static List<String> migrations(JsonNode manifest) {
    List<String> ids = new ArrayList<>();
    for (JsonNode id : manifest.path(ArtifactKeys.MIGRATION_IDS)) {
      ids.add(id.asText());
    }
    return ids;
  }

  /**
   * A plain field as text.
   *
   * @param key one of {@link #fields}, or any other
   * @return its text; of a list the elements, of an {@code APIVersion} its three numbers
   */
  public Optional<String> shown(String key) {
    return Optional.ofNullable(fields.get(key)).map(ArtifactFacts::shown);
  }

  /**
   * A value as text.
   *
   * @param value any value of an artifact
   * @return text for people, of any length
   */
  public static String shown(JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(item -> texts.add(item.isValueNode() ? item.asText() : item.toString()));
      return String.join(", ", texts);
    }
    if (value instanceof ObjectNode version && ApiVersions.isVersion(version)) {
      return version.path("major").asText()
          + "."
          + version.path("minor").asText()
          + "."
          + version.path("micro").asText();
    }
    return value.isObject() ? value.toString() : value.asText();
  }
}
