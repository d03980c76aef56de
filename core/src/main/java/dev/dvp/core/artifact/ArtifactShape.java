package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.payload.PayloadNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Checks the keys of an artifact that {@link ArtifactFields} has no use for, and that there are no
 * others: an engine may refuse what it does not know.
 */
final class ArtifactShape {
  private static final String REBUILD = "Build the artifact again with `dvp build`.";
  private static final Set<String> LANGUAGES = Set.of("PYTHON27", "PYTHON38", "PYTHON311");
  private static final Set<String> HOSTS = Set.of("UNIX", "WINDOWS");

  /** What a key's value must be. */
  private record Rule(boolean required, Predicate<JsonNode> holds, String words) {}

  private final ArtifactHeader header;
  private final Diagnostics diagnostics;
  private final Map<String, Rule> rules = new TreeMap<>();

  ArtifactShape(ArtifactHeader header, Diagnostics diagnostics) {
    this.header = header;
    this.diagnostics = diagnostics;
    Predicate<JsonNode> any = value -> true;
    // These are read by ArtifactFields, which reports what is wrong with them.
    for (String key :
        List.of(
            ArtifactKeys.TYPE,
            ArtifactKeys.NAME,
            ArtifactKeys.BUILD_API,
            ArtifactKeys.ENGINE_API,
            ArtifactKeys.EXTERNAL_VERSION,
            ArtifactKeys.SOURCE_CODE)) {
      rules.put(key, new Rule(false, any, ""));
    }
    rules.put(ArtifactKeys.PLUGIN_ID, new Rule(false, ArtifactShape::isUuid, "a UUID"));
    rules.put(
        ArtifactKeys.BUILD_NUMBER,
        new Rule(false, ArtifactShape::isCanonical, "without needless zeros: `1.2`, not `01.2.0`"));
    addManifestRules();
    addDefinitionRules();
  }

  private void addManifestRules() {
    Rule string = new Rule(false, JsonNode::isTextual, "a string");
    Rule flag = new Rule(true, JsonNode::isBoolean, "`true` or `false`");
    rules.put(
        ArtifactKeys.LANGUAGE,
        new Rule(true, value -> LANGUAGES.contains(value.asText()), "one of " + words(LANGUAGES)));
    rules.put(
        ArtifactKeys.HOST_TYPES,
        new Rule(true, ArtifactShape::isHostTypes, "a list of at most one of " + words(HOSTS)));
    rules.put(
        ArtifactKeys.ENTRY_POINT,
        new Rule(
            true,
            value -> value.isTextual() && EntryPoint.parse(value.textValue()).isPresent(),
            "of the form `module:object`"));
    rules.put(
        ArtifactKeys.DEFAULT_LOCALE, new Rule(true, JsonNode::isTextual, "a locale: `en-us`"));
    rules.put(ArtifactKeys.LUA_NAME, string);
    rules.put(ArtifactKeys.MINIMUM_LUA_VERSION, string);
    rules.put(ArtifactKeys.ROOT_SQUASH, flag);
    rules.put(ArtifactKeys.START_STOP_HOOKS, flag);
  }

  private void addDefinitionRules() {
    rules.put(
        ArtifactKeys.VIRTUAL_SOURCE,
        typed("PluginVirtualSourceDefinition", ArtifactKeys.PARAMETERS));
    rules.put(
        ArtifactKeys.LINKED_SOURCE,
        new Rule(
            false,
            value -> value.path(ArtifactKeys.PARAMETERS).isObject() && value.size() == 2,
            "an object with `type` and `parameters`, and nothing else"));
    rules.put(
        ArtifactKeys.SNAPSHOT_PARAMETERS,
        typed("PluginSnapshotParametersDefinition", ArtifactKeys.SCHEMA));
    rules.put(ArtifactKeys.SNAPSHOT_SCHEMA, new Rule(true, JsonNode::isObject, "an object"));
    rules.put(
        ArtifactKeys.DISCOVERY,
        new Rule(
            true,
            EmbeddedSchemas::isDiscovery,
            "a `PluginDiscoveryDefinition` with its seven keys"));
    rules.put(
        ArtifactKeys.MANIFEST,
        new Rule(
            false,
            value -> value.path(ArtifactKeys.TYPE).asText().equals("PluginManifest"),
            "a `PluginManifest`"));
  }

