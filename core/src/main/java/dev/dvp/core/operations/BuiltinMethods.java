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

/** The methods of strings, lists, dicts and paths that tables of operations are built with. */
final class BuiltinMethods {
  Value call(BuiltinMethod method, Arguments arguments) {
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

  private static Value ofText(String text, String method, Arguments arguments) {
    return switch (method) {
      case "format" -> Formatting.braces(text, arguments);
      case "lower" -> new Text(text.toLowerCase(Locale.ROOT));
      case "upper" -> new Text(text.toUpperCase(Locale.ROOT));
      case "strip" -> arguments.isEmpty() ? new Text(text.strip()) : Value.UNKNOWN;
      case "join" -> join(text, arguments.first().orElse(Value.UNKNOWN));
      case "split" -> split(text, arguments);
      case "replace" -> replace(text, arguments);
      default -> Value.UNKNOWN;
    };
  }

  private static Value join(String separator, Value parts) {
    Optional<List<Value>> elements = Loops.elements(parts);
    if (elements.isEmpty() || !elements.get().stream().allMatch(e -> e instanceof Text)) {
      return Value.UNKNOWN;
    }
    return new Text(
        String.join(separator, elements.get().stream().map(e -> ((Text) e).value()).toList()));
  }

  private static Value split(String text, Arguments arguments) {
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

  private static Value replace(String text, Arguments arguments) {
    boolean isPlain = arguments.positional().size() == 2;
    return isPlain
            && arguments.positional().get(0) instanceof Text old
            && arguments.positional().get(1) instanceof Text fresh
            && !old.value().isEmpty()
            && text.length() < 10_000
            && fresh.value().length() < 1_000
        ? new Text(text.replace(old.value(), fresh.value()))
        : Value.UNKNOWN;
  }

  private static Value ofList(Sequence list, String method, Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    switch (method) {
      case "append" -> list.elements.add(first);
      case "extend" -> Loops.elements(first).ifPresent(list.elements::addAll);
      case "insert" -> list.elements.add(0, arguments.at(1).orElse(Value.UNKNOWN));
      case "copy" -> {
        return new Sequence(list.elements, false);
      }
      default -> {
        return Value.UNKNOWN;
      }
    }
    return Value.NONE;
  }

  private static Value ofDict(Dict dict, String method, Arguments arguments) {
    return switch (method) {
      case "keys" ->
          dict.isOpen ? Value.UNKNOWN : sequence(dict.entries.keySet().stream().toList());
      case "values" -> dict.isOpen ? Value.UNKNOWN : sequence(List.copyOf(dict.entries.values()));
      case "items" -> dict.isOpen ? Value.UNKNOWN : items(dict);
      case "get" -> get(dict, arguments);
      case "update" -> update(dict, arguments);
      default -> Value.UNKNOWN;
    };
  }

  private static Value sequence(List<Value> elements) {
    return new Sequence(elements, false);
  }

  private static Value items(Dict dict) {
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

  private static Value update(Dict dict, Arguments arguments) {
    if (arguments.first().isPresent()) {
      if (arguments.first().get() instanceof Dict more) {
        dict.entries.putAll(more.entries);
        dict.isOpen |= more.isOpen;
      } else {
        dict.isOpen = true;
      }
    }
    arguments.named().forEach((name, value) -> dict.entries.put(new Text(name), value));
    return Value.NONE;
  }

  private static Value ofPath(PathValue path, String method, Arguments arguments) {
    return switch (method) {
      case "resolve", "absolute", "expanduser" -> path;
      case "joinpath" ->
          Paths.join(arguments.withFirst(path).positional())
              .<Value>map(PathValue::new)
              .orElse(Value.UNKNOWN);
      case "as_posix", "__str__", "__fspath__" -> new Text(path.value());
      default -> Value.UNKNOWN;
    };
  }
}
