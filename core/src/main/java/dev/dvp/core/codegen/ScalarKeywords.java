package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keywords that speak of a value itself, not of what is in it. */
final class ScalarKeywords {
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "null");
  private static final List<String> NUMBERS =
      List.of(
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum");

  /** What {@code formats_.py} has a function for. */
  private static final Set<String> CHECKED_FORMATS = Set.of("date", "date-time", "unixpath", "uri");

  /** What says how a value is entered or kept, not what it may be. */
  private static final Set<String> OTHER_FORMATS = Set.of("password", "reference");

  private final NotEnforced notEnforced;

  /** Told what the class does not check. */
  interface NotEnforced {
    /**
     * Says it.
     *
     * @param place where the schema has it
     * @param what a whole sentence
     * @param help what to do
     */
    void add(SchemaPlace place, String what, String help);
  }

  ScalarKeywords(NotEnforced notEnforced) {
    this.notEnforced = notEnforced;
  }

  void read(SchemaPlace place, ObjectNode check) {
    JsonNode schema = place.node();
    type(schema.path("type"), check);
    if (schema.path("enum").isArray()) {
      check.set("enum", schema.path("enum"));
    }
    if (schema.has("const")) {
      check.set("const", schema.path("const"));
    }
    numbers(schema, NUMBERS, check);
    if (schema.path("multipleOf").isNumber() && schema.path("multipleOf").doubleValue() > 0) {
      check.set("multipleOf", schema.path("multipleOf"));
    }
    if (schema.path("pattern").isTextual()) {
      pattern(place.at("pattern"), schema.path("pattern").textValue())
          .ifPresent(pattern -> check.put("pattern", pattern));
    }
    format(place.at("format"), check);
  }

  static void numbers(JsonNode schema, List<String> keys, ObjectNode check) {
    keys.stream()
        .filter(key -> schema.path(key).isNumber())
        .forEach(key -> check.set(key, schema.path(key)));
  }

  private static void type(JsonNode type, ObjectNode check) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : type.isArray() ? type : JsonNodeFactory.instance.arrayNode().add(type)) {
      if (TYPES.contains(name.asText()) && !names.contains(name.asText())) {
        names.add(name.asText());
      }
    }
    if (names.size() == 1) {
      check.put("type", names.get(0));
    } else if (names.size() > 1) {
      names.forEach(check.putArray("type")::add);
    }
  }

  private void format(SchemaPlace place, ObjectNode check) {
    String format = place.node().asText("");
    if (CHECKED_FORMATS.contains(format)) {
      check.put("format", format);
    } else if (!format.isEmpty() && !OTHER_FORMATS.contains(format)) {
      notEnforced.add(
          place,
          "The class does not check the format `" + Shown.plain(format) + "`.",
          "Add a `pattern` if the values matter; checked are the formats `date`, `date-time`,"
              + " `unixpath` and `uri`.");
    }
  }

  /** The pattern in Python's syntax; where there is none, that is said. */
  Optional<String> pattern(SchemaPlace place, String pattern) {
    Optional<String> python = PythonPattern.toPython(pattern);
    if (python.isEmpty()) {
      notEnforced.add(
          place,
          "The class does not check the pattern `"
              + Shown.plain(pattern)
              + "`, because Python's regular expressions have no equal of it.",
          "Write it with plain classes, groups and quantifiers, for example `[A-Za-z]` for `\\p{L}`"
              + " and `^`, `$` for the ends.");
    }
    return python;
  }
}
