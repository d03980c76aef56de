package dev.dvp.core.codegen;

import dev.dvp.core.schema.SchemaPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds an object's properties: the schema's own, those of its {@code allOf}, and those that only
 * some instances have, by {@code anyOf}, {@code oneOf}, {@code if} or {@code dependencies}. The
 * class has all of them.
 */
final class PropertyFinder {
  /** References can multiply branches without bound; no plugin comes near this. */
  private static final int MAX_BRANCHES = 1_000;

  private final Map<String, SchemaPlace> places = new LinkedHashMap<>();
  private final Set<String> certain = new HashSet<>();
  private final Set<String> required = new HashSet<>();
  private final Set<String> visited = new HashSet<>();

  PropertyFinder(SchemaPlace object) {
    visit(object, true);
  }

  /** Each property's schema by its name, in the order of the file. */
  Map<String, SchemaPlace> places() {
    return Collections.unmodifiableMap(places);
  }

  /** Whether the property's schema holds for every instance. */
  boolean isCertain(String name) {
    return certain.contains(name);
  }

  /** Whether every instance must have the property. */
  boolean isRequired(String name) {
    return required.contains(name);
  }

  /** What every instance must have though the schema says nothing else of it, sorted. */
  Set<String> requiredButUnknown() {
    Set<String> unknown = new TreeSet<>(required);
    unknown.removeAll(places.keySet());
    return unknown;
  }

  private void visit(SchemaPlace place, boolean always) {
    if (visited.size() >= MAX_BRANCHES || !visited.add(place.pointer())) {
      return;
    }
    SchemaPlace properties = place.at("properties");
    for (Map.Entry<String, ?> property : properties.node().properties()) {
      String name = property.getKey();
      if (places.putIfAbsent(name, properties.at(name)) == null && always) {
        certain.add(name);
      }
    }
    if (always) {
      place.node().path("required").forEach(name -> required.add(name.asText()));
    }
    items(place, "allOf").forEach(branch -> follow(branch, always));
    items(place, "anyOf").forEach(branch -> follow(branch, false));
    items(place, "oneOf").forEach(branch -> follow(branch, false));
    for (String key : List.of("if", "then", "else")) {
      follow(place.at(key), false);
    }
    SchemaPlace dependencies = place.at("dependencies");
    for (Map.Entry<String, ?> dependency : dependencies.node().properties()) {
      follow(dependencies.at(dependency.getKey()), false);
    }
  }

  private void follow(SchemaPlace branch, boolean always) {
    branch
        .resolved()
        .filter(target -> target.node().isObject())
        .ifPresent(target -> visit(target, always));
  }

  private static List<SchemaPlace> items(SchemaPlace place, String key) {
    List<SchemaPlace> items = new ArrayList<>();
    for (int i = 0; i < place.node().path(key).size(); i++) {
      items.add(place.at(key).at(i));
    }
    return items;
  }
}
