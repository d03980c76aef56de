package dev.dvp.core.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.schema.PlatformReferences;
import dev.dvp.core.schema.SchemaPlace;
import dev.dvp.core.schema.ValueSchemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns a schema into the check that {@code checks_.py} runs: the same keywords without annotations
 * and references, patterns in Python's syntax, {@code class} for an object that becomes an instance
 * of a class of its own, {@code shared} for a schema that is part of itself, and {@code secret} for
 * what no message may show. What has no counterpart is left out, and said.
 */
final class CheckReader {
  /** Python 3.8 reads literals of some 90 nested brackets, and a level here may take two. */
  private static final int MAX_DEPTH = 30;

  /** References can multiply a schema without bound; no plugin comes near this. */
  private static final int MAX_NODES = 20_000;

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
  private final ScalarKeywords scalars = new ScalarKeywords(this::notEnforced);
  private final Map<String, Entered> entered = new HashMap<>();
  private final Set<String> inexact = new HashSet<>();
  private final ObjectNode shared = object();
  private List<String> notes = new ArrayList<>();
  private int unenforced;
  private int nodes;
  private int depth;

  /** How far down within the value the reader is. */
  private int level;

  /** A reference that is being followed, and whether it was met again on the way. */
  private static final class Entered {
    final int level;
    boolean isPartOfItself;

    Entered(int level) {
      this.level = level;
    }
  }

  CheckReader(CodegenFindings findings, Classes classes) {
    this.findings = findings;
    this.classes = classes;
  }

  /** The checks that are parts of themselves, by the names under which others refer to them. */
  ObjectNode shared() {
    return shared;
  }

  /** What was found not to be enforced since this was asked last, for a comment. */
  List<String> takeNotes() {
    List<String> taken = notes.stream().distinct().toList();
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
   * @param all all that speak of the same value
   * @param className the name for a class if it is an object with properties; empty where objects
   *     stay plain dicts, as in the branches of a combination
   * @return the check
   */
  JsonNode read(SchemaPlace place, ValueSchemas all, Optional<String> className) {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      notEnforced(
          place,
          "The schema nests or repeats more here than the class can follow.",
          "Split the definition, or make it flatter.");
      return BooleanNode.TRUE;
    }
    depth++;
    try {
      return place.isReference() ? reference(place, all, className) : plain(place, all, className);
    } finally {
      depth--;
    }
  }

  /** Reads the schema of something within the value. */
  private JsonNode below(SchemaPlace place, ValueSchemas all, Optional<String> className) {
    level++;
    try {
      return read(place, all, className);
    } finally {
      level--;
    }
  }

  private JsonNode reference(SchemaPlace place, ValueSchemas all, Optional<String> className) {
    String reference = place.node().path("$ref").textValue();
    if (PlatformReferences.isCredentials(reference)) {
      return object().put("type", "object").put("secret", true);
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
      return plain(target.get(), all, className);
    }
    return follow(
        place, target.get(), className.isEmpty(), () -> plain(target.get(), all, className));
  }

  private JsonNode follow(
      SchemaPlace place, SchemaPlace target, boolean isDict, Supplier<JsonNode> read) {
    // Where objects have classes the check is another one than where they are dicts.
    String key = target.filePointer() + (isDict ? " as dict" : "");
    Entered before = entered.get(key);
    if (before != null && before.level == level) {
      notEnforced(
          place,
          "The class accepts any value, because the schema refers to itself for the same value.",
          "Let the reference stand for a part of the value, below `properties` or `items`.");
      return BooleanNode.TRUE;
    }
    if (before != null) {
      before.isPartOfItself = true;
      unenforced += inexact.contains(key) ? 1 : 0;
      return object().put("shared", key);
    }
    Entered now = new Entered(level);
    int exact = unenforced;
    entered.put(key, now);
    JsonNode check = read.get();
    if (now.isPartOfItself && unenforced > exact && inexact.add(key)) {
      // Known only now, and what stands below a `not` has to know it.
      check = read.get();
    }
    entered.remove(key);
    if (now.isPartOfItself) {
      shared.set(key, check);
    }
    return check;
  }

