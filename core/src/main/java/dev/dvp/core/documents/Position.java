package dev.dvp.core.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one value of a document stands, and the values in it. Filled by the readers. */
final class Position {
  /** The key's offset, or -1 when the value has none. */
  final int key;

  /** The value's offset. */
  int value = -1;

  /** A YAML scalar as it was written, when the file's text says more than the tree. */
  @Nullable String raw;

  private @Nullable Map<String, Position> members;
  private @Nullable List<Position> elements;

  Position(int key) {
    this.key = key;
  }

  void put(String name, Position member) {
    Map<String, Position> all = members;
    if (all == null) {
      all = new HashMap<>();
      members = all;
    }
    all.put(name, member);
  }

  void add(Position element) {
    List<Position> all = elements;
    if (all == null) {
      all = new ArrayList<>();
      elements = all;
    }
    all.add(element);
  }

  /** Takes over what another value holds: an alias shows its anchor's insides. */
  void insidesOf(Position other) {
    raw = other.raw;
    members = other.members;
    elements = other.elements;
  }

  @Nullable Position child(String step) {
    if (members != null) {
      return members.get(step);
    }
    if (elements == null || step.isEmpty() || step.length() > 9) {
      return null;
    }
    int index = 0;
    for (int i = 0; i < step.length(); i++) {
      char digit = step.charAt(i);
      if (digit < '0' || digit > '9') {
        return null;
      }
      index = index * 10 + digit - '0';
    }
    return index < elements.size() ? elements.get(index) : null;
  }
}
