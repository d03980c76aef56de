package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Makes values at random that mostly have the shape that a schema asks for. */
public final class RandomValues {
  private static final List<String> TEXTS =
      List.of("", "a", "ab", "b1😀", "2024-02-29", "2023-02-29", "urn:a", "a b");
  private static final List<String> DATES =
      List.of(
          "2024-02-29",
          "2023-02-29",
          "2026-11-25T10:00:00Z",
          "2026-11-25T10:00:00.5-08:00",
          "2026-13-25T10:00:00Z",
          "https://example.com/a?b#c",
          "no uri");

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** An instance of a definition; no key that its class drops, and no null. */
  public ObjectNode instance(JsonNode definition) {
    ObjectNode instance = Schemas.MAPPER.createObjectNode();
    for (String name : RandomSchemas.NAMES) {
      JsonNode property = definition.path("properties").path(name);
      if (property.isObject() && chance(80)) {
        setUnlessNull(instance, name, near(property, definition, 3));
      } else if (property.isMissingNode() && RandomSchemas.keeps(definition, name) && chance(30)) {
        setUnlessNull(instance, name, near(definition.path("additionalProperties"), definition, 2));
      }
    }
    return instance;
  }

  private JsonNode near(JsonNode schema, JsonNode root, int depth) {
    if (schema.has("$ref")) {
      return near(root.at(schema.get("$ref").textValue().substring(1)), root, depth);
    }
    JsonNode type = schema.path("type").isArray() ? schema.get("type").get(0) : schema.path("type");
    if (chance(10) || depth == 0) {
      return any(2);
    }
    if (schema.has("enum") && chance(70)) {
      return schema.get("enum").get(0);
    }
    for (String key : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.has(key) && !schema.has("type")) {
        return near(schema.get(key).get(random.nextInt(2)), root, depth - 1);
      }
    }
    return switch (type.asText()) {
      case "object" -> object(schema, root, depth);
      case "array" -> array(schema, root, depth);
      case "string" -> text(schema.has("format") ? DATES : TEXTS);
      case "integer" -> Schemas.parse(Integer.toString(random.nextInt(12) - 4));
      case "number" -> Schemas.parse(List.of("0.5", "1", "-1.25", "4", "7").get(random.nextInt(5)));
      case "boolean" -> Schemas.parse(chance(50) ? "true" : "false");
      default -> any(2);
    };
  }

  private ObjectNode object(JsonNode schema, JsonNode root, int depth) {
    ObjectNode object = Schemas.MAPPER.createObjectNode();
    for (String name : RandomSchemas.NAMES) {
      JsonNode property = schema.path("properties").path(name);
      if (property.isObject() && chance(75)) {
        setUnlessNull(object, name, near(property, root, depth - 1));
      } else if (chance(schema.path("required").toString().contains(name) ? 80 : 15)) {
        JsonNode other = schema.path("additionalProperties");
        setUnlessNull(object, name, other.isObject() ? near(other, root, depth - 1) : any(1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, JsonNode root, int depth) {
    ArrayNode array = Schemas.MAPPER.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(near(schema.path("items"), root, depth - 1));
    }
    return array;
  }

  /** Any value at all. */
  JsonNode any(int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 7);
    if (kind == 7) {
      ArrayNode array = Schemas.MAPPER.createArrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        array.add(any(depth - 1));
      }
      return array;
    }
    if (kind == 8) {
      ObjectNode object = Schemas.MAPPER.createObjectNode();
      int name = random.nextInt(RandomSchemas.NAMES.size());
      setUnlessNull(object, RandomSchemas.NAMES.get(name), any(depth - 1));
      return object;
    }
    return Schemas.parse(List.of("\"a\"", "\"xyz\"", "3", "0", "true", "2.5", "null").get(kind));
  }

  private JsonNode text(List<String> texts) {
    return Schemas.MAPPER.getNodeFactory().textNode(texts.get(random.nextInt(texts.size())));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** None is the same as nothing to the classes. */
  private static void setUnlessNull(ObjectNode object, String name, JsonNode value) {
    if (!value.isNull()) {
      object.set(name, value);
    }
  }
}
