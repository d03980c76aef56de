package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.payload.PayloadNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields of an {@link Artifact} out of its JSON and reports those that are not right. */
final class ArtifactFields {
  private static final String REBUILD = "Build the artifact again with `dvp build`.";

  private static final BuildNumber NO_NUMBER = new BuildNumber(List.of());

  private final ObjectNode nothing = JsonNodeFactory.instance.objectNode();
  private final ArtifactHeader header;
  private final Diagnostics diagnostics;
  private final Diagnostics found = new Diagnostics();

  private ArtifactFields(ArtifactHeader header, Diagnostics diagnostics) {
    this.header = header;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads the fields.
   *
   * @return the artifact, or nothing when something was reported
   */
  static Optional<Artifact> read(ArtifactHeader header, Diagnostics diagnostics) {
    return new ArtifactFields(header, diagnostics).artifact();
  }

  static Diagnostic payloadMissing(ArtifactHeader header) {
    String key = ArtifactKeys.SOURCE_CODE;
    return header.places().containsKey(key)
        ? BuildRule.ARTIFACT_WRONG_VALUE.at(
            header.place(key), "`" + key + "` must be a string: the plugin's files.", REBUILD)
        : missing(header, key);
  }

  static Diagnostic missing(ArtifactHeader header, String key) {
    return BuildRule.ARTIFACT_MISSING_KEY.at(
        header.place(key), "The artifact lacks `" + key + "`, which the engine needs.", REBUILD);
  }

  /** Reads on after a problem, so that all are reported; the stand-ins then go nowhere. */
  private Optional<Artifact> artifact() {
    string(ArtifactKeys.TYPE).ifPresent(this::checkType);
    ObjectNode manifest = object(ArtifactKeys.MANIFEST).orElse(nothing);
    Artifact artifact =
        new Artifact(
            header.file(),
            header.document(),
            string(ArtifactKeys.PLUGIN_ID).orElse(""),
            string(ArtifactKeys.NAME).orElse(""),
            string(ArtifactKeys.BUILD_NUMBER).flatMap(this::buildNumber).orElse(NO_NUMBER),
            optionalString(ArtifactKeys.EXTERNAL_VERSION),
            version(ArtifactKeys.ENGINE_API).orElse(nothing),
            version(ArtifactKeys.BUILD_API).orElse(nothing),
            flags(manifest),
            migrations(manifest),
            object(ArtifactKeys.LINKED_SOURCE).flatMap(this::pluginType).orElse(PluginType.DIRECT));
    List<Diagnostic> problems = found.sorted();
    diagnostics.addAll(problems);
    return problems.isEmpty() ? Optional.of(artifact) : Optional.empty();
  }

  private void checkType(String type) {
    if (!type.equals(ArtifactKeys.PLUGIN)) {
      wrong(ArtifactKeys.TYPE, "`type` must be `Plugin`: this is another kind of file.");
    }
  }

  private Optional<BuildNumber> buildNumber(String text) {
    Optional<BuildNumber> number = BuildNumber.parse(text);
    if (number.isEmpty()) {
      wrong(
          ArtifactKeys.BUILD_NUMBER,
          "`buildNumber` must be dot-separated numbers, not all of them zero, such as `1.2`.");
    }
    return number;
  }

  private Optional<PluginType> pluginType(ObjectNode linkedSource) {
    Optional<PluginType> type =
        ArtifactKeys.pluginType(linkedSource.path(ArtifactKeys.TYPE).asText());
    if (type.isEmpty()) {
      wrong(
          ArtifactKeys.LINKED_SOURCE,
          "`linkedSourceDefinition` must have the `type` `PluginLinkedDirectSourceDefinition` or"
              + " `PluginLinkedStagedSourceDefinition`, which says whether the plugin is DIRECT or"
              + " STAGED.");
    }
    return type;
  }

  private Map<String, Boolean> flags(ObjectNode manifest) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : manifest.properties()) {
      boolean isFlag =
          !entry.getKey().equals(ArtifactKeys.TYPE)
              && !entry.getKey().equals(ArtifactKeys.MIGRATION_IDS);
      if (isFlag && !entry.getValue().isBoolean()) {
        wrong(
            ArtifactKeys.MANIFEST,
            "`"
                + PayloadNames.printable(entry.getKey())
                + "` in `manifest` must be `true` or `false`.");
      } else if (isFlag) {
        flags.put(entry.getKey(), entry.getValue().booleanValue());
      }
    }
    return flags;
  }

  private List<String> migrations(ObjectNode manifest) {
    JsonNode list = manifest.path(ArtifactKeys.MIGRATION_IDS);
    List<String> ids = new ArrayList<>();
    list.forEach(id -> ids.add(id.asText()));
    boolean strings = list.isMissingNode() || (list.isArray() && areStrings(list));
    if (!strings) {
      wrong(ArtifactKeys.MANIFEST, "`migrationIdList` in `manifest` must be a list of strings.");
    }
    return ids;
  }

  private static boolean areStrings(JsonNode list) {
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private Optional<ObjectNode> version(String key) {
    return object(key)
        .filter(
            version -> {
              boolean fine = ApiVersions.isVersion(version);
              if (!fine) {
                wrong(
                    key,
                    "`"
                        + key
                        + "` must be an `APIVersion` with the numbers `major`, `minor` and"
                        + " `micro`.");
              }
              return fine;
            });
  }

  private Optional<String> string(String key) {
    JsonNode value = header.document().get(key);
    if (value == null) {
      found.add(missing(header, key));
      return Optional.empty();
    }
    if (!value.isTextual()) {
      wrong(key, "`" + key + "` must be a string.");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  private Optional<String> optionalString(String key) {
    JsonNode value = header.document().get(key);
    // Other tools write null for what is not set.
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    return string(key);
  }

  private Optional<ObjectNode> object(String key) {
    JsonNode value = header.document().get(key);
    if (value == null) {
      found.add(missing(header, key));
      return Optional.empty();
    }
    if (value instanceof ObjectNode object) {
      return Optional.of(object);
    }
    wrong(key, "`" + key + "` must be an object.");
    return Optional.empty();
  }

  private void wrong(String key, String message) {
    found.add(BuildRule.ARTIFACT_WRONG_VALUE.at(header.place(key), message, REBUILD));
  }
}
