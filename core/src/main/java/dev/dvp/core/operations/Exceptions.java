package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells which handler catches which exception, as far as both are known. */
final class Exceptions {
  private static final String BUILTIN = "builtins.";

  /** The exceptions that plugins catch, each with the one that it is a kind of. */
  private static final Map<String, String> PARENTS =
      Map.ofEntries(
          Map.entry("BaseException", ""),
          Map.entry("SystemExit", "BaseException"),
          Map.entry("KeyboardInterrupt", "BaseException"),
          Map.entry("Exception", "BaseException"),
          Map.entry("ArithmeticError", "Exception"),
          Map.entry("ZeroDivisionError", "ArithmeticError"),
          Map.entry("AssertionError", "Exception"),
          Map.entry("AttributeError", "Exception"),
          Map.entry("ImportError", "Exception"),
          Map.entry("ModuleNotFoundError", "ImportError"),
          Map.entry("LookupError", "Exception"),
          Map.entry("IndexError", "LookupError"),
          Map.entry("KeyError", "LookupError"),
          Map.entry("NameError", "Exception"),
          Map.entry("OSError", "Exception"),
          Map.entry("FileNotFoundError", "OSError"),
          Map.entry("RuntimeError", "Exception"),
          Map.entry("NotImplementedError", "RuntimeError"),
          Map.entry("RecursionError", "RuntimeError"),
          Map.entry("StopIteration", "Exception"),
          Map.entry("SyntaxError", "Exception"),
          Map.entry("TypeError", "Exception"),
          Map.entry("ValueError", "Exception"));

  private Exceptions() {}

  static boolean isBuiltin(String name) {
    return PARENTS.containsKey(name) || name.equals("IOError") || name.equals("EnvironmentError");
  }

  static Value builtin(String name) {
    return new Known(BUILTIN + name);
  }

  /** Whether a handler of one type catches an exception of the other; nothing when nobody knows. */
  static Optional<Boolean> catches(Value handler, Value raised) {
    if (handler instanceof Sequence types && !types.isTooLong) {
      boolean isDecided = true;
      for (Value type : types.elements) {
        Optional<Boolean> one = catches(type, raised);
        if (one.equals(Optional.of(true))) {
          return one;
        }
        isDecided &= one.isPresent();
      }
      return isDecided ? Optional.of(false) : Optional.empty();
    }
    return isKind(raised, handler);
  }

  private static Optional<Boolean> isKind(Value type, Value of) {
    if (!(of instanceof Known || of instanceof TypeValue)) {
      return Optional.empty();
    }
    if (type instanceof TypeValue own) {
      return own.lineage().contains(of)
          ? Optional.of(true)
          : any(
              own.lineage().stream().filter(parent -> !(parent instanceof TypeValue)).toList(), of);
    }
    if (!(type instanceof Known known) || !PARENTS.containsKey(simple(known))) {
      return Optional.empty();
    }
    if (of instanceof TypeValue) {
      return Optional.of(false);
    }
    String wanted = simple((Known) of);
    if (!PARENTS.containsKey(wanted)) {
      return Optional.empty();
    }
    String name = simple(known);
    while (!name.isEmpty() && !name.equals(wanted)) {
      name = PARENTS.getOrDefault(name, "");
    }
    return Optional.of(!name.isEmpty());
  }

  private static Optional<Boolean> any(List<Value> types, Value of) {
    boolean isDecided = true;
    for (Value type : types) {
      Optional<Boolean> one = isKind(type, of);
      if (one.equals(Optional.of(true))) {
        return one;
      }
      isDecided &= one.isPresent();
    }
    return isDecided ? Optional.of(false) : Optional.empty();
  }

  private static String simple(Known known) {
    String name = known.name();
    String plain = name.startsWith(BUILTIN) ? name.substring(BUILTIN.length()) : name;
    return plain.equals("IOError") || plain.equals("EnvironmentError") ? "OSError" : plain;
  }
}
