package dev.dvp.core.editors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.JsonPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts by which an editor completes, explains and checks {@code plugin_config.yml} and {@code
 * schema.json}: a JSON Schema of each, and where VS Code and the YAML language server look for it.
 */
public final class EditorHelp {
  /** The folder of the JSON Schemas, from the plugin's. */
  public static final String SCHEMAS = ".dvp/schemas";

  /** The settings of VS Code, from the plugin's folder. */
  public static final String SETTINGS = ".vscode/settings.json";

  /** The manifest's first line, by which the YAML language server finds the schema. */
  public static final String HINT =
      "# yaml-language-server: $schema=" + SCHEMAS + "/plugin_config.schema.json";

  private static final Map<String, String> RESOURCES =
      Map.of(
          "plugin_config.schema.json", "/dev/dvp/core/manifest/plugin_config.schema.json",
          "schema.schema.json", "/dev/dvp/core/schema/schema.schema.json");

  private EditorHelp() {}

  /**
   * The JSON Schemas that dvp itself checks by.
   *
   * @return their texts by file name: of the manifest, of {@code schema.json}
   */
  public static Map<String, String> schemas() {
    Map<String, String> texts = new LinkedHashMap<>();
    RESOURCES.keySet().stream().sorted().forEach(name -> texts.put(name, read(name)));
    return texts;
  }

  /**
   * Settings of VS Code that name the two schemas.
   *
   * @param manifest the manifest, from the plugin's folder, with slashes
   * @param schemaFile the plugin's schemas, from there as well
   * @return the text of {@link #SETTINGS}
   */
  public static String settings(String manifest, String schemaFile) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    ObjectNode json = settings.putArray("json.schemas").addObject();
    json.putArray("fileMatch").add("/" + schemaFile);
    json.put("url", "./" + SCHEMAS + "/schema.schema.json");
    settings
        .putObject("yaml.schemas")
        .putArray(SCHEMAS + "/plugin_config.schema.json")
        .add(manifest);
    return JsonPrinter.print(settings);
  }

  private static String read(String name) {
    try (InputStream in = EditorHelp.class.getResourceAsStream(RESOURCES.get(name))) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
