package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plugin on disk, with its values as reading would give them. */
final class SamplePlugin {
  // Decimals as the readers of schema.json and of artifacts keep them.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private SamplePlugin() {}

  /** Makes the folder with a manifest, a schema and a source folder of two modules. */
  static Plugin in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("src/app"));
    Files.writeString(folder.resolve("plugin_config.yml"), "name: My DB\n");
    Files.writeString(folder.resolve("schema.json"), "{}");
    Files.writeString(folder.resolve("src/plugin_runner.py"), "plugin = 'the plugin'\n");
    Files.writeString(folder.resolve("src/app/__init__.py"), "");
    Files.writeString(folder.resolve("src/app/helper.py"), "ANSWER = 42\n");
    return of(folder);
  }

  static Plugin of(Path folder) throws IOException {
    return new Plugin(manifest(folder), schemas(folder), operations());
  }

  /** A plugin that sets every optional field. */
  static Plugin complete(Path folder, PluginType type) throws IOException {
    PluginManifest base = manifest(folder);
    PluginManifest manifest =
        new PluginManifest(
            base.file(),
            base.id(),
            base.name(),
            base.hostTypes(),
            base.entryPoint(),
            base.srcDir(),
            base.schemaFile(),
            type,
            base.language(),
            base.buildNumber(),
            Optional.of("2.0 beta"),
            Optional.of("de-de"),
            Optional.of("my-db"),
            Optional.of("1.1"),
            Optional.of(false),
            Optional.of(false),
            Optional.of(true));
    return new Plugin(manifest, schemas(folder), operations());
  }

  private static PluginManifest manifest(Path folder) {
    return new PluginManifest(
        folder.resolve("plugin_config.yml"),
        "16bef554-9470-11e9-b2e3-8c8590d4a42c",
        "My DB ü \"quoted\"",
        List.of("UNIX"),
        new EntryPoint("plugin_runner", "plugin"),
        folder.resolve("src"),
        folder.resolve("schema.json"),
        PluginType.STAGED,
        PluginManifest.CURRENT_LANGUAGE,
        BuildNumber.parse("1.02.0").orElseThrow(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PluginSchemas schemas(Path folder) throws IOException {
    Map<DefinitionKind, ObjectNode> definitions = new EnumMap<>(DefinitionKind.class);
    for (DefinitionKind kind : DefinitionKind.values()) {
      String identity =
          kind.hasIdentity() ? ",\"identityFields\":[\"path\"],\"nameField\":\"path\"" : "";
      definitions.put(
          kind,
          (ObjectNode)
              JSON.readTree(
                  "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"path\":"
                      + "{\"type\":\"string\"},\"size\":{\"type\":\"number\",\"minimum\":0.5}}"
                      + identity
                      + "}"));
    }
    return new PluginSchemas(folder.resolve("schema.json"), definitions);
  }

  private static PluginOperations operations() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    OperationCatalogue.get()
        .manifestKeys()
        .forEach(key -> flags.put(key, key.endsWith("Discovery")));
    return new PluginOperations(List.of(), flags, List.of("1", "1.10"));
  }
}
