package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Descriptor;
import dev.dvp.core.operations.Value.Int;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.operations.Value.Truth;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Functions of Python itself, as far as they matter for what a plugin registers. */
final class KnownCalls {
  /** Functions and decorators that give back their last argument. */
  private static final Set<String> GIVES_BACK =
      Set.of(
          "contextlib.contextmanager",
          "contextlib.asynccontextmanager",
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
      return plugin(name, frame, span);
    }
    if (name.startsWith("builtins.")) {
      return builtin(name.substring("builtins.".length()), arguments, frame, span);
    }
    if (GIVES_BACK.contains(name)) {
      // Without one it makes the decorator: @dataclass(frozen=True).
      return arguments.positional().isEmpty() ? new Value.Known(name) : last(arguments);
    }
    return library(name, arguments, frame, span);
  }

  private Value plugin(String name, Frame frame, Span span) {
    if (name.endsWith(".plugin")) {
      interpreter.report(
          OperationRule.OUTDATED_PLUGIN_MAKER
              .at(
                  frame.at(span),
                  "`plugin()` is what older releases called `Plugin()`, which is the one name in"
                      + " today's documentation.",
                  "Write `Plugin()`.")
              .withFix(interpreter.fixes.renameMaker(frame, span)));
    }
    return interpreter.platform.makePlugin(frame.at(span), Optional.empty());
  }

  private Value library(String name, Arguments arguments, Frame frame, Span span) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    return switch (name) {
      case "functools.partial" -> partial(arguments);
      case "functools.wraps" ->
          first instanceof FunctionValue function ? new Value.Wraps(function) : Value.UNKNOWN;
      case "importlib.import_module" -> importModule(arguments, frame, span);
      case "sys.exit", "os._exit", "os.abort" -> throw exit(name, frame, span);
      case "functools.lru_cache", "functools.cache" -> cache(name, arguments);
      case "functools.reduce" -> interpreter.iterables.reduce(arguments, frame, span);
      case "asyncio.run", "collections.deque", "collections.Counter" -> {
        Loops.elements(first, interpreter.budget);
        yield Value.UNKNOWN;
      }
      case "itertools.chain" -> interpreter.iterables.chain(arguments, frame, span);
      case "itertools.starmap" -> interpreter.iterables.applied("starmap", arguments, frame, span);
      case "sys.path.append", "sys.path.extend", "sys.path.insert", "site.addsitedir" ->
          searchPath(name, arguments);
      case "collections.OrderedDict" -> interpreter.iterables.call("dict", arguments, frame, span);
      case "collections.namedtuple" -> interpreter.objects.namedTuple(arguments, frame, span);
      case "functools.cached_property" ->
          first instanceof FunctionValue function
              ? new Descriptor("property", function)
              : Value.UNKNOWN;
      case "runpy.run_path", "runpy.run_module" -> {
        interpreter.notSeen(
            frame.at(span),
            "Which file is run here cannot be followed, so operations that it registers cannot be"
                + " seen.");
        yield Value.UNKNOWN;
      }
      case "types.SimpleNamespace" -> namespace(arguments, frame, span);
      default -> path(name, arguments, frame, span);
    };
  }

  private Value fromKeys(Arguments arguments) {
    Value.Dict dict = new Value.Dict();
    Optional<List<Value>> keys =
        arguments.first().flatMap(first -> Loops.elements(first, interpreter.budget));
    dict.isOpen = keys.isEmpty() || !keys.get().stream().allMatch(Arithmetic::isKey);
    Value value = arguments.at(1).orElse(Value.NONE);
    keys.orElse(List.of()).forEach(key -> dict.put(key, value, interpreter.budget));
    return dict;
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

  private static Value namespace(Arguments arguments, Frame frame, Span span) {
    Value.Instance made = new Value.Instance(type("SimpleNamespace", List.of(), frame, span));
    arguments.named().forEach(made.attributes::set);
    return made;
  }

  private static TypeValue type(String name, List<Value> bases, Frame frame, Span span) {
    return new TypeValue(name, bases, new Namespace(), List.of(), frame.at(span));
  }

  /** {@code type(name, bases, members)}. */
  private static Value newType(Arguments arguments, Frame frame, Span span) {
    if (arguments.at(2).orElse(Value.UNKNOWN) instanceof Value.Dict members
        && arguments.at(0).orElse(Value.UNKNOWN) instanceof Text name
        && arguments.at(1).orElse(Value.UNKNOWN) instanceof Sequence bases) {
      TypeValue type = type(name.value(), bases.elements, frame, span);
      members.entries.forEach(
          (key, value) -> {
            if (key instanceof Text member) {
              type.members().set(member.value(), value);
            }
          });
      return type;
    }
    return arguments.positional().size() == 1
            && arguments.positional().get(0) instanceof Value.Instance instance
        ? instance.type
        : Calls.opaque(arguments);
  }

  private Value path(String name, Arguments arguments, Frame frame, Span span) {
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
      default -> interpreter.calls.unfollowed(arguments, frame, span);
    };
  }

  private Value builtin(String name, Arguments arguments, Frame frame, Span span) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    return switch (name) {
      case "object.__new__" ->
          first instanceof TypeValue type ? new Value.Instance(type) : Value.UNKNOWN;
      case "type.__call__" ->
          first instanceof TypeValue type
              ? interpreter.objects.make(type, arguments.withoutFirst(), frame, span)
              : Value.UNKNOWN;
      case "property.setter" -> first;
      case "dict.fromkeys" -> fromKeys(arguments);
      case "type" -> newType(arguments, frame, span);
      case "getattr" -> getattr(arguments, frame, span);
      case "setattr" -> setattr(arguments, frame, span);
      case "hasattr" -> hasattr(first, arguments.at(1).orElse(Value.UNKNOWN));
      case "globals" -> new NamesValue(frame.module.names);
      case "locals" -> new NamesValue(frame.locals);
      case "dir" -> dir(first);
      case "vars" -> vars(arguments, frame);
      case "exec", "eval" -> execute(name, first, frame, span);
      case "__import__" -> importModule(arguments, frame, span);
      case "staticmethod", "classmethod", "property" ->
          first instanceof FunctionValue function ? new Descriptor(name, function) : Value.UNKNOWN;
      case "exit", "quit" -> throw exit(name, frame, span);
      case "int" -> integer(first, frame, span);
      case "super" -> superclass(frame);
      case "str" -> Arithmetic.string(first).<Value>map(Text::new).orElse(Value.UNKNOWN);
      case "len" -> Loops.size(first).<Value>map(Int::of).orElse(Value.UNKNOWN);
      case "bool" ->
          Arithmetic.truth(arguments.first().orElse(Value.NONE))
              .<Value>map(Truth::new)
              .orElse(Value.UNKNOWN);
      case "callable" -> first instanceof FunctionValue ? new Truth(true) : Value.UNKNOWN;
      default -> interpreter.iterables.call(name, arguments, frame, span);
    };
  }

  private static PythonRaise exit(String name, Frame frame, Span span) {
    // Nothing catches the end of the process itself.
    Value type = name.startsWith("os.") ? Value.UNKNOWN : Exceptions.builtin("SystemExit");
    return new PythonRaise(name + "()", frame.at(span), type);
  }

  /** {@code @functools.cache} and {@code @functools.lru_cache}, with or without parentheses. */
  private static Value cache(String name, Arguments arguments) {
    Value first = arguments.first().orElse(Value.NONE);
    boolean isMaker = first instanceof Int || first instanceof Value.None;
    return isMaker ? new Value.Known(name) : new Value.Cached(first);
  }

  private Value integer(Value text, Frame frame, Span span) {
    if (text instanceof Int || !(text instanceof Text written)) {
      return text instanceof Int ? text : Value.UNKNOWN;
    }
    String digits = written.value().strip();
    if (digits.matches("[+-]?[0-9]{1,18}")) {
      return Int.of(Long.parseLong(digits));
    }
    if (interpreter.guards > 0 && digits.matches("[A-Za-z]*")) {
      throw PythonRaise.of("ValueError", frame.at(span));
    }
    return Value.UNKNOWN;
  }

  /** {@code super()} of a method that is running. */
  private static Value superclass(Frame frame) {
    Optional<FunctionValue> running = frame.running;
    if (running.isEmpty() || running.get().parameters.isEmpty()) {
      return Value.UNKNOWN;
    }
    Optional<TypeValue> owner = running.get().definedIn.owner;
    Optional<Value> self = frame.locals.get(running.get().parameters.get(0).name());
    return owner.isPresent() && self.isPresent()
        ? new Value.Super(owner.get(), self.get())
        : Value.UNKNOWN;
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
    return Value.partOf(object);
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

  /** The names of a module, sorted, but for those that Python itself adds. */
  private Value dir(Value object) {
    return object instanceof Value.ModuleValue module && module.isPlain()
        ? new Sequence(
            new TreeSet<>(module.names.snapshot().keySet()).stream().<Value>map(Text::new).toList(),
            false)
        : Value.UNKNOWN;
  }

  private static Value vars(Arguments arguments, Frame frame) {
    if (arguments.isEmpty()) {
      return new NamesValue(frame.locals);
    }
    return arguments.first().orElse(Value.UNKNOWN) instanceof Value.ModuleValue module
            && module.isPlain()
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
      Optional<Value> anchor =
          arguments.at(1).or(() -> Optional.ofNullable(arguments.named().get("package")));
      ModuleFile from =
          anchor.isPresent() && anchor.get() instanceof Text known
              ? new ModuleFile(known.value(), Optional.empty(), List.of(Path.of("")))
              : frame.module.module;
      return from.absolute(text.substring(dots), dots)
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
