package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.BoundMethod;
import dev.dvp.core.operations.Value.Instance;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.operations.Value.Unknown;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls whatever can be called. */
final class Calls {
  /** As often a function may call itself under conditions that are not decided. */
  private static final int MAX_RECURSION = 2;

  private static final int MAX_DECIDED_RECURSION = 40;

  private final Interpreter interpreter;
  private final BuiltinMethods methods;
  private final IdentityHashMap<List<PyStatement>, Integer> active = new IdentityHashMap<>();

  Calls(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.methods = new BuiltinMethods(interpreter.budget, interpreter.forks);
  }

  Value call(Value callee, Arguments arguments, Frame frame, Span span) {
    if (callee instanceof Value.Choice choice) {
      return callEach(choice, arguments, frame, span);
    } else if (callee instanceof FunctionValue function) {
      return callFunction(function, arguments, frame, span);
    } else if (callee instanceof BoundMethod method) {
      return callFunction(method.function(), arguments.withFirst(method.self()), frame, span);
    } else if (callee instanceof TypeValue type) {
      return interpreter.objects.instantiate(type, arguments, frame, span);
    } else if (callee instanceof Value.Known known) {
      return interpreter.known.call(known.name(), arguments, frame, span);
    } else if (callee instanceof Value.DecoratorMaker factory) {
      return interpreter.platform.decorator(factory, arguments, frame, span);
    } else if (callee instanceof Value.Decorator decorator) {
      return interpreter.platform.register(decorator, arguments);
    } else if (callee instanceof Value.Group || callee instanceof Value.PluginObject) {
      return interpreter.platform.notCallable(callee, arguments, frame, span);
    }
    return callOther(callee, arguments, frame, span);
  }

  private Value callOther(Value callee, Arguments arguments, Frame frame, Span span) {
    if (callee instanceof Value.BuiltinMethod method) {
      return methods.call(method, arguments);
    } else if (callee instanceof Value.Partial partial) {
      interpreter.budget.charge(partial.arguments().positional().size());
      return call(partial.function(), partial.arguments().then(arguments), frame, span);
    } else if (callee instanceof Value.Cached cached) {
      return callCached(cached, arguments, frame, span);
    } else if (callee instanceof Value.Wraps wraps
        && arguments.first().orElse(Value.UNKNOWN) instanceof FunctionValue function) {
      function.wrapped = Optional.of(wraps.wrapped());
      return function;
    } else if (callee instanceof Instance instance) {
      Optional<Value> result =
          interpreter.objects.call(instance, "__call__", arguments, frame, span);
      if (result.isPresent()) {
        return result.get();
      }
    }
    arguments.all().forEach(Value::touch);
    boolean isOfPlugin = callee instanceof Unknown unknown && unknown.mayBePlugin();
    if (isOfPlugin && arguments.all().stream().anyMatch(Calls::isFunction)) {
      interpreter.notSeen(
          frame.at(span),
          "What is called here comes from the plugin object by a way that cannot be followed, so"
              + " what it registers cannot be seen.");
    } else if (arguments.all().stream().anyMatch(Platform::isPluginish)) {
      interpreter.notSeen(
          frame.at(span),
          "The plugin object is given to code that is not below the source folder, so what that"
              + " registers cannot be seen.");
      // Said once; what comes of it is not told again.
      return arguments.first().filter(FunctionValue.class::isInstance).isPresent()
          ? opaque(arguments)
          : Value.UNKNOWN;
    } else if (isOfPlugin) {
      return Value.OF_PLUGIN;
    }
    return unfollowed(arguments, frame, span);
  }

  private static boolean isFunction(Value value) {
    return value instanceof FunctionValue
        || value instanceof BoundMethod
        || (value instanceof Unknown unknown && unknown.about().isPresent());
  }

  /**
   * A call of code that is not below the source folder: it may walk or call what it is given, or
   * give it back.
   */
  Value unfollowed(Arguments arguments, Frame frame, Span span) {
    for (Value argument : arguments.all()) {
      if (argument instanceof Lazy lazy) {
        interpreter.forks.perhaps(frame, lazy::all);
      } else if (!Platform.isPluginish(argument) && interpreter.reach.mayRegister(argument)) {
        Arguments unknown = new Arguments(List.of(), Map.of(), true);
        interpreter.forks.perhaps(frame, () -> call(argument, unknown, frame, span));
      }
    }
    return opaque(arguments);
  }

  private Value callCached(Value.Cached cached, Arguments arguments, Frame frame, Span span) {
    if (!arguments.isEmpty()) {
      return call(cached.function, arguments, frame, span);
    }
    if (cached.result.isEmpty()) {
      cached.result = Optional.of(call(cached.function, arguments, frame, span));
    }
    return cached.result.get();
  }

  /** The result of a call that cannot be followed: perhaps the function it was given, decorated. */
  static Value opaque(Arguments arguments) {
    Value first = arguments.first().orElse(Value.UNKNOWN);
    if (first instanceof FunctionValue function) {
      return new Unknown(Optional.of(function), false);
    } else if (first instanceof Unknown unknown && unknown.about().isPresent()) {
      return unknown;
    }
    boolean isOfPlugin =
        arguments.all().stream()
            .anyMatch(
                value ->
                    Platform.isPluginish(value)
                        || (value instanceof Unknown unknown && unknown.mayBePlugin()));
    return isOfPlugin ? Value.OF_PLUGIN : Value.UNKNOWN;
  }

