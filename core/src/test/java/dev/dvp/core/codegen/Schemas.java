package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Makes plugin schemas for tests. */
public final class Schemas {
  public static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path NO_FILE = Path.of("no-such-folder", "schema.json");

  private Schemas() {}

  /** Schemas whose repository definition is the given one, and all others empty. */
  public static PluginSchemas withRepository(JsonNode repository) {
    return of(NO_FILE, MAPPER.createObjectNode().set("repositoryDefinition", repository));
  }

  /** The same from text, with {@code '} for {@code "}. */
  public static PluginSchemas withRepository(String json) {
    return withRepository(parse(json.replace('\'', '"')));
  }

  /** Schemas whose repository definition has the given properties. */
  public static PluginSchemas withProperties(String json) {
    return withRepository("{'type': 'object', 'properties': " + json + "}");
  }

  /** Reads a file, as the schema reader would. */
  public static PluginSchemas read(Path file) throws IOException {
    return of(file, parse(Files.readString(file)));
  }

  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  private static PluginSchemas of(Path file, JsonNode all) {
    Map<DefinitionKind, ObjectNode> definitions = new EnumMap<>(DefinitionKind.class);
    for (DefinitionKind kind : DefinitionKind.values()) {
      JsonNode definition = all.get(kind.key());
      definitions.put(
          kind,
          definition == null
              ? MAPPER.createObjectNode().put("type", "object")
              : (ObjectNode) definition);
    }
    return new PluginSchemas(file, definitions);
  }
}
