package dev.dvp.core.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All schemas within a definition that speak of one and the same value: one that is written down,
 * what it refers to, and the parts of its combinations. If one of them calls the value a password,
 * no message about another may show it.
 */
public final class ValueSchemas {
  /** References can multiply branches without bound; no plugin comes near this. */
  private static final int MAX_SCHEMAS = 1_000;

  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SINGLES = List.of("not", "if", "then", "else");

  private final Map<String, SchemaPlace> places = new LinkedHashMap<>();

  private ValueSchemas() {}

  /**
   * Those that come with one schema.
   *
   * @param start the schema
   * @return all that speak of the same value
   */
  public static ValueSchemas of(SchemaPlace start) {
    ValueSchemas all = new ValueSchemas();
    all.add(start);
    return all;
  }

  /**
   * Whether one of them says that the value is a password or the platform's credentials.
   *
   * @return whether the value may be shown to nobody
   */
  public boolean isSecret() {
    return places.values().stream()
        .anyMatch(
            place ->
                "password".equals(place.node().path("format").textValue())
                    || (place.isReference()
                        && PlatformReferences.isCredentials(
                            place.node().path("$ref").textValue())));
  }

  /**
   * Whether the schema speaks of the value at all.
   *
   * @return whether there is one
   */
  public boolean isKnown() {
    return !places.isEmpty();
  }

  /**
   * Those of the value's member of a name; patterns of names all count.
   *
   * @param name the member's name
   * @return all that speak of it
   */
  public ValueSchemas member(String name) {
    ValueSchemas all = new ValueSchemas();
    for (SchemaPlace place : places.values()) {
      if (place.at("properties").node().has(name)) {
        all.add(place.at("properties").at(name));
      } else {
        all.add(place.at("additionalProperties"));
      }
      all.addMembers(place.at("patternProperties"));
    }
    return all;
  }

  /**
   * Those of its members that have no name in the schema.
   *
   * @return all that speak of them
   */
  public ValueSchemas otherMembers() {
    ValueSchemas all = new ValueSchemas();
    for (SchemaPlace place : places.values()) {
      all.add(place.at("additionalProperties"));
      all.addMembers(place.at("patternProperties"));
    }
    return all;
  }

  /**
   * Those of its items.
   *
   * @return all that speak of any of them
   */
  public ValueSchemas items() {
    ValueSchemas all = new ValueSchemas();
    for (SchemaPlace place : places.values()) {
      all.add(place.at("items"));
      all.addItems(place.at("items"));
      all.add(place.at("additionalItems"));
      all.add(place.at("contains"));
    }
    return all;
  }

  private void addMembers(SchemaPlace place) {
    if (place.node().isObject()) {
      place.node().fieldNames().forEachRemaining(name -> add(place.at(name)));
    }
  }

  private void addItems(SchemaPlace place) {
    if (place.node().isArray()) {
      for (int i = 0; i < place.node().size(); i++) {
        add(place.at(i));
      }
    }
  }

  private void add(SchemaPlace start) {
    List<SchemaPlace> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty() && places.size() < MAX_SCHEMAS) {
      SchemaPlace place = open.remove(open.size() - 1);
      if (place.node().isObject() && places.putIfAbsent(place.pointer(), place) == null) {
        if (place.isReference()) {
          place.resolved().ifPresent(open::add);
        } else {
          LISTS.forEach(key -> addItems(place.at(key)));
          SINGLES.forEach(key -> open.add(place.at(key)));
          addMembers(place.at("dependencies"));
        }
      }
    }
  }
}