  private Value callEach(Value.Choice choice, Arguments arguments, Frame frame, Span span) {
    List<Value> callable =
        choice.alternatives().stream()
            .filter(a -> !Arithmetic.isConstant(a) || isKnown(a))
            .toList();
    if (callable.size() == 1) {
      return call(callable.get(0), arguments, frame, span);
    }
    List<Value> results = new ArrayList<>();
    List<Supplier<Flow>> arms = new ArrayList<>();
    for (Value alternative : callable) {
      arms.add(
          () -> {
            results.add(call(alternative, arguments, frame, span));
            return Flow.NORMAL;
          });
    }
    if (!arms.isEmpty()) {
      interpreter.forks.run(frame, arms);
    }
    return Choices.of(results);
  }

  private static boolean isKnown(Value value) {
    return value instanceof Value.Known;
  }

  private Value callFunction(FunctionValue function, Arguments arguments, Frame caller, Span span) {
    Frame frame = function.definedIn.inner(Frame.Kind.FUNCTION);
    frame.running = Optional.of(function);
    if (!function.isRunLater()) {
      return follow(function, arguments, frame, caller.at(span));
    }
    return new Lazy(
        interpreter,
        caller.at(span),
        () -> mayRegister(function, arguments),
        taker -> {
          frame.taker = Optional.of(outside(function, taker));
          follow(function, arguments, frame, caller.at(span));
        });
  }

  /** What takes a generator's elements is none of the generator's own work. */
  private Lazy.Taker outside(FunctionValue function, Lazy.Taker taker) {
    boolean isOutermost = interpreter.budget.isOutermostCall();
    int running = active.getOrDefault(function.body, 0);
    return element -> {
      int inner = active.getOrDefault(function.body, 0);
      Optional<int[]> work =
          isOutermost ? Optional.of(interpreter.budget.suspend()) : Optional.empty();
      active.put(function.body, running);
      try {
        taker.take(element);
      } finally {
        active.put(function.body, inner);
        work.ifPresent(interpreter.budget::resume);
      }
    };
  }

  private Value follow(FunctionValue function, Arguments arguments, Frame frame, Location called) {
    int running = active.getOrDefault(function.body, 0);
    int most = interpreter.forks.depth() == 0 ? MAX_DECIDED_RECURSION : MAX_RECURSION;
    if (interpreter.budget.isTooDeep() || running >= most) {
      if (running < most || interpreter.forks.depth() == 0) {
        tooMuch(function, arguments, called);
      }
      frame.taker.ifPresent(taker -> interpreter.loops.each(Value.UNKNOWN, frame, taker));
      return Value.UNKNOWN;
    }
    boolean isOutermost = interpreter.budget.isOutermostCall();
    bind(function, arguments, frame);
    active.put(function.body, running + 1);
    interpreter.budget.enterCall();
    try {
      return interpreter.forks.within(Flow.OF_FUNCTION, () -> run(function, frame));
    } catch (PythonRaise raised) {
      // Where an earlier return could not be decided, the raise is not certain either.
      if (frame.returned.isEmpty()) {
        throw raised;
      }
      return Choices.of(frame.returned);
    } catch (Budget.Spent spent) {
      if (!isOutermost || interpreter.budget.isExhausted()) {
        throw spent;
      }
      tooMuch(function, arguments, called);
      return Value.UNKNOWN;
    } finally {
      interpreter.budget.leaveCall();
      active.put(function.body, running);
    }
  }

  private Value run(FunctionValue function, Frame frame) {
    if (function.result.isPresent()) {
      return interpreter.evaluate(function.result.get(), frame);
    }
    Flow flow = interpreter.run(function.body, frame);
    List<Value> results = new ArrayList<>(frame.returned);
    if (flow != Flow.RETURN) {
      results.add(Value.NONE);
    }
    return Choices.of(results);
  }

  private boolean mayRegister(FunctionValue function, Arguments arguments) {
    return arguments.all().stream().anyMatch(Platform::isPluginish)
        || interpreter.reach.mayRegister(function);
  }

  private void tooMuch(FunctionValue function, Arguments arguments, Location called) {
    if (mayRegister(function, arguments)) {
      interpreter.notSeen(
          called,
          "`"
              + function.name
              + "` does too much while it is imported to be followed to its end,"
              + " so operations that it registers may be missing.");
    }
  }

  Map<String, Value> defaults(List<PyParameter> parameters, Frame frame) {
    Map<String, Value> defaults = new LinkedHashMap<>();
    for (PyParameter parameter : parameters) {
      parameter
          .defaultValue()
          .ifPresent(value -> defaults.put(parameter.name(), interpreter.evaluate(value, frame)));
    }
    return defaults;
  }

  private static void bind(FunctionValue function, Arguments arguments, Frame frame) {
    Map<String, Value> named = new LinkedHashMap<>(arguments.named());
    int next = 0;
    for (PyParameter parameter : function.parameters) {
      String name = parameter.name();
      Value value;
      switch (parameter.kind()) {
        case VAR_POSITIONAL -> {
          int from = Math.min(next, arguments.positional().size());
          List<Value> rest = arguments.positional().subList(from, arguments.positional().size());
          value = arguments.isOpen() ? Value.UNKNOWN : new Sequence(rest, true);
        }
        case VAR_KEYWORD -> value = rest(named, arguments.isOpen());
        case KEYWORD_ONLY -> value = byName(function, name, named);
        default -> {
          Optional<Value> position = arguments.at(next++);
          value = position.isPresent() ? position.get() : byName(function, name, named);
        }
      }
      frame.locals.set(name, value);
    }
  }

  private static Value byName(FunctionValue function, String name, Map<String, Value> named) {
    Value given = named.remove(name);
    return given != null ? given : function.defaults.getOrDefault(name, Value.UNKNOWN);
  }

  private static Value rest(Map<String, Value> named, boolean isOpen) {
    Value.Dict dict = new Value.Dict();
    named.forEach((name, value) -> dict.entries.put(new Text(name), value));
    dict.isOpen = isOpen;
    return dict;
  }
}
