package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.BuiltinMethod;
import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The methods of strings, lists, dicts and paths that tables of operations are built with. */
final class BuiltinMethods {
  /** The methods of lists and dicts that leave them as they are. */
  private static final Set<String> READING =
      Set.of("copy", "count", "get", "index", "items", "keys", "values");

  private final Budget budget;

  BuiltinMethods(Budget budget) {
    this.budget = budget;
  }

  Value call(BuiltinMethod method, Arguments arguments) {
    if (!READING.contains(method.name())) {
      Value.touch(method.self());
    }
    if (method.self() instanceof Text text) {
      return ofText(text.value(), method.name(), arguments);
    } else if (method.self() instanceof Sequence list && !list.isTuple) {
      return ofList(list, method.name(), arguments);
    } else if (method.self() instanceof Dict dict) {
      return ofDict(dict, method.name(), arguments);
    } else if (method.self() instanceof PathValue path) {
      return ofPath(path, method.name(), arguments);
    } else if (method.self() instanceof NamesValue names
        && method.name().equals("get")
        && arguments.first().orElse(Value.UNKNOWN) instanceof Text name) {
      return names.names().get(name.value()).orElse(arguments.at(1).orElse(Value.NONE));
    }
    return Value.UNKNOWN;
  }

  private Value ofText(String text, String method, Arguments arguments) {
    return switch (method) {
      case "format" -> Formatting.braces(text, arguments, budget);
      case "lower" ->
          budget.allowsText(text.length())
              ? new Text(text.toLowerCase(Locale.ROOT))
              : Value.UNKNOWN;
      case "upper" ->
          budget.allowsText(text.length())
              ? new Text(text.toUpperCase(Locale.ROOT))
              : Value.UNKNOWN;
      case "strip" ->
          arguments.isEmpty() && budget.allowsText(text.length())
              ? new Text(text.strip())
              : Value.UNKNOWN;
      case "join" -> join(text, arguments.first().orElse(Value.UNKNOWN));
      case "split" -> split(text, arguments);
      case "replace" -> replace(text, arguments);
      case "startswith", "endswith" -> edge(text, method, arguments);
      default -> Value.UNKNOWN;
    };
  }

  private static Value edge(String text, String method, Arguments arguments) {
    boolean isPlain = arguments.positional().size() == 1 && arguments.named().isEmpty();
    if (!isPlain || !(arguments.positional().get(0) instanceof Text part)) {
      return Value.UNKNOWN;
    }
    boolean isStart = method.equals("startswith");
    return new Value.Truth(isStart ? text.startsWith(part.value()) : text.endsWith(part.value()));
  }

  private Value join(String separator, Value parts) {
    Optional<List<Value>> elements = Loops.elements(parts, budget);
    if (elements.isEmpty()) {
      return Value.UNKNOWN;
    }
    StringBuilder joined = new StringBuilder();
    String between = "";
    for (Value element : elements.get()) {
      boolean isAppended =
          element instanceof Text text
              && Formatting.append(joined, between, budget)
              && Formatting.append(joined, text.value(), budget);
      if (!isAppended) {
        return Value.UNKNOWN;
      }
      between = separator;
    }
    return new Text(joined.toString());
  }

  private Value split(String text, Arguments arguments) {
    if (!budget.allowsElements(text.length())) {
      return Value.UNKNOWN;
    }
    List<Value> parts = new ArrayList<>();
    if (arguments.isEmpty()) {
      for (String part : text.strip().split("\\s+", -1)) {
        if (!part.isEmpty()) {
          parts.add(new Text(part));
        }
      }
      return new Sequence(parts, false);
    }
    boolean isPlain = arguments.positional().size() == 1 && arguments.named().isEmpty();
    if (!isPlain
        || !(arguments.positional().get(0) instanceof Text separator)
        || separator.value().isEmpty()) {
      return Value.UNKNOWN;
    }
    budget.chargeSearch(text, separator.value());
    int start = 0;
    for (int at = text.indexOf(separator.value());
        at >= 0;
        at = text.indexOf(separator.value(), start)) {
      parts.add(new Text(text.substring(start, at)));
      start = at + separator.value().length();
    }
    parts.add(new Text(text.substring(start)));
    return new Sequence(parts, false);
  }

