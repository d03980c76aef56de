package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A class of the plugin. */
final class TypeValue implements Value {
  /** No class of a plugin has as many ancestors; more would take the time of a hostile one. */
  private static final int MAX_LINEAGE = 100;

  private final String name;
  private final List<Value> bases;
  private final Namespace members;
  private final List<String> fields;
  private final Location where;
  private final List<Value> lineage;

  /** A class whose {@code fields} are the names that are annotated in its body. */
  TypeValue(
      String name, List<Value> bases, Namespace members, List<String> fields, Location where) {
    this.name = name;
    this.bases = List.copyOf(bases);
    this.members = members;
    this.fields = List.copyOf(fields);
    this.where = where;
    this.lineage = lineage(this, this.bases);
  }

  String name() {
    return name;
  }

  List<Value> bases() {
    return bases;
  }

  Namespace members() {
    return members;
  }

  Location where() {
    return where;
  }

  /**
   * The class and all that it inherits from, in the order in which Python looks for a name; the
   * last is unknown where there are too many.
   */
  List<Value> lineage() {
    return lineage;
  }

  /** The classes of the plugin among them. */
  Stream<TypeValue> ownClasses() {
    return lineage.stream().filter(TypeValue.class::isInstance).map(TypeValue.class::cast);
  }

  /** The member that Python finds under the name. */
  Optional<Value> lookUp(String member) {
    return ownClasses().flatMap(type -> type.members.get(member).stream()).findFirst();
  }

  /** The names annotated in the class and in those that it inherits from, these first. */
  List<String> allFields() {
    List<List<String>> parts = new ArrayList<>(ownClasses().map(type -> type.fields).toList());
    Collections.reverse(parts);
    Set<String> all = new LinkedHashSet<>();
    parts.forEach(all::addAll);
    return List.copyOf(all);
  }

  /** Whether the class inherits from one that is not the plugin's and whose name is such. */
  boolean inheritsFrom(Predicate<String> isSought) {
    return lineage.stream()
        .anyMatch(type -> type instanceof Known known && isSought.test(known.name()));
  }

  /** Whether all that it inherits from are the plugin's own classes. */
  boolean isWhollyOwn() {
    return lineage.stream().allMatch(TypeValue.class::isInstance);
  }

  /**
   * As Python does: no class before one that inherits from it, and bases in the order in which they
   * are written. Where that cannot be, which Python refuses, the first in line goes first.
   */
  private static List<Value> lineage(TypeValue type, List<Value> bases) {
    List<List<Value>> rests = new ArrayList<>();
    for (Value base : bases) {
      rests.add(new ArrayList<>(base instanceof TypeValue own ? own.lineage : List.of(base)));
    }
    rests.add(new ArrayList<>(bases));
    List<Value> lineage = new ArrayList<>(List.of(type));
    rests.removeIf(List::isEmpty);
    while (!rests.isEmpty() && lineage.size() < MAX_LINEAGE) {
      Value next = next(rests);
      lineage.add(next);
      rests.forEach(rest -> rest.removeIf(next::equals));
      rests.removeIf(List::isEmpty);
    }
    if (!rests.isEmpty()) {
      lineage.add(UNKNOWN);
    }
    return List.copyOf(lineage);
  }

  private static Value next(List<List<Value>> rests) {
    for (List<Value> candidate : rests) {
      Value first = candidate.get(0);
      if (rests.stream().noneMatch(rest -> rest.lastIndexOf(first) > 0)) {
        return first;
      }
    }
    return rests.get(0).get(0);
  }
}
