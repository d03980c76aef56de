package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyStatement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a Python object without running the program. Constants compare by value, objects
 * with an identity of their own (lists, functions, plugin objects) by identity.
 */
sealed interface Value
    permits FunctionValue,
        Lazy,
        Value.None,
        Value.Unknown,
        Value.Text,
        Value.Int,
        Value.Truth,
        Value.PathValue,
        Value.Choice,
        Value.Known,
        Value.Sequence,
        Value.Dict,
        Value.NamesValue,
        Value.ModuleValue,
        TypeValue,
        Value.Instance,
        Value.BoundMethod,
        Value.BuiltinMethod,
        Value.Descriptor,
        Value.Partial,
        Value.Cached,
        Value.Super,
        Value.Wraps,
        Value.PluginObject,
        Value.Group,
        Value.DecoratorMaker,
        Value.Decorator {
  /** Nothing is known of it. */
  Unknown UNKNOWN = new Unknown(Optional.empty(), false);

  /** Code that is not followed was given the plugin object, and gave this back. */
  Unknown OF_PLUGIN = new Unknown(Optional.empty(), true);

  /** {@code None}. */
  None NONE = new None();

  /** Notes that a list or dict may have been changed by code that is not followed. */
  static void touch(Value value) {
    if (value instanceof Sequence list) {
      list.isTouched = true;
    } else if (value instanceof Dict dict) {
      dict.isTouched = true;
    }
  }

  /** The type of {@link #NONE}. */
  record None() implements Value {}

  /**
   * An object of which nothing is known.
   *
   * @param about the function that it was made from, perhaps
   * @param mayBePlugin whether operations may be registered through it
   */
  record Unknown(Optional<FunctionValue> about, boolean mayBePlugin) implements Value {}

  /** What is taken out of an object that is not known. */
  static Unknown partOf(Value value) {
    return value instanceof Unknown unknown && unknown.mayBePlugin() ? OF_PLUGIN : UNKNOWN;
  }

  /** A string. */
  record Text(String value) implements Value {}

  /** An integer. */
  record Int(BigInteger value) implements Value {
    static Int of(long value) {
      return new Int(BigInteger.valueOf(value));
    }
  }

  /** A truth value. */
  record Truth(boolean value) implements Value {}

  /** A path of {@code pathlib}. */
  record PathValue(String value) implements Value {}

  /** One of several objects: branches that cannot be decided leave it open. */
  record Choice(List<Value> alternatives) implements Value {}

  /** An object of the standard library or the platform's packages, by its dotted name. */
  record Known(String name) implements Value {}

  /** A list, which may grow, or a tuple; sets count as lists. */
  final class Sequence implements Value {
    final List<Value> elements;
    final boolean isTuple;

    /** Whether it has grown too long to be followed; then it has no known element. */
    boolean isTooLong;

    /** Whether something has been done to it, so that what it lacked at first it may have now. */
    boolean isTouched;

    Sequence(List<Value> elements, boolean isTuple) {
      this.elements = new ArrayList<>(elements);
      this.isTuple = isTuple;
    }

    /** Notes that what it holds is not known any more. */
    void forget() {
      isTooLong = true;
      elements.clear();
    }

    /** Adds to the end, at the budget's cost. */
    void addAll(List<Value> more, Budget budget) {
      insert(elements.size(), more, budget);
    }

    void insert(int index, List<Value> more, Budget budget) {
      // What stands behind the place is moved.
      budget.charge((long) more.size() + elements.size() - index);
      if (budget.isTooLong((long) elements.size() + more.size())) {
        forget();
      } else if (!isTooLong) {
        elements.addAll(index, more);
      }
    }
  }

  /** A dict with constant keys. */
  final class Dict implements Value {
    final Map<Value, Value> entries = new LinkedHashMap<>();

    /** Whether it may hold more than is known. */
    boolean isOpen;

    /** Whether something has been done to it, so that what it lacked at first it may have now. */
    boolean isTouched;

    void put(Value key, Value value, Budget budget) {
      budget.chargeObjects(1);
      if (entries.containsKey(key) || !budget.isTooLong(entries.size() + 1L)) {
        entries.put(key, value);
      } else {
        isOpen = true;
      }
    }

    void putAll(Dict more, Budget budget) {
      budget.charge(more.entries.size());
      isOpen |= more.isOpen;
      if (more != this) {
        more.entries.forEach((key, value) -> put(key, value, budget));
      }
    }
  }

  /** The names of a module or a function, as {@code globals()} gives them. */
  record NamesValue(Namespace names) implements Value {
    /** What {@code dict(globals())} gives, but for the names that Python itself adds. */
    Dict toDict(Budget budget) {
      Dict dict = new Dict();
      names.snapshot().forEach((name, value) -> dict.put(new Text(name), value, budget));
      return dict;
    }
  }

  /** A module below the source folder. */
  final class ModuleValue implements Value {
    final ModuleFile module;
    final Namespace names = new Namespace();

    /** Whether its code is still running: a circular import sees it half filled. */
    boolean isRunning = true;

    /** Whether its names are not all known, since its file is no Python. */
    boolean isOpaque;

    /** Whether a star import may have bound names that are not known. */
    boolean hasMoreNames;

    /** Its code, once read. */
    List<PyStatement> body = List.of();

    /** Whether all its names are known. */
    boolean isPlain() {
      return !isOpaque && !hasMoreNames;
    }

    /** Whether one of its names is the plugin object or leads to it. */
    boolean seesPlugin() {
      return names.snapshot().values().stream().anyMatch(Platform::isPluginish);
    }

    ModuleValue(ModuleFile module) {
      this.module = module;
    }
  }

  /** An object of a class of the plugin. */
  final class Instance implements Value {
    final TypeValue type;
    final Namespace attributes = new Namespace();

    Instance(TypeValue type) {
      this.type = type;
    }
  }

  /** A method together with its object. */
  record BoundMethod(Value self, FunctionValue function) implements Value {}

  /** A method of a string, list, dict or path. */
  record BuiltinMethod(Value self, String name) implements Value {}

  /** A function in {@code staticmethod}, {@code classmethod} or {@code property}. */
  record Descriptor(String kind, FunctionValue function) implements Value {}

  /** What {@code functools.partial} gives. */
  record Partial(Value function, Arguments arguments) implements Value {
    // By identity, as in Python; partials of partials would take time without end to compare.
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** What {@code functools.lru_cache} makes of a function. */
  final class Cached implements Value {
    final Value function;

    /** What it gave when it was first called without arguments. */
    Optional<Value> result = Optional.empty();

    Cached(Value function) {
      this.function = function;
    }
  }

  /** What {@code super()} gives in a method of a class. */
  record Super(TypeValue owner, Value self) implements Value {}

  /** What {@code functools.wraps(function)} gives. */
  record Wraps(FunctionValue wrapped) implements Value {}

  /** The plugin object itself. */
  final class PluginObject implements Value {
    final Location made;
    final Namespace attributes = new Namespace();

    /** The class of the plugin's own that it is of. */
    final Optional<TypeValue> type;

    PluginObject(Location made, Optional<TypeValue> type) {
      this.made = made;
      this.type = type;
    }
  }

  /** {@code plugin.virtual}. */
  record Group(PluginObject plugin, String name) implements Value {}

  /** {@code plugin.virtual.start}: still to be called. */
  record DecoratorMaker(PluginObject plugin, String path) implements Value {}

  /** {@code plugin.virtual.start()}: takes the function. */
  record Decorator(PluginObject plugin, String path, Optional<MigrationId> id, Location where)
      implements Value {}
}
