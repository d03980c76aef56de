package dev.dvp.localengine.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.instances.Examples;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation is called with: an example of every argument, made from the plugin's schemas,
 * and which parts of it the schemas describe.
 *
 * @param values values by the operation's argument names, as the protocol has them
 * @param definitions which definition a value is an instance of, by JSON pointer
 */
public record Arguments(ObjectNode values, Map<String, DefinitionKind> definitions) {
  private static final String GUID = "4ea5cb8f-1ed2-4d3c-8b0a-0d5b6f2a7c31";

  /** The argument that may be absent altogether. */
  static final String OPTIONAL = "optional_snapshot_parameters";

  /** Copies the map. */
  public Arguments {
    definitions = Map.copyOf(definitions);
  }

  /**
   * Makes examples.
   *
   * @param names the operation's argument names
   * @param schemas the plugin's schemas, without errors
   * @param connection where the operation works, as the protocol has it
   * @param mountPath where it finds a dataset there
   * @param out told of a definition of which no example can be made
   * @return the examples, if each could be made
   */
  public static Optional<Arguments> examples(
      List<String> names,
      PluginSchemas schemas,
      ObjectNode connection,
      String mountPath,
      Diagnostics out) {
    Maker maker = new Maker(schemas, connection, mountPath, out);
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> values.set(name, maker.argument(name)));
    return maker.isWhole ? Optional.of(new Arguments(values, maker.definitions)) : Optional.empty();
  }

  /** The definition whose instances an argument, or what a migration changes, consists of. */
  static DefinitionKind kind(String name) {
    return switch (name) {
      case "repository", "old_repository" -> DefinitionKind.REPOSITORY;
      case "source_config", "old_source_config" -> DefinitionKind.SOURCE_CONFIG;
      case "snapshot", "old_snapshot" -> DefinitionKind.SNAPSHOT;
      case OPTIONAL -> DefinitionKind.SNAPSHOT_PARAMETERS;
      case "virtual_source", "old_virtual_source" -> DefinitionKind.VIRTUAL_SOURCE;
      case "direct_source", "staged_source", "old_linked_source" -> DefinitionKind.LINKED_SOURCE;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static final class Maker {
    private final PluginSchemas schemas;
    private final ObjectNode connection;
    private final String mountPath;
    private final Diagnostics out;
    private final Map<String, DefinitionKind> definitions = new LinkedHashMap<>();
    private boolean isWhole = true;

    Maker(PluginSchemas schemas, ObjectNode connection, String mountPath, Diagnostics out) {
      this.schemas = schemas;
      this.connection = connection;
      this.mountPath = mountPath;
      this.out = out;
    }

    private JsonNode argument(String name) {
      return switch (name) {
        case "source_connection" -> connection.deepCopy();
        case "direct_source" -> source(name, "connection");
        case "staged_source" -> {
          ObjectNode source = source(name, "sourceConnection");
          source.set("stagedConnection", connection.deepCopy());
          source.set("mount", mount());
          yield source;
        }
        case "virtual_source" -> {
          ObjectNode source = source(name, "connection");
          source.putArray("mounts").add(mount());
          yield source;
        }
        case "old_repository",
            "old_source_config",
            "old_snapshot",
            "old_virtual_source",
            "old_linked_source" ->
            // An object of an older schema, which is not here: only the present one shows its like.
            example(kind(name));
        default -> described("/" + name, kind(name));
      };
    }

    private ObjectNode source(String name, String connectionKey) {
      ObjectNode source = JsonNodeFactory.instance.objectNode();
      source.put("guid", GUID);
      source.set(connectionKey, connection.deepCopy());
      source.set("parameters", described("/" + name + "/parameters", kind(name)));
      return source;
    }

    private ObjectNode mount() {
      ObjectNode mount = JsonNodeFactory.instance.objectNode();
      mount.set("environment", connection.path("environment").deepCopy());
      mount.put("mountPath", mountPath);
      mount.putNull("sharedPath");
      return mount;
    }

    private JsonNode described(String pointer, DefinitionKind kind) {
      definitions.put(pointer, kind);
      return example(kind);
    }

    private JsonNode example(DefinitionKind kind) {
      Optional<JsonNode> example = Examples.of(schemas, kind).make(false, out);
      isWhole &= example.isPresent();
      return example.orElseGet(JsonNodeFactory.instance::objectNode);
    }
  }
}