  private static Rule typed(String type, String schemaKey) {
    return new Rule(
        true,
        value ->
            value.path(ArtifactKeys.TYPE).asText().equals(type)
                && value.path(schemaKey).isObject()
                && value.size() == 2,
        "an object with the `type` `" + type + "` and `" + schemaKey + "`, and nothing else");
  }

  void check() {
    rules.forEach(this::checkKey);
    for (String key : header.places().keySet()) {
      if (!rules.containsKey(key)) {
        diagnostics.add(
            BuildRule.ARTIFACT_UNKNOWN_KEY.at(
                header.place(key),
                "The artifact has the key `"
                    + PayloadNames.printable(key)
                    + "`, which engines do not know and may refuse.",
                DidYouMean.nearest(key, rules.keySet())
                    .map(near -> "Did you mean `" + near + "`?")
                    .orElse(REBUILD)));
      }
    }
    if (header.places().containsKey(ArtifactKeys.MANIFEST)) {
      checkFlags(header.document().path(ArtifactKeys.MANIFEST));
    }
  }

  private void checkKey(String key, Rule rule) {
    JsonNode value = header.document().get(key);
    if (value == null) {
      if (rule.required()) {
        diagnostics.add(ArtifactFields.missing(header, key));
      }
    } else if (!rule.holds().test(value)) {
      wrong(key, "`" + key + "` must be " + rule.words() + ".");
    }
  }

  private void checkFlags(JsonNode manifest) {
    Set<String> known = Set.copyOf(OperationCatalogue.get().manifestKeys());
    Set<String> missing = new TreeSet<>(known);
    Set<String> unknown = new TreeSet<>();
    manifest.fieldNames().forEachRemaining(unknown::add);
    missing.removeAll(unknown);
    unknown.removeAll(known);
    unknown.removeAll(Set.of(ArtifactKeys.TYPE, ArtifactKeys.MIGRATION_IDS));
    // Releases before ours knew fewer operations: what they do not mention is not implemented.
    boolean ours = header.document().path(ArtifactKeys.ENGINE_API).equals(ApiVersions.engine());
    if (!missing.isEmpty() && ours) {
      wrong(
          ArtifactKeys.MANIFEST,
          "`manifest` lacks " + words(missing) + ": every operation must be named in it.");
    }
    if (ours && !manifest.path(ArtifactKeys.MIGRATION_IDS).isArray()) {
      wrong(ArtifactKeys.MANIFEST, "`manifest` lacks `migrationIdList`.");
    }
    if (!unknown.isEmpty()) {
      diagnostics.add(
          BuildRule.ARTIFACT_UNKNOWN_KEY.at(
              header.place(ArtifactKeys.MANIFEST),
              "`manifest` has "
                  + PayloadNames.printable(words(unknown))
                  + ", which engines do not know and may refuse.",
              REBUILD));
    }
  }

  private static boolean isUuid(JsonNode value) {
    String text = value.asText();
    boolean fine = text.length() == 36;
    for (int i = 0; fine && i < text.length(); i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      fine = dash ? text.charAt(i) == '-' : Character.digit(text.charAt(i), 16) >= 0;
    }
    // What is no string at all is reported already.
    return fine || !value.isTextual();
  }

  private static boolean isCanonical(JsonNode value) {
    return BuildNumber.parse(value.asText())
        .map(number -> number.toString().equals(value.asText()))
        .orElse(true);
  }

  private static boolean isHostTypes(JsonNode value) {
    return value.isArray()
        && value.size() <= 1
        && (value.isEmpty() || HOSTS.contains(value.path(0).asText()));
  }

  private static String words(Set<String> names) {
    return "`" + String.join("`, `", new TreeSet<>(names)) + "`";
  }

  private void wrong(String key, String message) {
    diagnostics.add(BuildRule.ARTIFACT_WRONG_VALUE.at(header.place(key), message, REBUILD));
  }
}
