package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.schema.PlatformReferences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a schema into the check that {@code checks_.py} runs: the same keywords without annotations
 * and references, patterns in Python's syntax, and {@code class} for an object that becomes an
 * instance of a class of its own. What has no counterpart is left out, and said.
 */
final class CheckReader {
  /** Python 3.8 reads literals of some 90 nested brackets, and a level here may take two. */
  private static final int MAX_DEPTH = 30;

  /** References can multiply a schema without bound; no plugin comes near this. */
  private static final int MAX_NODES = 20_000;

  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "null");
  private static final List<String> SIZES =
      List.of("minLength", "maxLength", "minItems", "maxItems");
  private static final List<String> LIMITS =
      List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

  /** Makes classes for the objects that are found on the way. */
  interface Classes {
    /**
     * The class of an object's schema, made when it is met first.
     *
     * @param schema the schema, no reference
     * @param wanted the name to give it
     * @return its name
     */
    String classOf(SchemaPlace schema, String wanted);
  }

  private final CodegenFindings findings;
  private final Classes classes;
  private final Set<String> entered = new HashSet<>();
  private List<String> notes = new ArrayList<>();
  private int unenforced;
  private int nodes;
  private int depth;

  CheckReader(CodegenFindings findings, Classes classes) {
    this.findings = findings;
    this.classes = classes;
  }

  /** What was found not to be enforced since this was asked last, for a comment. */
  List<String> takeNotes() {
    List<String> taken = List.copyOf(notes);
    notes = new ArrayList<>();
    return taken;
  }

  /** Says that the class does not check something. */
  void notEnforced(SchemaPlace place, String what, String help) {
    unenforced++;
    notes.add(what);
    findings.add(CodegenRule.NOT_ENFORCED, place, what, help);
  }

  /**
   * Reads a schema.
   *
   * @param place the schema
   * @param className the name for a class if it is an object with properties; empty where objects
   *     stay plain dicts, as in the branches of a combination
   * @return the check
   */
  JsonNode read(SchemaPlace place, Optional<String> className) {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      notEnforced(
          place,
          "The schema nests or repeats more here than the class can follow.",
          "Split the definition, or make it flatter.");
      return BooleanNode.TRUE;
    }
    depth++;
    try {
      return place.isReference() ? reference(place, className) : plain(place, className);
    } finally {
      depth--;
    }
  }

  private JsonNode reference(SchemaPlace place, Optional<String> className) {
    String reference = place.node().path("$ref").textValue();
    if (PlatformReferences.isCredentials(reference)) {
      // Opaque, and secret: the format keeps it out of messages and of repr.
      return object().put("type", "object").put("format", "password");
    }
    Optional<SchemaPlace> target = place.resolved();
    if (target.isEmpty()) {
      notEnforced(
          place,
          "The class accepts any value, because the reference `"
              + Shown.plain(reference)
              + "` leads out of the definition or nowhere.",
          "Only references within the definition (`#/definitions/…`) and those to the platform's"
              + " credential suppliers are known.");
      return BooleanNode.TRUE;
    }
    if (className.isPresent() && isClass(target.get().node())) {
      return plain(target.get(), className);
    }
    String key = target.get().filePointer();
    if (!entered.add(key)) {
      notEnforced(
          place,
          "The class accepts any value at this depth, because the reference `"
              + Shown.plain(reference)
              + "` leads back to a schema that it is part of.",
          "Give the schema `properties`: an object with properties may hold itself.");
      return BooleanNode.TRUE;
    }
    try {
      return plain(target.get(), className);
    } finally {
      entered.remove(key);
    }
  }

  private JsonNode plain(SchemaPlace place, Optional<String> className) {
    if (!place.node().isObject()) {
      return BooleanNode.valueOf(!place.node().isBoolean() || place.node().booleanValue());
    }
    ObjectNode check = object();
    scalars(place, check);
    arrays(place, check, className);
    if (className.isPresent() && isClass(place.node())) {
      check.put("class", classes.classOf(place, className.get()));
    } else {
      JsonNode properties = place.node().path("properties");
      if (properties.isObject()) {
        ObjectNode checks = check.putObject("properties");
        properties
            .fieldNames()
            .forEachRemaining(
                name -> checks.set(name, read(place.at("properties").at(name), Optional.empty())));
      }
      if (place.node().path("required").isArray()) {
        check.set("required", place.node().path("required"));
      }
      others(place, check, className);
      whole(place, check);
    }
    return check;
  }

  /** Whether an object gets a class of its own: it has properties and may be an object. */
  static boolean isClass(JsonNode schema) {
    JsonNode type = schema.path("type");
    boolean mayBeObject = type.isMissingNode() || "object".equals(type.textValue());
    for (JsonNode one : type) {
      mayBeObject |= "object".equals(one.textValue());
    }
    return mayBeObject
        && schema.path("properties").isObject()
        && !schema.path("properties").isEmpty();
  }

  private void scalars(SchemaPlace place, ObjectNode check) {
    JsonNode schema = place.node();
    type(schema.path("type"), check);
    if (schema.path("enum").isArray()) {
      check.set("enum", schema.path("enum"));
    }
    if (schema.has("const")) {
      check.set("const", schema.path("const"));
    }
    numbers(schema, SIZES, check);
    numbers(schema, LIMITS, check);
    if (schema.path("multipleOf").isNumber() && schema.path("multipleOf").doubleValue() > 0) {
      check.set("multipleOf", schema.path("multipleOf"));
    }
    if (schema.path("pattern").isTextual()) {
      python(place.at("pattern"), schema.path("pattern").textValue())
          .ifPresent(pattern -> check.put("pattern", pattern));
    }
    if ("password".equals(schema.path("format").textValue())) {
      check.put("format", "password");
    }
  }

  private static void numbers(JsonNode schema, List<String> keys, ObjectNode check) {
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

  private Optional<String> python(SchemaPlace place, String pattern) {
    Optional<String> python = PythonPattern.toPython(pattern);
    if (python.isEmpty()) {
      notEnforced(
          place,
          "The class does not check the pattern `"
              + Shown.plain(pattern)
              + "`, because Python's regular expressions have no equal of it.",
          "Write it with plain classes, groups and quantifiers, for example `[A-Za-z]` for `\\p{L}`"
              + " and `^`, `$` for the ends.");
    }
    return python;
  }

  private void arrays(SchemaPlace place, ObjectNode check, Optional<String> className) {
    JsonNode schema = place.node();
    if (schema.path("uniqueItems").asBoolean(false)) {
      check.put("uniqueItems", true);
    }
    if (schema.path("items").isArray()) {
      ArrayNode items = check.putArray("items");
      for (int i = 0; i < schema.path("items").size(); i++) {
        items.add(read(place.at("items").at(i), className));
      }
      copy(place, "additionalItems", check, className);
    } else {
      copy(place, "items", check, className);
    }
    copy(place, "contains", check, Optional.empty());
  }

  /**
   * Reads what an object may hold besides its properties.
   *
   * @param place the object's schema
   * @param check gets the keywords
   * @param className for objects among those members
   */
  void others(SchemaPlace place, ObjectNode check, Optional<String> className) {
    SchemaPlace patterns = place.at("patternProperties");
    int before = unenforced;
    if (patterns.node().isObject()) {
      ObjectNode checks = object();
      patterns
          .node()
          .fieldNames()
          .forEachRemaining(
              pattern ->
                  python(patterns.at(pattern), pattern)
                      .ifPresent(
                          python -> checks.set(python, read(patterns.at(pattern), className))));
      check.set("patternProperties", checks);
    }
    // Without all of the patterns nobody can tell which properties are additional.
    if (before == unenforced) {
      copy(place, "additionalProperties", check, className);
    }
  }

  /**
   * Reads what is said of an object, or of any value, as a whole.
   *
   * @param place the schema
   * @param check gets the keywords
   */
  void whole(SchemaPlace place, ObjectNode check) {
    numbers(place.node(), List.of("minProperties", "maxProperties"), check);
    copy(place, "propertyNames", check, Optional.empty());
    SchemaPlace dependencies = place.at("dependencies");
    if (dependencies.node().isObject()) {
      ObjectNode checks = check.putObject("dependencies");
      dependencies
          .node()
          .properties()
          .forEach(
              entry ->
                  checks.set(
                      entry.getKey(),
                      entry.getValue().isArray()
                          ? entry.getValue()
                          : read(dependencies.at(entry.getKey()), Optional.empty())));
    }
    branches(place, "allOf", check);
    branches(place, "anyOf", check);
    // What follows turns a part's refusal into acceptance: with a part that checks less than the
    // schema says, it would refuse what the schema accepts.
    ObjectNode exact = object();
    int before = unenforced;
    branches(place, "oneOf", exact);
    merge(exact, check, before);
    before = unenforced;
    copy(place, "not", exact, Optional.empty());
    merge(exact, check, before);
    if (place.node().has("if")) {
      before = unenforced;
      copy(place, "if", exact, Optional.empty());
      copy(place, "then", exact, Optional.empty());
      copy(place, "else", exact, Optional.empty());
      merge(exact, check, before);
    }
  }

  private void merge(ObjectNode exact, ObjectNode check, int before) {
    if (unenforced == before) {
      check.setAll(exact);
    }
    exact.removeAll();
  }

  private void branches(SchemaPlace place, String key, ObjectNode check) {
    JsonNode parts = place.node().path(key);
    if (parts.isArray() && !parts.isEmpty()) {
      ArrayNode checks = object().arrayNode();
      for (int i = 0; i < parts.size(); i++) {
        checks.add(read(place.at(key).at(i), Optional.empty()));
      }
      check.set(key, checks);
    }
  }

  private void copy(SchemaPlace place, String key, ObjectNode check, Optional<String> className) {
    JsonNode schema = place.node().path(key);
    if (schema.isObject() || schema.isBoolean()) {
      check.set(key, read(place.at(key), className));
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