  private Value replace(String text, Arguments arguments) {
    boolean isPlain = arguments.positional().size() == 2;
    if (!isPlain
        || !(arguments.positional().get(0) instanceof Text old)
        || !(arguments.positional().get(1) instanceof Text fresh)
        || old.value().isEmpty()) {
      return Value.UNKNOWN;
    }
    budget.chargeSearch(text, old.value());
    StringBuilder replaced = new StringBuilder();
    int start = 0;
    for (int at = text.indexOf(old.value()); at >= 0; at = text.indexOf(old.value(), start)) {
      boolean isAppended =
          Formatting.append(replaced, text.substring(start, at), budget)
              && Formatting.append(replaced, fresh.value(), budget);
      if (!isAppended) {
        return Value.UNKNOWN;
      }
      start = at + old.value().length();
    }
    return Formatting.append(replaced, text.substring(start), budget)
        ? new Text(replaced.toString())
        : Value.UNKNOWN;
  }

  private Value ofList(Sequence list, String method, Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    switch (method) {
      case "append" -> list.addAll(List.of(first), budget);
      case "extend" -> Loops.elements(first, budget).ifPresent(more -> list.addAll(more, budget));
      case "insert" -> list.insert(0, List.of(arguments.at(1).orElse(Value.UNKNOWN)), budget);
      case "pop" -> {
        return pop(list, arguments);
      }
      case "copy" -> {
        return Loops.elements(list, budget).map(this::sequence).orElse(Value.UNKNOWN);
      }
      default -> {
        return Value.UNKNOWN;
      }
    }
    return Value.NONE;
  }

  private static Value pop(Sequence list, Arguments arguments) {
    int size = list.elements.size();
    Value at = arguments.first().orElse(Value.Int.of(size - 1L));
    if (list.isTooLong || !(at instanceof Value.Int index) || index.value().bitLength() > 30) {
      return Value.UNKNOWN;
    }
    int place =
        index.value().intValue() < 0 ? size + index.value().intValue() : index.value().intValue();
    return place >= 0 && place < size ? list.elements.remove(place) : Value.UNKNOWN;
  }

  private Value ofDict(Dict dict, String method, Arguments arguments) {
    boolean isCopied = method.equals("keys") || method.equals("values") || method.equals("items");
    if (isCopied && (dict.isOpen || !budget.allowsElements(dict.entries.size()))) {
      return Value.UNKNOWN;
    }
    return switch (method) {
      case "keys" -> sequence(List.copyOf(dict.entries.keySet()));
      case "values" -> sequence(List.copyOf(dict.entries.values()));
      case "items" -> items(dict);
      case "get" -> get(dict, arguments);
      case "update" -> update(dict, arguments);
      default -> Value.UNKNOWN;
    };
  }

  private Value sequence(List<Value> elements) {
    return new Sequence(elements, false);
  }

  private Value items(Dict dict) {
    budget.chargeObjects(dict.entries.size());
    List<Value> items = new ArrayList<>();
    dict.entries.forEach((key, value) -> items.add(new Sequence(List.of(key, value), true)));
    return new Sequence(items, false);
  }

  private static Value get(Dict dict, Arguments arguments) {
    Value key = arguments.first().orElse(Value.UNKNOWN);
    Value value = dict.entries.get(key);
    if (value != null) {
      return value;
    }
    boolean isAbsent = !dict.isOpen && Arithmetic.isConstant(key);
    return isAbsent ? arguments.at(1).orElse(Value.NONE) : Value.UNKNOWN;
  }

  private Value update(Dict dict, Arguments arguments) {
    if (arguments.first().isPresent()) {
      if (arguments.first().get() instanceof Dict more) {
        dict.putAll(more, budget);
      } else {
        dict.isOpen = true;
      }
    }
    arguments.named().forEach((name, value) -> dict.put(new Text(name), value, budget));
    return Value.NONE;
  }

  private Value ofPath(PathValue path, String method, Arguments arguments) {
    return switch (method) {
      case "resolve", "absolute", "expanduser" -> path;
      case "joinpath" ->
          Paths.join(arguments.withFirst(path).positional(), budget)
              .<Value>map(PathValue::new)
              .orElse(Value.UNKNOWN);
      case "as_posix", "__str__", "__fspath__" -> new Text(path.value());
      default -> Value.UNKNOWN;
    };
  }
}
