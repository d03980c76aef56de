package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Makes definitions at random, of all keywords that the classes check. */
public final class RandomSchemas {
  static final List<String> NAMES = List.of("a", "bC", "d-e", "class", "items");
  private static final List<String> DEFINITIONS = List.of("x", "y");

  private final Random random;

  /** Whether a reference may stand here: only for a part of the value, so that none goes round. */
  private boolean mayRefer;

  public RandomSchemas(Random random) {
    this.random = random;
  }

  public ObjectNode definition() {
    ObjectNode definition = Schemas.MAPPER.createObjectNode().put("type", "object");
    ObjectNode definitions = definition.putObject("definitions");
    mayRefer = false;
    DEFINITIONS.forEach(name -> definitions.set(name, schema(2)));
    mayRefer = true;
    ObjectNode properties = definition.putObject("properties");
    NAMES.stream().filter(name -> chance(40)).forEach(name -> properties.set(name, schema(3)));
    sometimes(
        40,
        d -> {
          ArrayNode required = d.putArray("required");
          properties.fieldNames().forEachRemaining(required::add);
          if (!required.isEmpty() && chance(50)) {
            required.remove(0);
          }
        },
        definition);
    sometimes(20, d -> d.set("additionalProperties", schema(2)), definition);
    sometimes(20, d -> d.putObject("patternProperties").set("^[a-d]", schema(1)), definition);
    sometimes(15, d -> d.put("minProperties", 1), definition);
    sometimes(15, d -> d.put("maxProperties", 2), definition);
    mayRefer = false;
    sometimes(15, d -> d.putArray("allOf").add(about(properties)), definition);
    sometimes(15, d -> d.set("not", about(properties)), definition);
    sometimes(15, d -> d.putArray("oneOf").add(about(properties)).add(require("a")), definition);
    return definition;
  }

  /** Says more of a property that there is. */
  private ObjectNode about(ObjectNode properties) {
    ObjectNode schema = Schemas.MAPPER.createObjectNode();
    ObjectNode members = schema.putObject("properties");
    properties
        .fieldNames()
        .forEachRemaining(name -> sometimes(50, m -> m.set(name, schema(1)), members));
    return schema;
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = Schemas.MAPPER.createObjectNode();
    if (mayRefer && chance(15)) {
      return schema.put("$ref", "#/definitions/" + DEFINITIONS.get(random.nextInt(2)));
    }
    int kind = random.nextInt(depth > 0 ? 9 : 4);
    switch (kind) {
      case 0 -> string(schema.put("type", "string"));
      case 1 -> number(schema.put("type", chance(50) ? "integer" : "number"));
      case 2 -> schema.put("type", "boolean");
      case 3 -> {
        ArrayNode values = schema.putArray("enum");
        for (int i = random.nextInt(4); i >= 0; i--) {
          values.add(new RandomValues(random).any(1));
        }
      }
      case 4, 5 -> below(s -> array(s.put("type", "array"), depth), schema);
      case 6, 7 -> object(schema.put("type", "object"), depth);
      default -> combined(schema, depth);
    }
    if (chance(15) && schema.has("type")) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("integer".equals(type) ? "string" : "integer");
    }
    sometimes(3, s -> s.set("const", new RandomValues(random).any(1)), schema);
    return schema;
  }

  private void below(Consumer<ObjectNode> make, ObjectNode schema) {
    boolean before = mayRefer;
    mayRefer = true;
    make.accept(schema);
    mayRefer = before;
  }

  private void string(ObjectNode schema) {
    sometimes(40, s -> s.put("minLength", random.nextInt(3)), schema);
    sometimes(40, s -> s.put("maxLength", 1 + random.nextInt(3)), schema);
    sometimes(30, s -> s.put("pattern", chance(50) ? "^[a-z]*$" : "b|\\d"), schema);
    if (chance(25)) {
      schema.removeAll();
      schema
          .put("type", "string")
          .put("format", List.of("date", "date-time", "uri", "password").get(random.nextInt(4)));
    }
  }

  private void number(ObjectNode schema) {
    sometimes(30, s -> s.put("minimum", random.nextInt(5) - 2), schema);
    sometimes(30, s -> s.put("exclusiveMaximum", random.nextInt(9)), schema);
    sometimes(30, s -> s.put("multipleOf", chance(50) ? 2 : 0.5), schema);
  }

  private void array(ObjectNode schema, int depth) {
    sometimes(60, s -> s.set("items", schema(depth - 1)), schema);
    sometimes(5, s -> s.put("items", false), schema);
    sometimes(20, s -> s.put("minItems", random.nextInt(3)), schema);
    sometimes(20, s -> s.put("maxItems", 1 + random.nextInt(2)), schema);
    sometimes(20, s -> s.put("uniqueItems", true), schema);
    sometimes(15, s -> s.set("contains", schema(0)), schema);
    sometimes(20, s -> s.putArray("items").add(schema(0)).add(schema(0)), schema);
    sometimes(20, s -> s.put("additionalItems", false), schema);
    sometimes(10, s -> s.set("additionalItems", schema(0)), schema);
  }

  private void object(ObjectNode schema, int depth) {
    below(
        inside -> {
          sometimes(
              75,
              s -> {
                ObjectNode properties = s.putObject("properties");
                NAMES.stream()
                    .filter(name -> chance(50))
                    .forEach(name -> properties.set(name, schema(depth - 1)));
              },
              inside);
          sometimes(25, s -> s.put("additionalProperties", false), inside);
          sometimes(25, s -> s.set("additionalProperties", schema(depth - 1)), inside);
          sometimes(15, s -> s.putObject("patternProperties").set("^[a-c]", schema(0)), inside);
        },
        schema);
    sometimes(40, s -> s.putArray("required").add(NAMES.get(random.nextInt(3))), schema);
    sometimes(15, s -> s.put("minProperties", random.nextInt(2)), schema);
    sometimes(15, s -> s.put("maxProperties", 1 + random.nextInt(2)), schema);
    sometimes(15, s -> s.putObject("propertyNames").put("maxLength", 2), schema);
    sometimes(15, s -> s.putObject("dependencies").putArray("a").add("bC"), schema);
    sometimes(10, s -> s.putObject("dependencies").set("a", schema(0)), schema);
    sometimes(15, s -> s.putArray("anyOf").add(require("a")).add(require("bC")), schema);
  }

  private static ObjectNode require(String name) {
    ObjectNode schema = Schemas.MAPPER.createObjectNode();
    schema.putArray("required").add(name);
    return schema;
  }

  private void combined(ObjectNode schema, int depth) {
    for (String key : List.of("anyOf", "oneOf", "allOf")) {
      sometimes(40, s -> s.putArray(key).add(schema(depth - 1)).add(schema(depth - 1)), schema);
    }
    sometimes(20, s -> s.set("not", schema(0)), schema);
    sometimes(
        20,
        s -> {
          s.set("if", schema(0));
          s.set("then", schema(0));
          s.set("else", schema(0));
        },
        schema);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void sometimes(int percent, Consumer<ObjectNode> change, ObjectNode schema) {
    if (chance(percent)) {
      change.accept(schema);
    }
  }

  /** Whether a key of the definition is kept: it has a name, or the schema asks for more. */
  static boolean keeps(JsonNode definition, String name) {
    return definition.path("properties").has(name)
        || definition.path("additionalProperties").isObject()
        || !definition.path("patternProperties").isEmpty();
  }
}
