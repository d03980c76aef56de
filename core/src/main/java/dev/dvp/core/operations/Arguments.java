package dev.dvp.core.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call.
 *
 * @param positional by position
 * @param named by keyword, in order
 * @param isOpen whether there may be more, from an unpacking that cannot be followed
 */
record Arguments(List<Value> positional, Map<String, Value> named, boolean isOpen) {
  static Arguments of(Value... positional) {
    return new Arguments(List.of(positional), Map.of(), false);
  }

  Optional<Value> first() {
    return at(0);
  }

  Optional<Value> at(int index) {
    return index < positional.size() ? Optional.of(positional.get(index)) : Optional.empty();
  }

  boolean isEmpty() {
    return positional.isEmpty() && named.isEmpty() && !isOpen;
  }

  List<Value> all() {
    List<Value> all = new ArrayList<>(positional);
    all.addAll(named.values());
    return all;
  }

  Arguments withFirst(Value first) {
    List<Value> more = new ArrayList<>();
    more.add(first);
    more.addAll(positional);
    return new Arguments(more, named, isOpen);
  }

  Arguments withoutFirst() {
    return new Arguments(positional.subList(1, positional.size()), named, isOpen);
  }

  /** These, then those of a later call: what {@code functools.partial} does. */
  Arguments then(Arguments later) {
    List<Value> more = new ArrayList<>(positional);
    more.addAll(later.positional);
    Map<String, Value> names = new LinkedHashMap<>(named);
    names.putAll(later.named);
    return new Arguments(more, names, isOpen || later.isOpen);
  }
}
