package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Descriptor;
import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.operations.Value.Truth;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions of Python itself, as far as they matter for what a plugin registers. */
final class KnownCalls {
  private static final int MAX_RANGE = 1000;

  /** Functions and decorators that give back their last argument. */
  private static final Set<String> GIVES_BACK =
      Set.of(
          "functools.total_ordering",
          "dataclasses.dataclass",
          "enum.unique",
          "abc.abstractmethod",
          "typing.overload",
          "typing.final",
          "typing.no_type_check",
          "typing.cast",
          "atexit.register");

  private final Interpreter interpreter;

  KnownCalls(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value call(String name, Arguments arguments, Frame frame, Span span) {
    if (Platform.isPluginMaker(name)) {
      return interpreter.platform.makePlugin(frame.at(span));
    }
    if (name.startsWith("builtins.")) {
      return builtin(name.substring("builtins.".length()), arguments, frame, span);
    }
    if (GIVES_BACK.contains(name)) {
      return arguments.positional().isEmpty() ? Value.UNKNOWN : last(arguments);
    }
    Value first = arguments.first().orElse(Value.UNKNOWN);
    return switch (name) {
      case "functools.partial" -> partial(arguments);
      case "functools.wraps" ->
          first instanceof FunctionValue function ? new Value.Wraps(function) : Value.UNKNOWN;
      case "importlib.import_module" -> importModule(arguments, frame, span);
      case "sys.exit", "os._exit", "os.abort" ->
          throw new PythonRaise(name + "()", frame.at(span), true);
      case "sys.path.append", "sys.path.extend", "sys.path.insert", "site.addsitedir" ->
          searchPath(name, arguments);
      default -> path(name, arguments);
    };
  }

  private Value searchPath(String name, Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    if (name.endsWith("extend")) {
      SearchPath.extend(interpreter, first);
    } else if (name.endsWith("insert")) {
      int index = first instanceof Int i && i.value().signum() == 0 ? 0 : 1;
      SearchPath.add(interpreter, index, arguments.at(1).orElse(Value.UNKNOWN));
    } else {
      SearchPath.add(interpreter, Integer.MAX_VALUE, first);
    }
    return Value.NONE;
  }

  /**
   * The function itself, for decorators that give it back; {@code typing.cast}'s second argument.
   */
  private static Value last(Arguments arguments) {
    return arguments.positional().get(arguments.positional().size() - 1);
  }

  private static Value partial(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      return Value.UNKNOWN;
    }
    List<Value> rest = arguments.positional().subList(1, arguments.positional().size());
    return new Value.Partial(
        arguments.positional().get(0), new Arguments(rest, arguments.named(), arguments.isOpen()));
  }

  private Value path(String name, Arguments arguments) {
    Optional<String> text = arguments.first().flatMap(Paths::text);
    return switch (name) {
      case "os.path.join" ->
          Paths.join(arguments.positional(), interpreter.budget)
              .<Value>map(Text::new)
              .orElse(Value.UNKNOWN);
      case "os.path.dirname" ->
          text.<Value>map(t -> new Text(Paths.parent(t))).orElse(Value.UNKNOWN);
      case "os.path.basename" ->
          text.<Value>map(t -> new Text(Paths.lastName(t))).orElse(Value.UNKNOWN);
      case "os.path.abspath", "os.path.realpath", "os.path.normpath", "os.fspath" ->
          text.<Value>map(Text::new).orElse(Value.UNKNOWN);
      case "os.path.split" ->
          text.<Value>map(
                  t ->
                      new Sequence(
                          List.of(new Text(Paths.parent(t)), new Text(Paths.lastName(t))), true))
              .orElse(Value.UNKNOWN);
      case "pathlib.Path", "pathlib.PurePath", "pathlib.PurePosixPath" ->
          Paths.join(arguments.positional(), interpreter.budget)
              .<Value>map(PathValue::new)
              .orElse(Value.UNKNOWN);
      default -> Calls.opaque(arguments);
    };
  }

