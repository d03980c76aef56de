package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running module, class body or function: whose names it sees, and what it has given back. */
final class Frame {
  /** What is running. */
  enum Kind {
    MODULE,
    CLASS,
    FUNCTION
  }

  final Kind kind;
  final ModuleValue module;
  final Namespace locals;
  final Optional<Frame> enclosing;

  /** The class that a class body made; set when it is done. */
  Optional<TypeValue> owner = Optional.empty();

  /** The function that is running. */
  Optional<FunctionValue> running = Optional.empty();

  final Set<String> globalNames = new HashSet<>();
  final Set<String> outerNames = new HashSet<>();
  final List<Value> returned = new ArrayList<>();

  /** Who gets what the running generator yields. */
  Optional<Lazy.Taker> taker = Optional.empty();

  private Frame(Kind kind, ModuleValue module, Namespace locals, Optional<Frame> enclosing) {
    this.kind = kind;
    this.module = module;
    this.locals = locals;
    this.enclosing = enclosing;
  }

  static Frame ofModule(ModuleValue module) {
    return new Frame(Kind.MODULE, module, module.names, Optional.empty());
  }

  Frame inner(Kind innerKind) {
    return new Frame(innerKind, module, new Namespace(), Optional.of(this));
  }

  /** Python's lookup: own names, enclosing functions, the module; class bodies are passed over. */
  Optional<Value> lookUp(String name) {
    if (globalNames.contains(name)) {
      return module.names.get(name);
    }
    Optional<Value> own = locals.get(name);
    if (own.isPresent()) {
      return own;
    }
    Optional<Frame> outer = enclosing;
    while (outer.isPresent()) {
      Frame frame = outer.get();
      Optional<Value> value = frame.kind == Kind.CLASS ? Optional.empty() : frame.locals.get(name);
      if (value.isPresent()) {
        return value;
      }
      outer = frame.enclosing;
    }
    return Optional.empty();
  }

  void bind(String name, Value value) {
    namespaceOf(name).set(name, value);
  }

  void unbind(String name) {
    namespaceOf(name).remove(name);
  }

  private Namespace namespaceOf(String name) {
    if (globalNames.contains(name)) {
      return module.names;
    }
    if (outerNames.contains(name)) {
      for (Optional<Frame> outer = enclosing; outer.isPresent(); outer = outer.get().enclosing) {
        if (outer.get().kind == Kind.FUNCTION && outer.get().locals.get(name).isPresent()) {
          return outer.get().locals;
        }
      }
    }
    return locals;
  }

  Location at(Span span) {
    return new Location(file(), span.line(), span.column());
  }

  Path file() {
    return module.module.file().orElseThrow();
  }
}
