package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.BuiltinMethod;
import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods of strings, lists, dicts and paths that tables of operations are built with. */
final class BuiltinMethods {
  /** The methods of lists and dicts that leave them as they are. */
  private static final Set<String> READING =
      Set.of("copy", "count", "get", "index", "items", "keys", "values");

  private final Budget budget;
  private final Forks forks;
  private final TextMethods texts;

  BuiltinMethods(Budget budget, Forks forks) {
    this.budget = budget;
    this.forks = forks;
    this.texts = new TextMethods(budget);
  }

  Value call(BuiltinMethod method, Arguments arguments) {
    if (!READING.contains(method.name())) {
      Value.touch(method.self());
    }
    if (method.self() instanceof Text text) {
      return texts.call(text.value(), method.name(), arguments);
    } else if (method.self() instanceof Sequence list && !list.isTuple) {
      return ofList(list, method.name(), arguments);
    } else if (method.self() instanceof Dict dict) {
      return ofDict(dict, method.name(), arguments);
    } else if (method.self() instanceof PathValue path) {
      return ofPath(path, method.name(), arguments);
    } else if (method.self() instanceof NamesValue names) {
      return ofNames(names, method.name(), arguments);
    }
    return Value.UNKNOWN;
  }

  private Value ofList(Sequence list, String method, Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    switch (method) {
      case "append" -> list.addAll(List.of(first), budget);
      case "add" -> {
        if (!list.elements.contains(first)) {
          list.addAll(List.of(first), budget);
        }
      }
      case "extend", "update" -> extend(list, first);
      case "insert" -> insert(list, first, arguments.at(1).orElse(Value.UNKNOWN));
      case "remove", "discard", "clear" -> remove(list, method, first);
      case "reverse" -> Collections.reverse(list.elements);
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

  private Value ofNames(NamesValue names, String method, Arguments arguments) {
    if (method.equals("get")) {
      return arguments.first().orElse(Value.UNKNOWN) instanceof Text name
          ? names.names().get(name.value()).orElse(arguments.at(1).orElse(Value.NONE))
          : Value.UNKNOWN;
    }
    return READING.contains(method)
        ? ofDict(names.toDict(budget), method, arguments)
        : Value.UNKNOWN;
  }

  private void extend(Sequence list, Value more) {
    Optional<List<Value>> elements = Loops.elements(more, budget);
    if (elements.isPresent()) {
      list.addAll(elements.get(), budget);
    } else {
      list.forget();
    }
  }

  private void insert(Sequence list, Value index, Value value) {
    int size = list.elements.size();
    if (index instanceof Value.Int number && number.value().bitLength() < 31) {
      int at = number.value().intValue();
      list.insert(Math.max(0, Math.min(size, at < 0 ? size + at : at)), List.of(value), budget);
    } else {
      list.forget();
    }
  }

  private void remove(Sequence list, String method, Value element) {
    budget.charge(list.elements.size());
    if (!forks.isCertain()) {
      // On another course of the program it is still there.
      return;
    }
    if (method.equals("clear")) {
      list.elements.clear();
    } else if (!list.elements.remove(element) && !Arithmetic.isConstant(element)) {
      list.forget();
    }
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
      return Platform.isPluginish(dict) ? Value.OF_PLUGIN : Value.UNKNOWN;
    }
    return switch (method) {
      case "keys" -> sequence(List.copyOf(dict.entries.keySet()));
      case "values" -> sequence(List.copyOf(dict.entries.values()));
      case "items" -> items(dict);
      case "get" -> get(dict, arguments);
      case "pop" -> pop(dict, arguments);
      case "clear" -> {
        dict.isOpen &= !forks.isCertain();
        if (forks.isCertain()) {
          dict.entries.clear();
        }
        yield Value.NONE;
      }
      case "setdefault" -> setDefault(dict, arguments);
      case "copy" -> {
        Dict copy = new Dict();
        copy.putAll(dict, budget);
        yield copy;
      }
      case "update" -> update(dict, arguments);
      default -> {
        dict.isOpen |= !READING.contains(method);
        yield Value.UNKNOWN;
      }
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
    if (!Arithmetic.isKey(key)) {
      Value otherwise = arguments.at(1).orElse(Value.NONE);
      return Choices.of(List.of(Attributes.any(dict), otherwise));
    }
    return dict.isOpen ? Value.UNKNOWN : arguments.at(1).orElse(Value.NONE);
  }

  private Value pop(Dict dict, Arguments arguments) {
    Value value = get(dict, arguments);
    if (forks.isCertain()) {
      dict.entries.remove(arguments.first().orElse(Value.UNKNOWN));
    }
    return value;
  }

  private Value setDefault(Dict dict, Arguments arguments) {
    Value key = arguments.first().orElse(Value.UNKNOWN);
    if (!Arithmetic.isKey(key) || dict.isOpen) {
      dict.isOpen = true;
      return Value.UNKNOWN;
    }
    if (!dict.entries.containsKey(key)) {
      dict.put(key, arguments.at(1).orElse(Value.NONE), budget);
    }
    return dict.entries.getOrDefault(key, Value.UNKNOWN);
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