  private Value builtin(String name, Arguments arguments, Frame frame, Span span) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    return switch (name) {
      case "getattr" -> getattr(arguments, frame, span);
      case "setattr" -> setattr(arguments, frame, span);
      case "hasattr" -> hasattr(first, arguments.at(1).orElse(Value.UNKNOWN));
      case "globals" -> new NamesValue(frame.module.names);
      case "locals" -> new NamesValue(frame.locals);
      case "vars" -> vars(arguments, frame);
      case "exec", "eval" -> execute(name, first, frame, span);
      case "__import__" -> importModule(arguments, frame, span);
      case "staticmethod", "classmethod", "property" ->
          first instanceof FunctionValue function ? new Descriptor(name, function) : Value.UNKNOWN;
      case "exit", "quit" -> throw new PythonRaise(name + "()", frame.at(span), true);
      case "str" -> Arithmetic.string(first).<Value>map(Text::new).orElse(Value.UNKNOWN);
      case "len" -> Loops.size(first).<Value>map(Int::of).orElse(Value.UNKNOWN);
      case "callable" -> first instanceof FunctionValue ? new Truth(true) : Value.UNKNOWN;
      case "map" -> map(first, arguments, frame, span);
      default -> container(name, arguments);
    };
  }

  private Value container(String name, Arguments arguments) {
    return switch (name) {
      case "list", "set", "frozenset", "sorted" ->
          elements(arguments).<Value>map(e -> new Sequence(e, false)).orElse(Value.UNKNOWN);
      case "tuple" ->
          elements(arguments).<Value>map(e -> new Sequence(e, true)).orElse(Value.UNKNOWN);
      case "reversed" -> elements(arguments).map(KnownCalls::reversed).orElse(Value.UNKNOWN);
      case "enumerate" -> elements(arguments).map(this::numbered).orElse(Value.UNKNOWN);
      case "dict" -> dict(arguments);
      case "zip" -> zip(arguments);
      case "range" -> range(arguments);
      default -> Calls.opaque(arguments);
    };
  }

  private Optional<List<Value>> elements(Arguments arguments) {
    return arguments.positional().isEmpty()
        ? Optional.of(List.of())
        : elements(arguments.positional().get(0));
  }

  private Optional<List<Value>> elements(Value iterable) {
    return Loops.elements(iterable, interpreter.budget);
  }

  private static Value reversed(List<Value> elements) {
    List<Value> turned = new ArrayList<>(elements);
    Collections.reverse(turned);
    return new Sequence(turned, false);
  }

  private Value numbered(List<Value> elements) {
    interpreter.budget.chargeObjects(elements.size());
    List<Value> pairs = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      pairs.add(new Sequence(List.of(Int.of(i), elements.get(i)), true));
    }
    return new Sequence(pairs, false);
  }

  private Value dict(Arguments arguments) {
    Dict dict = new Dict();
    dict.isOpen = arguments.isOpen();
    if (arguments.first().isPresent()) {
      Value first = arguments.first().get();
      if (first instanceof Dict other) {
        dict.putAll(other, interpreter.budget);
      } else {
        addPairs(dict, elements(first));
      }
    }
    arguments.named().forEach((name, value) -> dict.put(new Text(name), value, interpreter.budget));
    return dict;
  }

  private void addPairs(Dict dict, Optional<List<Value>> pairs) {
    dict.isOpen |= pairs.isEmpty();
    for (Value pair : pairs.orElse(List.of())) {
      if (pair instanceof Sequence two
          && two.elements.size() == 2
          && Arithmetic.isConstant(two.elements.get(0))) {
        dict.put(two.elements.get(0), two.elements.get(1), interpreter.budget);
      } else {
        dict.isOpen = true;
      }
    }
  }

  private Value zip(Arguments arguments) {
    List<List<Value>> columns = new ArrayList<>();
    int rows = Integer.MAX_VALUE;
    for (Value argument : arguments.positional()) {
      Optional<List<Value>> elements = elements(argument);
      if (elements.isEmpty()) {
        return Value.UNKNOWN;
      }
      columns.add(elements.get());
      rows = Math.min(rows, elements.get().size());
    }
    interpreter.budget.chargeObjects(columns.isEmpty() ? 0 : rows);
    interpreter.budget.charge(columns.isEmpty() ? 0 : (long) rows * columns.size());
    List<Value> zipped = new ArrayList<>();
    for (int i = 0; i < (columns.isEmpty() ? 0 : rows); i++) {
      int row = i;
      zipped.add(new Sequence(columns.stream().map(column -> column.get(row)).toList(), true));
    }
    return new Sequence(zipped, false);
  }

  private Value range(Arguments arguments) {
    List<Integer> bounds = new ArrayList<>();
    for (Value argument : arguments.positional()) {
      if (argument instanceof Int number && number.value().bitLength() < 20) {
        bounds.add(number.value().intValue());
      }
    }
    boolean isPlain = bounds.size() == arguments.positional().size() && bounds.size() <= 2;
    if (!isPlain || bounds.isEmpty()) {
      return Value.UNKNOWN;
    }
    int from = bounds.size() == 1 ? 0 : bounds.get(0);
    int to = bounds.get(bounds.size() - 1);
    if (to - from > MAX_RANGE) {
      return Value.UNKNOWN;
    }
    interpreter.budget.charge(Math.max(0, to - from));
    List<Value> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add(Int.of(i));
    }
    return new Sequence(numbers, false);
  }

  private Value map(Value function, Arguments arguments, Frame frame, Span span) {
    Optional<List<Value>> elements = arguments.at(1).flatMap(this::elements);
    if (elements.isEmpty() || arguments.positional().size() != 2) {
      return Value.UNKNOWN;
    }
    List<Value> results = new ArrayList<>();
    for (Value element : elements.get()) {
      results.add(interpreter.calls.call(function, Arguments.of(element), frame, span));
    }
    return new Sequence(results, false);
  }

  private Value getattr(Arguments arguments, Frame frame, Span span) {
    Value object = arguments.first().orElse(Value.UNKNOWN);
    Value name = arguments.at(1).orElse(Value.UNKNOWN);
    if (name instanceof Text text) {
      Optional<Value> otherwise = arguments.at(2);
      boolean isAbsent =
          otherwise.isPresent()
              && Arithmetic.truth(hasattr(object, name)).equals(Optional.of(false));
      return isAbsent
          ? otherwise.orElse(Value.UNKNOWN)
          : interpreter.attributes.get(object, text.value(), frame, span);
    }
    if (Platform.isPluginish(object)) {
      interpreter.notSeen(
          frame.at(span),
          "Which attribute of the plugin object `getattr` takes is only known at run time, so what"
              + " it registers cannot be seen.");
    }
    return Value.UNKNOWN;
  }

  private Value setattr(Arguments arguments, Frame frame, Span span) {
    Value object = arguments.first().orElse(Value.UNKNOWN);
    Value value = arguments.at(2).orElse(Value.UNKNOWN);
    if (arguments.at(1).orElse(Value.UNKNOWN) instanceof Text name) {
      interpreter.targets.setAttribute(object, name.value(), value);
    } else if (Platform.isPluginish(object) || Platform.isPluginish(value)) {
      interpreter.notSeen(
          frame.at(span),
          "Which attribute `setattr` sets is only known at run time, so where the plugin object"
              + " goes cannot be seen.");
    }
    return Value.NONE;
  }

  private Value hasattr(Value object, Value name) {
    return name instanceof Text text
        ? interpreter
            .platform
            .has(object, text.value())
            .<Value>map(Truth::new)
            .orElse(Value.UNKNOWN)
        : Value.UNKNOWN;
  }

  private static Value vars(Arguments arguments, Frame frame) {
    if (arguments.isEmpty()) {
      return new NamesValue(frame.locals);
    }
    return arguments.first().orElse(Value.UNKNOWN) instanceof Value.ModuleValue module
        ? new NamesValue(module.names)
        : Value.UNKNOWN;
  }

  /** Code in a string is not followed; it matters where the plugin object is in reach of it. */
  private Value execute(String name, Value code, Frame frame, Span span) {
    boolean mayRegister =
        frame.module.names.snapshot().entrySet().stream()
            .filter(entry -> Platform.isPluginish(entry.getValue()))
            .anyMatch(entry -> !(code instanceof Text t) || t.value().contains(entry.getKey()));
    if (mayRegister) {
      interpreter.notSeen(
          frame.at(span),
          "`"
              + name
              + "` runs code that is made at run time where the plugin object is in reach,"
              + " so what that registers cannot be seen.");
    }
    return Value.UNKNOWN;
  }

  private Value importModule(Arguments arguments, Frame frame, Span span) {
    if (arguments.first().orElse(Value.UNKNOWN) instanceof Text name) {
      String text = name.value();
      int dots = 0;
      while (dots < text.length() && text.charAt(dots) == '.') {
        dots++;
      }
      return frame
          .module
          .module
          .absolute(text.substring(dots), dots)
          .map(interpreter.imports::load)
          .orElse(Value.UNKNOWN);
    }
    interpreter.notSeen(
        frame.at(span),
        "Which module is imported here is only known at run time, so operations that it registers"
            + " cannot be seen.");
    return Value.UNKNOWN;
  }
}
