package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonPointers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties that one value is said to have: by its schema, by what that combines ({@code
 * allOf} and the like), and by what these refer to.
 */
final class PropertyNames {
  /** None, and nothing to be said about it. */
  static final PropertyNames UNKNOWN = new PropertyNames();

  /** Shared definitions that refer to one another in the hundreds: then say nothing. */
  private static final int MOST_SCHEMAS = 100;

  private final Map<String, String> pointers = new TreeMap<>();
  private final Set<String> required = new TreeSet<>();
  private boolean open;

  private PropertyNames() {
    open = true;
  }

  /** Collects the names for the value that a schema describes. */
  static PropertyNames of(Definition definition, String pointer) {
    PropertyNames names = new PropertyNames();
    names.open = false;
    Deque<String> left = new ArrayDeque<>(Set.of(pointer));
    Set<String> seen = new HashSet<>();
    while (!left.isEmpty() && seen.size() < MOST_SCHEMAS) {
      String place = left.pop();
      if (seen.add(place)) {
        names.add(definition, place, left);
      }
    }
    names.open |= !left.isEmpty();
    return names;
  }

  private void add(Definition definition, String place, Deque<String> left) {
    JsonNode schema = definition.at(place);
    String reference = schema.path("$ref").textValue();
    if (reference != null) {
      Optional<String> target = definition.target(reference);
      target.ifPresent(left::push);
      open |= target.isEmpty();
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      pointers.putIfAbsent(
          property.getKey(), JsonPointers.child(place + "/properties", property.getKey()));
    }
    for (JsonNode name : schema.path("required")) {
      required.add(name.asText());
    }
    // Names that match a pattern, or any name at all with a schema of its own: a map, not a record.
    open |= !schema.path("patternProperties").isEmpty();
    open |= schema.path("additionalProperties").isObject();
    Keywords.children(
        place,
        schema,
        (keyword, child) -> {
          if (Keywords.isSameValue(keyword)) {
            left.push(child);
          }
        });
  }

  /** Tells whether a name is certainly none of the properties. */
  boolean lacks(String name) {
    return !open && !pointers.containsKey(name);
  }

  boolean isRequired(String name) {
    return required.contains(name);
  }

  Set<String> all() {
    return pointers.keySet();
  }

  /** The pointer of a property's schema. */
  Optional<String> pointer(String name) {
    return Optional.ofNullable(pointers.get(name));
  }
}
