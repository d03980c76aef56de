package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Schemas that one value has to meet all at once: a schema, its references and its parts. */
final class Shape {
  private static final int MOST_SHAPES = 32;
  private static final int MOST_PARTS = 100;

  private final List<SchemaPlace> parts;

  private Shape(List<SchemaPlace> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The shapes that a value of a schema may have: one for each choice of alternatives. */
  static List<Shape> of(SchemaPlace schema) {
    List<Shape> shapes = new ArrayList<>(List.of(new Shape(whole(schema))));
    for (SchemaPlace part : List.copyOf(shapes.get(0).parts)) {
      for (String key : List.of("anyOf", "oneOf")) {
        shapes = chosen(shapes, part.at(key));
      }
      if (part.node().has("if")) {
        List<Shape> both = new ArrayList<>();
        for (Shape shape : shapes) {
          both.add(shape.with(whole(part.at("else"))));
          List<SchemaPlace> then = new ArrayList<>(whole(part.at("if")));
          then.addAll(whole(part.at("then")));
          both.add(shape.with(then));
        }
        shapes = both.subList(0, Math.min(both.size(), MOST_SHAPES));
      }
    }
    return shapes;
  }

  private static List<Shape> chosen(List<Shape> shapes, SchemaPlace alternatives) {
    if (alternatives.node().isEmpty()) {
      return shapes;
    }
    List<Shape> all = new ArrayList<>();
    for (int i = 0; i < alternatives.node().size(); i++) {
      List<SchemaPlace> more = whole(alternatives.at(i));
      shapes.forEach(shape -> all.add(shape.with(more)));
    }
    return all.subList(0, Math.min(all.size(), MOST_SHAPES));
  }

  private Shape with(List<SchemaPlace> more) {
    List<SchemaPlace> all = new ArrayList<>(parts);
    all.addAll(more);
    return new Shape(all);
  }

  private static List<SchemaPlace> whole(SchemaPlace schema) {
    List<SchemaPlace> open = new ArrayList<>(List.of(schema));
    Map<String, SchemaPlace> parts = new LinkedHashMap<>();
    while (!open.isEmpty() && parts.size() < MOST_PARTS) {
      SchemaPlace next = open.remove(0);
      SchemaPlace place = next.resolved().orElse(next);
      if (place.node().isObject() && parts.putIfAbsent(place.pointer(), place) == null) {
        for (int i = 0; i < place.node().path("allOf").size(); i++) {
          open.add(place.at("allOf").at(i));
        }
      }
    }
    return List.copyOf(parts.values());
  }

  /** The first value of a keyword; a missing node where none has it. */
  JsonNode get(String key) {
    return place(key).map(SchemaPlace::node).orElseGet(MissingNode::getInstance);
  }

  /** Where the keyword stands first. */
  Optional<SchemaPlace> place(String key) {
    return parts.stream()
        .filter(part -> part.node().has(key))
        .map(part -> part.at(key))
        .findFirst();
  }

  /** The largest of a keyword's numbers. */
  double most(String key, double otherwise) {
    return numbers(key).max().orElse(otherwise);
  }

  /** The smallest of a keyword's numbers. */
  double least(String key, double otherwise) {
    return numbers(key).min().orElse(otherwise);
  }

  private DoubleStream numbers(String key) {
    return parts.stream()
        .map(part -> part.node().path(key))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue);
  }

  /** The types that all parts allow, in the order of the first that names any. */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    boolean isFirst = true;
    for (SchemaPlace part : parts) {
      JsonNode type = part.node().path("type");
      Set<String> own = new LinkedHashSet<>();
      (type.isTextual() ? List.of(type) : type).forEach(name -> own.add(name.asText()));
      if (!own.isEmpty() && isFirst) {
        types.addAll(own);
        isFirst = false;
      } else if (!own.isEmpty()) {
        types.removeIf(
            name -> !own.contains(name) && !(name.equals("integer") && own.contains("number")));
      }
    }
    return types;
  }

  /** Each property's first schema. */
  Map<String, SchemaPlace> properties() {
    Map<String, SchemaPlace> properties = new LinkedHashMap<>();
    for (SchemaPlace part : parts) {
      SchemaPlace named = part.at("properties");
      named
          .node()
          .fieldNames()
          .forEachRemaining(name -> properties.putIfAbsent(name, named.at(name)));
    }
    return properties;
  }

  Set<String> required() {
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(
        part -> part.node().path("required").forEach(name -> required.add(name.asText())));
    return required;
  }
}
