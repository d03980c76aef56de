package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells of most trees that are valid that they are, in a fiftieth of the time that networknt takes
 * to get ready: loading and compiling it is a quarter of {@code dvp validate}.
 *
 * <p>It never says more than it knows. "No" means "ask the library", which alone judges and words
 * what is wrong; that it does so for every keyword that is not written here keeps this small.
 */
final class PlainlyValid {
  private static final String DEFINITIONS = "#/definitions/";

  private final JsonNode definitions;

  /**
   * Makes it.
   *
   * @param root a schema of draft 7 with its {@code definitions}
   */
  PlainlyValid(JsonNode root) {
    this.definitions = root.path("definitions");
  }

  /** Returns whether a value is certainly valid by a schema. */
  boolean test(JsonNode schema, JsonNode value) {
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      // By draft 7 nothing beside it counts.
      String name = reference.textValue();
      return name.startsWith(DEFINITIONS)
          && test(definitions.path(name.substring(DEFINITIONS.length())), value);
    }
    if (!schema.isObject()) {
      return schema.isBoolean() && schema.booleanValue();
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!holds(keyword.getKey(), keyword.getValue(), schema, value)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(String keyword, JsonNode wanted, JsonNode schema, JsonNode value) {
    return switch (keyword) {
      case "$schema", "title", "description", "definitions", "then", "else" -> true;
      case "type" -> isOfType(wanted, value);
      case "enum" -> value.isTextual() && contains(wanted, value);
      case "allOf" -> allHold(wanted, value);
      case "if" -> decides(wanted, schema, value);
      case "pattern" ->
          !value.isTextual() || BoundedPattern.of(wanted.textValue()).matches(value.textValue());
      case "minLength" ->
          !value.isTextual()
              || value.textValue().codePointCount(0, value.textValue().length())
                  >= wanted.intValue();
      case "minimum" -> !value.isNumber() || compare(value, wanted) >= 0;
      case "exclusiveMinimum" -> !value.isNumber() || compare(value, wanted) > 0;
      case "items" -> !value.isArray() || itemsAre(wanted, value);
      case "minItems" -> !value.isArray() || value.size() >= wanted.intValue();
      case "maxItems" -> !value.isArray() || value.size() <= wanted.intValue();
      case "uniqueItems" -> !value.isArray() || areDifferentTexts(value);
      case "required" -> !value.isObject() || hasAll(wanted, value);
      case "properties" -> !value.isObject() || propertiesAre(wanted, value);
      case "additionalProperties" -> !value.isObject() || othersAre(wanted, schema, value);
      case "dependencies" -> !value.isObject() || hasWhatItsPropertiesNeed(wanted, value);
      default -> false;
    };
  }

  private static int compare(JsonNode value, JsonNode limit) {
    return value.decimalValue().compareTo(limit.decimalValue());
  }

  private static boolean isOfType(JsonNode wanted, JsonNode value) {
    if (wanted.isTextual()) {
      return isOfType(wanted.textValue(), value);
    }
    for (JsonNode one : wanted) {
      if (isOfType(one.textValue(), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      default -> false;
    };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode one : list) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean allHold(JsonNode schemas, JsonNode value) {
    for (JsonNode one : schemas) {
      if (!test(one, value)) {
        return false;
      }
    }
    return true;
  }

  /** Only for a condition that asks for one type, of which "no" is as certain as "yes". */
  private boolean decides(JsonNode condition, JsonNode schema, JsonNode value) {
    String type = condition.path("type").asText();
    boolean isCertain = condition.size() == 1 && (type.equals("array") || type.equals("string"));
    JsonNode then = schema.path(isOfType(type, value) ? "then" : "else");
    return isCertain && (then.isMissingNode() || test(then, value));
  }

  private boolean itemsAre(JsonNode schema, JsonNode values) {
    for (JsonNode each : values) {
      if (!test(schema, each)) {
        return false;
      }
    }
    return true;
  }

  /** Of other values, JSON Schema and Java differ on what is equal. */
  private static boolean areDifferentTexts(JsonNode values) {
    Set<String> seen = new HashSet<>();
    for (JsonNode each : values) {
      if (!each.isTextual() || !seen.add(each.textValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAll(JsonNode names, JsonNode object) {
    for (JsonNode name : names) {
      if (!object.has(name.textValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean propertiesAre(JsonNode schemas, JsonNode object) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      JsonNode schema = schemas.path(property.getKey());
      if (!schema.isMissingNode() && !test(schema, property.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean othersAre(JsonNode wanted, JsonNode schema, JsonNode object) {
    if (schema.has("patternProperties")) {
      return false;
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (!schema.path("properties").has(property.getKey()) && !test(wanted, property.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasWhatItsPropertiesNeed(JsonNode dependencies, JsonNode object) {
    for (Map.Entry<String, JsonNode> one : dependencies.properties()) {
      boolean isNeeded = object.has(one.getKey());
      if (!one.getValue().isArray() || (isNeeded && !hasAll(one.getValue(), object))) {
        return false;
      }
    }
    return true;
  }
}
