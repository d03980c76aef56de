package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.SchemaPlace;
import dev.dvp.core.schema.ValueSchemas;

/** Objects of a plugin as they may be shown: what a definition calls a secret is {@code ***}. */
public final class Masked {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  private Masked() {}

  /**
   * Hides the secrets in a value, however deep.
   *
   * @param kind what the value is
   * @param definition the definition of that kind
   * @param value the value, which need not fit it
   * @return the value, or one that is like it
   */
  public static JsonNode of(DefinitionKind kind, JsonNode definition, JsonNode value) {
    return masked(ValueSchemas.of(SchemaPlace.root(kind, definition)), value);
  }

  private static JsonNode masked(ValueSchemas schemas, JsonNode value) {
    if (schemas.isSecret()) {
      return value.isNull() || value.isMissingNode() ? value : TextNode.valueOf(MASK);
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              one -> copy.set(one.getKey(), masked(schemas.member(one.getKey()), one.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      ValueSchemas items = schemas.items();
      array.forEach(one -> copy.add(masked(items, one)));
      return copy;
    }
    return value;
  }
}
