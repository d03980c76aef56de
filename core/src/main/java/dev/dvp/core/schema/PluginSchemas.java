package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A valid {@code schema.json}: the six definitions as they were written, keys in the order of the
 * file.
 *
 * @param file the schema's file
 * @param definitions all six, each a JSON Schema with the platform's keywords; not to be modified
 */
public record PluginSchemas(Path file, Map<DefinitionKind, ObjectNode> definitions) {
  /** Copies the map, in the platform's order. */
  public PluginSchemas {
    definitions = Collections.unmodifiableMap(new EnumMap<>(definitions));
  }

  /**
   * One definition.
   *
   * @param kind which
   * @return its schema
   */
  public ObjectNode definition(DefinitionKind kind) {
    ObjectNode schema = definitions.get(kind);
    if (schema == null) {
      throw new IllegalStateException("no " + kind.key());
    }
    return schema;
  }
}
