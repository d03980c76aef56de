package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.documents.SchemaCheck;
import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an instance of a definition by trying, the likeliest values first. */
final class ExampleMaker {
  private static final int MAX_DEPTH = 12;
  private static final int DEPTH_OF_OPTIONAL = 4;
  private static final int MOST_ITEMS = 20;
  private static final int MOST_STEPS = 20_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SchemaCheck check;
  private final boolean isMinimal;
  private final Map<Wanted, Optional<JsonNode>> made = new HashMap<>();
  private int steps;

  /**
   * Gets ready.
   *
   * @param check runs the definition
   * @param isMinimal whether the instance shall have only what it must have; else it has everything
   */
  ExampleMaker(SchemaCheck check, boolean isMinimal) {
    this.check = check;
    this.isMinimal = isMinimal;
  }

  /**
   * An instance, which the definition may refuse all the same; an empty one at the worst.
   *
   * @throws dev.dvp.core.documents.SchemaCheckException when a part of it cannot be run
   */
  JsonNode make(SchemaPlace root) {
    return make(root, "", 0, 0).filter(JsonNode::isObject).orElseGet(NODES::objectNode);
  }

  /** The first value that fits, else the first at all. */
  private Optional<JsonNode> make(SchemaPlace schema, String name, int variant, int depth) {
    SchemaPlace place = schema.resolved().orElse(schema);
    Wanted wanted = new Wanted(place.pointer(), name, variant, depth);
    Optional<JsonNode> known = made.get(wanted);
    if (known == null) {
      known = tryAll(place, name, variant, depth);
      made.put(wanted, known);
    }
    return known;
  }

  private Optional<JsonNode> tryAll(SchemaPlace place, String name, int variant, int depth) {
    if (depth > MAX_DEPTH || isFalse(place)) {
      return Optional.empty();
    }
    if (place.isReference()) {
      // The platform's credentials, of which nobody knows more than that they are an object.
      return Optional.of(NODES.objectNode());
    }
    Optional<JsonNode> otherwise = Optional.empty();
    for (Shape shape : Shape.of(place)) {
      for (JsonNode value : values(place, shape, name, variant, depth)) {
        if (steps > MOST_STEPS) {
          return otherwise;
        }
        if (fits(place, value)) {
          return Optional.of(value);
        }
        otherwise = otherwise.or(() -> Optional.of(value));
      }
    }
    return otherwise;
  }

  /** What is made once: for objects of objects are tried in many combinations. */
  private record Wanted(String pointer, String name, int variant, int depth) {}

  private static boolean isFalse(SchemaPlace schema) {
    return schema.node().isBoolean() && !schema.node().booleanValue();
  }

  private boolean fits(SchemaPlace place, JsonNode value) {
    steps++;
    return place.node().isBoolean()
        || place.isReference()
        || check.checkAt(place.pointer(), value).isEmpty();
  }

  private List<JsonNode> values(
      SchemaPlace place, Shape shape, String name, int variant, int depth) {
    List<JsonNode> values = new ArrayList<>();
    if (!shape.get("const").isMissingNode()) {
      values.add(shape.get("const"));
    }
    if (variant == 0 && !shape.get("default").isMissingNode()) {
      values.add(shape.get("default"));
    }
    for (String key : List.of("examples", "enum")) {
      JsonNode listed = shape.get(key);
      for (int i = 0; i < Math.min(listed.size(), MOST_ITEMS); i++) {
        values.add(listed.get((i + variant) % listed.size()));
      }
    }
    if (values.isEmpty() || shape.get("enum").isMissingNode()) {
      types(shape).forEach(type -> values.addAll(ofType(type, place, shape, name, variant, depth)));
    }
    return values;
  }

