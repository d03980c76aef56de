package dev.dvp.core.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.schema.DefinitionKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares two versions of a definition by the question whether data that the old one allows is
 * allowed by the new one. What cannot be decided so is called risky, never compatible. Only that
 * data may have properties of which the old version said nothing at all is left out of account: no
 * optional property could ever be added else.
 */
final class SchemaComparison {
  /** No plugin comes near; definitions made to do harm refer to one another in circles. */
  private static final int MOST_PAIRS = 50_000;

  private static final int MOST_DEEP = 300;

  private static final Set<String> WORDS =
      Set.of("title", "description", "$comment", "examples", "prettyName", "ordering", "order");

  /** Compared one by one, or looked up where they are referred to. */
  private static final Set<String> COMPARED =
      Set.of(
          "type",
          "enum",
          "const",
          "format",
          "pattern",
          "multipleOf",
          "uniqueItems",
          "maximum",
          "minimum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "maxItems",
          "minItems",
          "maxProperties",
          "minProperties",
          "required",
          "properties",
          "additionalProperties",
          "items",
          "allOf",
          "definitions",
          "$schema",
          "$id",
          "nameField",
          "identityFields",
          "patternProperties");

  private final ObjectNode oldRoot;
  private final ObjectNode newRoot;
  private final List<Change> changes = new ArrayList<>();

  /** Pairs of places that are compared already: definitions may be parts of themselves. */
  private final IdentityHashMap<JsonNode, Set<JsonNode>> seen = new IdentityHashMap<>();

  private int pairs;
  private int depth;
  private boolean gaveUp;

  /** The schema of what is not described; one alone, so that pairs with it are known again. */
  private final JsonNode anything = JsonNodeFactory.instance.objectNode();

