package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.documents.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says in words why a definition refuses a value.
 *
 * @param finding what refuses it
 * @param isSecret whether the value may be shown to nobody
 */
record InstanceWords(SchemaFinding finding, boolean isSecret) {
  private static final int MOST_CHOICES = 10;

  private static final Map<String, String> KINDS =
      Map.of(
          "string", "a string",
          "integer", "an integer",
          "number", "a number",
          "boolean", "true or false",
          "object", "an object",
          "array", "a list",
          "null", "null");

  /** What a value is called: {@code `a.b[0]`}. */
  static String name(String pointer) {
    StringBuilder name = new StringBuilder();
    for (String step : JsonPointers.steps(pointer)) {
      if (JsonPointers.isIndex(step)) {
        name.append('[').append(step).append(']');
      } else {
        name.append(name.length() == 0 ? "" : ".").append(Shown.plain(step));
      }
    }
    return name.length() == 0 ? "The data" : "`" + name + "`";
  }

  /** Why, without a full stop. */
  String refusal() {
    String name = name(finding.pointer());
    JsonNode expected = finding.expected();
    return switch (finding.keyword()) {
      case "type" -> name + " must be " + types(expected) + ", not " + kind();
      case "required" ->
          name + " lacks " + Shown.text(finding.property()) + ", which the schema requires";
      case "additionalProperties" ->
          finding.property().isEmpty()
              ? name + " must not be there"
              : name + " must not have " + Shown.text(finding.property());
      case "enum" -> name + " must be one of " + choices(expected) + not();
      case "const" -> name + " must be " + Shown.value(expected) + not();
      case "pattern" -> name + " must match the pattern " + Shown.value(expected) + not();
      case "format" -> name + " must have the format " + Shown.value(expected) + not();
      case "multipleOf" -> name + " must be a multiple of " + expected + not();
      case "minimum" -> name + " must be at least " + expected + not();
      case "maximum" -> name + " must be at most " + expected + not();
      case "exclusiveMinimum" -> name + " must be more than " + expected + not();
      case "exclusiveMaximum" -> name + " must be less than " + expected + not();
      case "minLength", "maxLength" -> name + size("characters long");
      case "minItems", "maxItems" -> name + size("items long");
      case "minProperties", "maxProperties" -> name + size("properties large");
      case "uniqueItems" -> name + " must not have the same item twice";
      case "contains" -> name + " has no item of the kind that it must contain";
      case "not" -> name + " is what the schema rules out by a `not`";
      case "oneOf" -> name + " must fit one alternative of the schema, and fits several";
      case "anyOf" -> name + " fits no alternative of the schema";
      case "dependencies" -> name + " lacks what one of its properties needs beside it";
      case "propertyNames" -> name + " has a key that the schema does not allow";
      case "false" -> name + " must not be there: the schema allows no value";
      default -> name + " is refused by `" + Shown.plain(finding.keyword()) + "`";
    };
  }

  private String size(String unit) {
    JsonNode value = finding.value();
    int size =
        value.isTextual()
            ? value.textValue().codePointCount(0, value.textValue().length())
            : value.size();
    boolean isLeast = finding.keyword().startsWith("min");
    return " must be at "
        + (isLeast ? "least " : "most ")
        + finding.expected()
        + " "
        + unit
        + ", not "
        + size;
  }

  private String not() {
    return isSecret ? " (the value is not shown: it is a password)" : ", not " + shown();
  }

  private String shown() {
    return finding.value().isContainerNode() ? kind() : Shown.value(finding.value());
  }

  private static String types(JsonNode expected) {
    List<String> words = new ArrayList<>();
    for (JsonNode type : expected.isArray() ? expected : List.of(expected)) {
      words.add(KINDS.getOrDefault(type.asText(), type.asText()));
    }
    return String.join(" or ", words);
  }

  private String kind() {
    JsonNode value = finding.value();
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "an integer" : "a number with a fraction";
    }
    return value.isBoolean()
        ? "a boolean"
        : KINDS.getOrDefault(value.getNodeType().name().toLowerCase(Locale.ROOT), "that");
  }

  private static String choices(JsonNode expected) {
    List<String> words = new ArrayList<>();
    for (JsonNode choice : expected) {
      if (words.size() == MOST_CHOICES) {
        words.add("…");
        break;
      }
      words.add(Shown.value(choice));
    }
    return String.join(", ", words);
  }
}
