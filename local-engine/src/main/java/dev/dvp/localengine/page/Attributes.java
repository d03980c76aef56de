package dev.dvp.localengine.page;

import java.util.ArrayList;
import java.util.List;

/** The attributes of an element, in order; escaped when they are written. */
final class Attributes {
  private final List<String> namesAndValues = new ArrayList<>();

  private Attributes() {}

  static Attributes of(String... namesAndValues) {
    Attributes attributes = new Attributes();
    attributes.namesAndValues.addAll(List.of(namesAndValues));
    return attributes;
  }

  Attributes with(String name, String value) {
    namesAndValues.add(name);
    namesAndValues.add(value);
    return this;
  }

  Attributes when(boolean condition, String name, String value) {
    return condition ? with(name, value) : this;
  }

  String[] array() {
    return namesAndValues.toArray(String[]::new);
  }
}
