package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Choice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Joins what different courses of a program bind to one name. */
final class Choices {
  private static final int MAX = 8;

  private Choices() {}

  static Value join(Value one, Value other) {
    if (one.equals(other)) {
      return one;
    }
    Set<Value> all = new LinkedHashSet<>(alternatives(one));
    all.addAll(alternatives(other));
    return of(List.copyOf(all));
  }

  /** One of the values: nothing known when there are none, or too many to follow. */
  static Value of(List<Value> values) {
    // Flat, since choices of choices may hold the same ones more often than can be counted.
    Set<Value> all = new LinkedHashSet<>();
    values.forEach(value -> all.addAll(alternatives(value)));
    List<Value> distinct = List.copyOf(all);
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    return distinct.isEmpty() || distinct.size() > MAX ? Value.UNKNOWN : new Choice(distinct);
  }

  static List<Value> alternatives(Value value) {
    return value instanceof Choice choice ? choice.alternatives() : List.of(value);
  }
}
