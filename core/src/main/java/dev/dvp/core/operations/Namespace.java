package dev.dvp.core.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names and what is bound to them, in the order of binding. */
final class Namespace {
  private Map<String, Value> values = new LinkedHashMap<>();

  Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  void set(String name, Value value) {
    values.put(name, value);
  }

  void remove(String name) {
    values.remove(name);
  }

  /** All names at this moment. */
  Map<String, Value> snapshot() {
    return new LinkedHashMap<>(values);
  }

  /** Goes back to a snapshot, which belongs to the namespace from now on. */
  void restore(Map<String, Value> snapshot) {
    values = snapshot;
  }

  /** Adds what another course of the program would have bound. */
  void merge(Map<String, Value> other) {
    other.forEach((name, value) -> values.merge(name, value, Choices::join));
  }
}