  private JsonNode plain(SchemaPlace place, ValueSchemas all, Optional<String> className) {
    if (!place.node().isObject()) {
      return BooleanNode.valueOf(!place.node().isBoolean() || place.node().booleanValue());
    }
    ObjectNode check = object();
    scalars.read(place, check);
    if (all.isSecret()) {
      check.put("secret", true);
    }
    arrays(place, all, check, className);
    if (className.isPresent() && isClass(place.node())) {
      check.put("class", classes.classOf(place, className.get()));
    } else {
      JsonNode properties = place.node().path("properties");
      if (properties.isObject()) {
        ObjectNode checks = check.putObject("properties");
        properties
            .fieldNames()
            .forEachRemaining(
                name ->
                    checks.set(
                        name,
                        below(
                            place.at("properties").at(name), all.member(name), Optional.empty())));
      }
      if (place.node().path("required").isArray()) {
        check.set("required", place.node().path("required"));
      }
      others(place, all, check, className);
      whole(place, all, check);
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

  private void arrays(
      SchemaPlace place, ValueSchemas all, ObjectNode check, Optional<String> className) {
    JsonNode schema = place.node();
    if (schema.path("uniqueItems").asBoolean(false)) {
      check.put("uniqueItems", true);
    }
    boolean isTuple = schema.path("items").isArray();
    if (!isTuple && !isSchema(schema.path("items")) && !isSchema(schema.path("contains"))) {
      return;
    }
    ValueSchemas items = all.items();
    if (isTuple) {
      ArrayNode checks = check.putArray("items");
      for (int i = 0; i < schema.path("items").size(); i++) {
        checks.add(below(place.at("items").at(i), items, className));
      }
      copyBelow(place, "additionalItems", items, check, className);
    } else {
      copyBelow(place, "items", items, check, className);
    }
    copyBelow(place, "contains", items, check, Optional.empty());
  }

  /**
   * Reads what an object may hold besides its properties.
   *
   * @param place the object's schema
   * @param all all that speak of the same object
   * @param check gets the keywords
   * @param className for objects among those members
   */
  void others(SchemaPlace place, ValueSchemas all, ObjectNode check, Optional<String> className) {
    SchemaPlace patterns = place.at("patternProperties");
    int before = unenforced;
    if (patterns.node().isObject()) {
      ObjectNode checks = object();
      patterns
          .node()
          .fieldNames()
          .forEachRemaining(
              pattern ->
                  scalars
                      .pattern(patterns.at(pattern), pattern)
                      .ifPresent(
                          python ->
                              checks.set(
                                  python,
                                  below(patterns.at(pattern), all.otherMembers(), className))));
      check.set("patternProperties", checks);
    }
    // Without all of the patterns nobody can tell which properties are additional.
    if (before == unenforced) {
      copyBelow(place, "additionalProperties", all.otherMembers(), check, className);
    }
  }

  /**
   * Reads what is said of an object, or of any value, as a whole.
   *
   * @param place the schema
   * @param all all that speak of the same value
   * @param check gets the keywords
   */
  void whole(SchemaPlace place, ValueSchemas all, ObjectNode check) {
    ScalarKeywords.numbers(place.node(), List.of("minProperties", "maxProperties"), check);
    if (isSchema(place.node().path("propertyNames"))) {
      check.set(
          "propertyNames",
          below(
              place.at("propertyNames"),
              ValueSchemas.of(place.at("propertyNames")),
              Optional.empty()));
    }
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
                          : read(dependencies.at(entry.getKey()), all, Optional.empty())));
    }
    branches(place, "allOf", all, check);
    branches(place, "anyOf", all, check);
    // What follows turns a part's refusal into acceptance: with a part that checks less than the
    // schema says, it would refuse what the schema accepts.
    ObjectNode exact = object();
    int before = unenforced;
    branches(place, "oneOf", all, exact);
    merge(exact, check, before);
    before = unenforced;
    copy(place, "not", all, exact);
    merge(exact, check, before);
    if (place.node().has("if")) {
      before = unenforced;
      List.of("if", "then", "else").forEach(key -> copy(place, key, all, exact));
      merge(exact, check, before);
    }
  }

  private void merge(ObjectNode exact, ObjectNode check, int before) {
    if (unenforced == before) {
      check.setAll(exact);
    }
    exact.removeAll();
  }

  private void branches(SchemaPlace place, String key, ValueSchemas all, ObjectNode check) {
    JsonNode parts = place.node().path(key);
    if (parts.isArray() && !parts.isEmpty()) {
      ArrayNode checks = object().arrayNode();
      for (int i = 0; i < parts.size(); i++) {
        checks.add(read(place.at(key).at(i), all, Optional.empty()));
      }
      check.set(key, checks);
    }
  }

  private void copy(SchemaPlace place, String key, ValueSchemas all, ObjectNode check) {
    if (isSchema(place.node().path(key))) {
      check.set(key, read(place.at(key), all, Optional.empty()));
    }
  }

  private void copyBelow(
      SchemaPlace place,
      String key,
      ValueSchemas all,
      ObjectNode check,
      Optional<String> className) {
    if (isSchema(place.node().path(key))) {
      check.set(key, below(place.at(key), all, className));
    }
  }

  private static boolean isSchema(JsonNode node) {
    return node.isObject() || node.isBoolean();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