  /** Its types, null last; without any, what its keywords speak of. */
  private static List<String> types(Shape shape) {
    List<String> types = new ArrayList<>(shape.types());
    if (types.isEmpty()) {
      boolean isObject = !shape.properties().isEmpty() || !shape.required().isEmpty();
      boolean isList = shape.get("items").isContainerNode() || shape.get("minItems").isNumber();
      boolean isNumber = shape.get("minimum").isNumber() || shape.get("multipleOf").isNumber();
      types.add(isObject ? "object" : isList ? "array" : isNumber ? "number" : "string");
      List.of("object", "array", "integer", "boolean").stream()
          .filter(type -> !types.contains(type))
          .forEach(types::add);
    }
    if (types.remove("null")) {
      types.add("null");
    }
    return types;
  }

  private List<JsonNode> ofType(
      String type, SchemaPlace place, Shape shape, String name, int variant, int depth) {
    return switch (type) {
      case "string" -> ScalarExamples.texts(shape, name, variant);
      case "integer" -> ScalarExamples.numbers(shape, true, variant);
      case "number" -> ScalarExamples.numbers(shape, false, variant);
      case "boolean" ->
          List.of(NODES.booleanNode(variant % 2 == 0), NODES.booleanNode(variant % 2 != 0));
      case "array" -> array(shape, name, depth).stream().map(JsonNode.class::cast).toList();
      case "object" -> objects(place, shape, depth);
      case "null" -> List.of(NullNode.getInstance());
      default -> List.of();
    };
  }

  private Optional<ArrayNode> array(Shape shape, String name, int depth) {
    ArrayNode array = NODES.arrayNode();
    boolean wantsOne = !isMinimal && depth < DEPTH_OF_OPTIONAL && shape.least("maxItems", 1) > 0;
    int size = (int) Math.min(MOST_ITEMS, shape.most("minItems", wantsOne ? 1 : 0));
    Optional<SchemaPlace> contains = shape.place("contains");
    if (contains.isPresent()) {
      make(contains.get(), name, 0, depth + 1).ifPresent(array::add);
    }
    Optional<SchemaPlace> items = shape.place("items");
    int tuple = items.map(place -> place.node().isArray() ? place.node().size() : 0).orElse(0);
    if (!isMinimal && depth < DEPTH_OF_OPTIONAL) {
      size = Math.max(size, Math.min(tuple, MOST_ITEMS));
    }
    for (int i = array.size(); i < size; i++) {
      Optional<SchemaPlace> item =
          i < tuple
              ? Optional.of(items.orElseThrow().at(i))
              : tuple > 0 ? shape.place("additionalItems") : items;
      Optional<JsonNode> made =
          item.isPresent()
              ? make(item.get(), name, i, depth + 1)
              : Optional.of(NODES.textNode("example" + i));
      if (made.isEmpty()) {
        return shape.most("minItems", 0) > array.size() ? Optional.empty() : Optional.of(array);
      }
      array.add(made.get());
    }
    return Optional.of(array);
  }

  /** With everything; else with all that goes together; else with what it must have. */
  private List<JsonNode> objects(SchemaPlace place, Shape shape, int depth) {
    Map<String, SchemaPlace> properties = shape.properties();
    ObjectNode least = NODES.objectNode();
    for (String name : shape.required()) {
      Optional<JsonNode> made = member(shape, properties, name, depth);
      if (made.isEmpty()) {
        return List.of();
      }
      least.set(name, made.get());
    }
    ObjectNode whole = whole(shape, properties, least, depth);
    if (fits(place, whole)) {
      return List.of(whole);
    }
    List<ObjectNode> withOne = new ArrayList<>(List.of(least));
    for (String name : properties.keySet()) {
      if (!least.has(name)) {
        ObjectNode with = least.deepCopy();
        member(shape, properties, name, depth).ifPresent(value -> with.set(name, value));
        withOne.add(inOrder(properties, with));
      }
    }
    Optional<ObjectNode> start = withOne.stream().filter(one -> fits(place, one)).findFirst();
    return start.isPresent()
        ? List.of(isMinimal ? start.get() : grown(place, start.get(), whole))
        : List.of(whole);
  }

