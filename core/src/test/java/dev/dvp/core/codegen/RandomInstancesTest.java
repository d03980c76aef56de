package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas and values: the classes accept what a JSON Schema validator accepts. Left out is
 * where they differ on purpose: a whole number with a fraction ({@code 1.0}) is no integer to them,
 * None is the same as nothing, and unknown keys of a definition are ignored.
 */
class RandomInstancesTest {
  private static final int SCHEMAS = 60;
  private static final int VALUES = 20;
  private static final List<String> NAMES = List.of("a", "bC", "d-e", "class");

  @TempDir Path folder;

  private final Random random = new Random(4);

  @Test
  void agreesWithAValidator() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    ArrayNode pairs = Schemas.MAPPER.createArrayNode();
    int accepted = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      ObjectNode repository = Schemas.MAPPER.createObjectNode().put("type", "object");
      repository.putObject("properties").set("v", schema(3));
      repository.putArray("required").add("v");
      Schema validator = registry.getSchema(repository);
      Path src = Files.createDirectory(folder.resolve(Integer.toString(i)));
      GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.withRepository(repository)), src);
      for (int n = 0; n < VALUES; n++) {
        JsonNode value = near(repository.get("properties").get("v"), 3);
        if (!value.isNull()) {
          JsonNode instance = Schemas.MAPPER.createObjectNode().set("v", value);
          boolean valid = validator.validate(instance).isEmpty();
          accepted += valid ? 1 : 0;
          pairs.addArray().add(i).add(value).add(valid).add(repository);
        }
      }
    }
    // Neither side is starved.
    assertThat(accepted).isBetween(pairs.size() / 5, pairs.size() * 4 / 5);
    Files.writeString(folder.resolve("pairs.json"), pairs.toString());
    String script =
        """
        import json, sys
        with open("pairs.json", encoding="utf-8") as file:
            pairs = json.load(file)
        current = None
        for number, value, valid, schema in pairs:
            if number != current:
                for name in [m for m in sys.modules if m.startswith("generated")]:
                    del sys.modules[name]
                sys.path[0] = str(number)
                import generated.definitions as definitions
                current = number
            cls = definitions.RepositoryDefinition
            try:
                made = cls(v=value)
                assert made.to_dict() == {"v": value}, made.to_dict()
                assert cls.from_dict({"v": value}) == made
                accepted, reason = True, ""
            except definitions.GeneratedClassesError as error:
                accepted, reason = False, str(error)
            if accepted != valid:
                print(json.dumps(schema), json.dumps(value), valid, reason, sep="\\n    ")
        print(len(pairs))
        """;
    assertThat(Python.run(folder, "-c", script).strip()).isEqualTo(Integer.toString(pairs.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private JsonNode schema(int depth) {
    ObjectNode schema = Schemas.MAPPER.createObjectNode();
    int kind = random.nextInt(depth > 0 ? 8 : 4);
    switch (kind) {
      case 0 -> string(schema.put("type", "string"));
      case 1 -> number(schema.put("type", chance(50) ? "integer" : "number"));
      case 2 -> schema.put("type", "boolean");
      case 3 -> {
        ArrayNode values = schema.putArray("enum");
        for (int i = random.nextInt(4); i >= 0; i--) {
          values.add(value(1));
        }
      }
      case 4 -> array(schema.put("type", "array"), depth);
      case 5, 6 -> object(schema.put("type", "object"), depth);
      default -> combined(schema, depth);
    }
    if (chance(15) && schema.has("type")) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("integer".equals(type) ? "string" : "integer");
    }
    return schema;
  }

  private void string(ObjectNode schema) {
    sometimes(40, s -> s.put("minLength", random.nextInt(3)), schema);
    sometimes(40, s -> s.put("maxLength", 1 + random.nextInt(3)), schema);
    sometimes(30, s -> s.put("pattern", chance(50) ? "^[a-z]*$" : "b|\\d"), schema);
  }

  private void number(ObjectNode schema) {
    sometimes(30, s -> s.put("minimum", random.nextInt(5) - 2), schema);
    sometimes(30, s -> s.put("exclusiveMaximum", random.nextInt(9)), schema);
    sometimes(30, s -> s.put("multipleOf", chance(50) ? 2 : 0.5), schema);
  }

  private void array(ObjectNode schema, int depth) {
    sometimes(60, s -> s.set("items", schema(depth - 1)), schema);
    sometimes(20, s -> s.put("minItems", random.nextInt(3)), schema);
    sometimes(20, s -> s.put("maxItems", 1 + random.nextInt(2)), schema);
    sometimes(20, s -> s.put("uniqueItems", true), schema);
    sometimes(15, s -> s.set("contains", schema(0)), schema);
    sometimes(20, s -> s.putArray("items").add(schema(0)).add(schema(0)), schema);
    sometimes(20, s -> s.put("additionalItems", false), schema);
  }

  private void object(ObjectNode schema, int depth) {
    sometimes(
        75,
        s -> {
          ObjectNode properties = s.putObject("properties");
          NAMES.stream()
              .filter(name -> chance(50))
              .forEach(name -> properties.set(name, schema(depth - 1)));
        },
        schema);
    sometimes(40, s -> s.putArray("required").add(NAMES.get(random.nextInt(3))), schema);
    sometimes(25, s -> s.put("additionalProperties", false), schema);
    sometimes(15, s -> s.set("additionalProperties", schema(depth - 1)), schema);
    sometimes(15, s -> s.putObject("patternProperties").set("^[a-c]", schema(0)), schema);
    sometimes(15, s -> s.put("minProperties", random.nextInt(2)), schema);
    sometimes(15, s -> s.put("maxProperties", 1 + random.nextInt(2)), schema);
    sometimes(15, s -> s.putObject("propertyNames").put("maxLength", 2), schema);
    sometimes(15, s -> s.putObject("dependencies").putArray("a").add("bC"), schema);
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

  private void sometimes(int percent, Consumer<ObjectNode> change, ObjectNode schema) {
    if (chance(percent)) {
      change.accept(schema);
    }
  }

  /** A value that mostly has the shape that the schema asks for. */
  private JsonNode near(JsonNode schema, int depth) {
    JsonNode type = schema.path("type").isArray() ? schema.get("type").get(0) : schema.path("type");
    if (chance(10) || depth == 0) {
      return value(2);
    }
    if (schema.has("enum") && chance(70)) {
      return schema.get("enum").get(0);
    }
    for (String key : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.has(key) && !schema.has("type")) {
        return near(schema.get(key).get(random.nextInt(2)), depth - 1);
      }
    }
    switch (type.asText()) {
      case "object" -> {
        ObjectNode object = Schemas.MAPPER.createObjectNode();
        for (String name : NAMES) {
          JsonNode property = schema.path("properties").path(name);
          if (property.isObject() && chance(75)) {
            setUnlessNull(object, name, near(property, depth - 1));
          } else if (chance(schema.path("required").toString().contains(name) ? 80 : 15)) {
            setUnlessNull(object, name, value(1));
          }
        }
        return object;
      }
      case "array" -> {
        ArrayNode array = Schemas.MAPPER.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(near(schema.path("items"), depth - 1));
        }
        return array;
      }
      case "string" -> {
        return Schemas.parse(List.of("\"\"", "\"a\"", "\"ab\"", "\"b1😀\"").get(random.nextInt(4)));
      }
      case "integer" -> {
        return Schemas.parse(Integer.toString(random.nextInt(12) - 4));
      }
      case "number" -> {
        return Schemas.parse(List.of("0.5", "1", "-1.25", "4", "7").get(random.nextInt(5)));
      }
      case "boolean" -> {
        return Schemas.parse(chance(50) ? "true" : "false");
      }
      default -> {
        return value(2);
      }
    }
  }

  private static void setUnlessNull(ObjectNode object, String name, JsonNode value) {
    if (!value.isNull()) {
      object.set(name, value);
    }
  }

  private JsonNode value(int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 7);
    if (kind == 7) {
      ArrayNode array = Schemas.MAPPER.createArrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        array.add(value(depth - 1));
      }
      return array;
    }
    if (kind == 8) {
      ObjectNode object = Schemas.MAPPER.createObjectNode();
      setUnlessNull(object, NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
      return object;
    }
    return Schemas.parse(List.of("\"a\"", "\"xyz\"", "3", "0", "true", "2.5", "null").get(kind));
  }
}