  private SchemaComparison(ObjectNode oldRoot, ObjectNode newRoot) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
  }

  /** All changes of a definition, in the order of the new one. */
  static List<Change> compare(DefinitionKind kind, ObjectNode oldSchema, ObjectNode newSchema) {
    ObjectNode before = JsonValues.canonicalObject(oldSchema);
    ObjectNode after = JsonValues.canonicalObject(newSchema);
    if (before.equals(after)) {
      return List.of();
    }
    SchemaComparison comparison = new SchemaComparison(before, after);
    comparison.compare(before, after, kind.key());
    comparison.compareIdentity(kind);
    return comparison.changes;
  }

  private void compareIdentity(DefinitionKind kind) {
    for (String keyword : List.of("identityFields", "nameField")) {
      JsonNode before = oldRoot.path(keyword);
      JsonNode after = newRoot.path(keyword);
      if (!before.equals(after)) {
        add(
            Impact.BREAKING,
            ComparisonRule.CHANGED_IDENTITY,
            kind.key(),
            ValueComparison.changed(keyword, oldRoot, newRoot));
      }
    }
  }

  private void compare(JsonNode oldNode, JsonNode newNode, String place) {
    JsonNode before = resolve(oldNode, oldRoot);
    JsonNode after = resolve(newNode, newRoot);
    if (!seen.computeIfAbsent(before, key -> identitySet()).add(after)) {
      return;
    }
    if (pairs++ >= MOST_PAIRS || depth >= MOST_DEEP) {
      giveUp(place);
      return;
    }
    depth++;
    compareParts(before, after, place);
    depth--;
  }

  private void giveUp(String place) {
    if (!gaveUp) {
      gaveUp = true;
      add(
          Impact.RISKY,
          ComparisonRule.CHANGED_COMBINATION,
          place,
          "is too entangled to be compared further");
    }
  }

  private void compareParts(JsonNode before, JsonNode after, String place) {
    if (!before.isObject() || !after.isObject()) {
      compareBooleans(before, after, place);
      return;
    }
    changes.addAll(ValueComparison.compare(before, after, place));
    compareRequired(before, after, place);
    compareProperties(before, after, place);
    compareFurther(before, after, place);
    compareByPattern(before, after, place);
    compareItems(before, after, place);
    compareAll(before, after, place);
    compareRest(before, after, place);
  }

  private static Set<JsonNode> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Follows references within the definition; the platform's own and broken ones stay. */
  private static JsonNode resolve(JsonNode node, ObjectNode root) {
    JsonNode found = node;
    for (int i = 0; i < 100; i++) {
      String reference = found.path("$ref").asText();
      if (!reference.equals("#") && !reference.startsWith("#/")) {
        return found;
      }
      JsonNode target = root;
      for (String step : JsonPointers.steps(reference.substring(1))) {
        target = target.path(step);
      }
      if (target.isMissingNode()) {
        return found;
      }
      found = target;
    }
    return found;
  }

  private void compareBooleans(JsonNode before, JsonNode after, String place) {
    boolean openAfter = after.asBoolean(false) || after.isMissingNode() || isEmptyObject(after);
    boolean closedBefore = before.isBoolean() && !before.booleanValue();
    if (openAfter || closedBefore) {
      add(Impact.COMPATIBLE, place, "allows more than before");
    } else {
      add(
          Impact.BREAKING,
          ComparisonRule.NARROWED_VALUES,
          place,
          "had no schema and has one now, or allows nothing any more");
    }
  }

  private static boolean isEmptyObject(JsonNode node) {
    return node.isObject() && node.isEmpty();
  }

  private void compareRequired(JsonNode before, JsonNode after, String place) {
    Set<String> old = names(before.path("required"));
    Set<String> now = names(after.path("required"));
    for (String name : now) {
      if (!old.contains(name)) {
        add(
            Impact.BREAKING,
            ComparisonRule.NEW_REQUIRED_PROPERTY,
            property(place, name),
            before.path("properties").has(name) ? "is required now" : "is new and required");
      }
    }
    for (String name : old) {
      if (!now.contains(name) && after.path("properties").has(name)) {
        add(Impact.COMPATIBLE, property(place, name), "is optional now");
      }
    }
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new LinkedHashSet<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  private void compareProperties(JsonNode before, JsonNode after, String place) {
    JsonNode old = before.path("properties");
    JsonNode now = after.path("properties");
    boolean closed = isClosed(after);
    Set<String> required = names(after.path("required"));
    now.properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              if (old.has(name)) {
                compare(old.get(name), entry.getValue(), property(place, name));
              } else if (!required.contains(name)) {
                compareNew(before, entry.getValue(), property(place, name));
              }
            });
    old.fieldNames()
        .forEachRemaining(
            name -> {
              if (!now.has(name)) {
                add(
                    closed ? Impact.BREAKING : Impact.RISKY,
                    ComparisonRule.REMOVED_PROPERTY,
                    property(place, name),
                    closed
                        ? "is gone, and data that has it is refused"
                        : "is gone; data that has it keeps it unread");
                if (after.path("additionalProperties").isObject()) {
                  compare(old.get(name), after.get("additionalProperties"), property(place, name));
                }
              }
            });
  }

  /** A property that is optional, and that data may have already as one without a name. */
  private void compareNew(JsonNode before, JsonNode property, String place) {
    int known = changes.size();
    if (!before.path("patternProperties").isEmpty() && !isEmptyObject(property)) {
      add(
          Impact.RISKY,
          ComparisonRule.CHANGED_COMBINATION,
          place,
          "is new; whether what `patternProperties` allowed fits cannot be told");
    }
    if (before.path("additionalProperties").isObject()) {
      compare(before.get("additionalProperties"), property, place);
    }
    if (changes.size() == known) {
      add(Impact.COMPATIBLE, place, "is new and optional");
    }
  }

  private static boolean isClosed(JsonNode schema) {
    JsonNode further = schema.path("additionalProperties");
    return further.isBoolean() && !further.booleanValue();
  }

  private void compareFurther(JsonNode before, JsonNode after, String place) {
    JsonNode old = before.path("additionalProperties");
    JsonNode now = after.path("additionalProperties");
    boolean openBefore = old.isMissingNode() || old.asBoolean(false);
    boolean openAfter = now.isMissingNode() || now.asBoolean(false);
    if (old.isObject() && now.isObject()) {
      compare(old, now, place + "/additionalProperties");
    } else if (openBefore && !openAfter) {
      add(
          Impact.BREAKING,
          ComparisonRule.CLOSED_OBJECT,
          place,
          now.isObject()
              ? "takes further properties only of a certain form now"
              : "no longer takes further properties");
    } else if (!openBefore && openAfter) {
      add(Impact.COMPATIBLE, place, "takes further properties now");
    } else if (old.isObject() && isClosed(after)) {
      add(
          Impact.BREAKING,
          ComparisonRule.CLOSED_OBJECT,
          place,
          "no longer takes further properties");
    } else if (isClosed(before) && now.isObject()) {
      add(Impact.COMPATIBLE, place, "takes further properties now");
    }
  }

  /** Schemas by name: those of one version only bind data, or no longer do. */
  private void compareByPattern(JsonNode before, JsonNode after, String place) {
    String keyword = "patternProperties";
    JsonNode old = before.path(keyword);
    JsonNode now = after.path(keyword);
    Set<String> names = new LinkedHashSet<>();
    now.fieldNames().forEachRemaining(names::add);
    old.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String at = JsonPointers.child(place + "/" + keyword, name);
      compare(
          old.has(name) ? old.get(name) : anything, now.has(name) ? now.get(name) : anything, at);
    }
  }

  private void compareItems(JsonNode before, JsonNode after, String place) {
    JsonNode old = before.has("items") ? before.get("items") : anything;
    JsonNode now = after.has("items") ? after.get("items") : anything;
    if (!old.isArray() && !now.isArray()) {
      compare(old, now, place + "/items");
    } else if (old.isArray() && now.isArray() && old.size() == now.size()) {
      for (int i = 0; i < now.size(); i++) {
        compare(old.get(i), now.get(i), place + "/items/" + i);
      }
    } else {
      unjudged(place, "items");
    }
  }

  private void compareAll(JsonNode before, JsonNode after, String place) {
    JsonNode old = before.path("allOf");
    JsonNode now = after.path("allOf");
    if (old.size() == now.size()) {
      for (int i = 0; i < now.size(); i++) {
        compare(old.get(i), now.get(i), place + "/allOf/" + i);
      }
    } else {
      unjudged(place, "allOf");
    }
  }

  private void compareRest(JsonNode before, JsonNode after, String place) {
    Set<String> keywords = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(keywords::add);
    before.fieldNames().forEachRemaining(keywords::add);
    for (String keyword : keywords) {
      boolean compared = COMPARED.contains(keyword);
      JsonNode old = before.path(keyword);
      JsonNode now = after.path(keyword);
      if (compared || old.equals(now)) {
        continue;
      }
      if (WORDS.contains(keyword)) {
        add(Impact.COSMETIC, place, "has another `" + Shown.plain(keyword) + "`");
      } else if (keyword.equals("default")) {
        add(Impact.COMPATIBLE, place, ValueComparison.changed(keyword, before, after));
      } else {
        // A $ref that is left after following them is the platform's, or leads nowhere.
        unjudged(place, keyword);
      }
    }
  }

  private void unjudged(String place, String keyword) {
    add(
        Impact.RISKY,
        ComparisonRule.CHANGED_COMBINATION,
        place,
        "changed its `" + Shown.plain(keyword) + "`, and what that means for data cannot be told");
  }

  private static String property(String place, String name) {
    return JsonPointers.child(place + "/properties", name);
  }

  /** A value in a message: lists as they are, if they are short. */
  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "not set";
    }
    return value.isContainerNode() && value.toString().length() <= 60
        ? "`" + Shown.plain(value.toString()) + "`"
        : Shown.value(value);
  }

  private void add(Impact impact, ComparisonRule rule, String place, String text) {
    changes.add(Change.of(impact, rule, place, text));
  }

  private void add(Impact impact, String place, String text) {
    changes.add(Change.of(impact, place, text));
  }
}