  private ObjectNode whole(
      Shape shape, Map<String, SchemaPlace> properties, ObjectNode least, int depth) {
    ObjectNode whole = least.deepCopy();
    boolean wantsMore = !isMinimal && depth < DEPTH_OF_OPTIONAL;
    double enough = wantsMore ? Double.POSITIVE_INFINITY : shape.most("minProperties", 0);
    double most = Math.min(enough, shape.least("maxProperties", Double.POSITIVE_INFINITY));
    for (String name : properties.keySet()) {
      if (!whole.has(name) && whole.size() < most) {
        member(shape, properties, name, depth).ifPresent(value -> whole.set(name, value));
      }
    }
    if (wantsMore || whole.size() < enough) {
      addOthers(shape, whole, depth);
    }
    return inOrder(properties, whole);
  }

  private ObjectNode grown(SchemaPlace place, ObjectNode start, ObjectNode whole) {
    ObjectNode grown = start;
    for (Map.Entry<String, JsonNode> member : whole.properties()) {
      ObjectNode more = grown.deepCopy();
      more.set(member.getKey(), member.getValue());
      if (!grown.has(member.getKey()) && fits(place, more)) {
        grown = more;
      }
    }
    return inOrder(whole, grown);
  }

  private static ObjectNode inOrder(Map<String, SchemaPlace> properties, ObjectNode object) {
    ObjectNode order = NODES.objectNode();
    properties.keySet().forEach(name -> order.putNull(name));
    return inOrder(order, object);
  }

  /** In the order of another object, its own members last. */
  private static ObjectNode inOrder(ObjectNode order, ObjectNode object) {
    ObjectNode sorted = NODES.objectNode();
    order.fieldNames().forEachRemaining(name -> sorted.set(name, object.get(name)));
    sorted.properties().removeIf(member -> !object.has(member.getKey()));
    sorted.setAll(object);
    return sorted;
  }

  private Optional<JsonNode> member(
      Shape shape, Map<String, SchemaPlace> properties, String name, int depth) {
    Optional<SchemaPlace> place =
        Optional.ofNullable(properties.get(name)).or(() -> shape.place("additionalProperties"));
    return place.isEmpty() || (place.get().node().isBoolean() && place.get().node().booleanValue())
        ? Optional.of(NODES.textNode("example"))
        : make(place.get(), name, 0, depth + 1);
  }

  /** An entry of a map, and as many as there must be. */
  private void addOthers(Shape shape, ObjectNode object, int depth) {
    Optional<SchemaPlace> others =
        shape.place("additionalProperties").filter(place -> !isFalse(place));
    boolean isMap = others.isPresent() && others.get().node().isObject();
    Optional<SchemaPlace> named = shape.place("patternProperties");
    if (named.isPresent() && !named.get().node().isEmpty() && !isMinimal) {
      String pattern = named.get().node().fieldNames().next();
      Optional<String> key = PatternExample.of(pattern, 0, 0).filter(text -> !text.isEmpty());
      Optional<JsonNode> value = make(named.get().at(pattern), "", 0, depth + 1);
      if (key.isPresent() && value.isPresent()) {
        object.set(key.get(), value.get());
      }
    }
    double wanted = Math.max(shape.most("minProperties", 0), isMap && object.isEmpty() ? 1 : 0);
    for (int i = 0; object.size() < Math.min(wanted, MOST_ITEMS) && i < MOST_ITEMS; i++) {
      String key = key(shape, i);
      Optional<JsonNode> value =
          isMap ? make(others.get(), key, i, depth + 1) : Optional.of(NODES.textNode("example"));
      value.ifPresent(made -> object.set(key, made));
    }
  }

  private String key(Shape shape, int number) {
    Optional<SchemaPlace> names = shape.place("propertyNames");
    Optional<JsonNode> made =
        names
            .flatMap(place -> make(place, "key", number, MAX_DEPTH - 1))
            .filter(JsonNode::isTextual);
    return made.map(JsonNode::textValue).orElse(number == 0 ? "key" : "key" + (number + 1));
  }
}
