package dev.dvp.core.usage;

import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stretch of source with names of its own. */
final class Scope {
  /** What makes a scope. */
  enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    COMPREHENSION
  }

  final Kind kind;
  final SourceModule module;
  private final @Nullable Scope parent;
  private final PyStatement.@Nullable Function function;
  private final Map<String, List<Binding>> bindings = new HashMap<>();

  /** Names that a {@code global} or {@code nonlocal} statement sends elsewhere. */
  private final Map<String, Scope> elsewhere = new HashMap<>();

  private final Map<String, Optional<String>> dotted = new HashMap<>();

  /** Whether a star import may have bound names that are not listed. */
  private boolean hasUnknownStar;

  Scope(SourceModule module) {
    this(Kind.MODULE, module, null, null);
  }

  private Scope(
      Kind kind,
      SourceModule module,
      @Nullable Scope parent,
      PyStatement.@Nullable Function function) {
    this.kind = kind;
    this.module = module;
    this.parent = parent;
    this.function = function;
  }

  Scope inner(Kind innerKind) {
    return new Scope(innerKind, module, this, null);
  }

  Scope inner(PyStatement.Function made) {
    return new Scope(Kind.FUNCTION, module, this, made);
  }

  /** The function whose names these are, when a {@code def} makes the scope. */
  Optional<PyStatement.Function> function() {
    return Optional.ofNullable(function);
  }

  Optional<Scope> parent() {
    return Optional.ofNullable(parent);
  }

  boolean hasUnknownStar() {
    return hasUnknownStar;
  }

  void addUnknownStar() {
    hasUnknownStar = true;
  }

  void bind(String name, Binding binding) {
    Scope target = elsewhere.getOrDefault(name, this);
    List<Binding> all = target.bindings.computeIfAbsent(name, key -> new ArrayList<>(1));
    // `import a.b` and `import a.c` both bind `a`, and a fallback import may repeat the first.
    boolean isRepeated =
        all.size() == 1 && binding instanceof Binding.Imported && binding.equals(all.get(0));
    if (!isRepeated) {
      all.add(binding);
    }
  }

  /** Obeys {@code global name} or {@code nonlocal name}. */
  void declare(String name, boolean isGlobal) {
    Scope target = this;
    if (isGlobal) {
      while (target.parent != null) {
        target = target.parent;
      }
    } else {
      target = enclosingFunction(name);
    }
    if (target != this) {
      elsewhere.put(name, target);
      // Bound by two functions, in an order that nobody sees.
      target.bind(name, new Binding.Other());
    }
  }

  private Scope enclosingFunction(String name) {
    Scope nearest = this;
    for (Scope scope = parent; scope != null; scope = scope.parent) {
      if (scope.kind == Kind.FUNCTION) {
        nearest = nearest == this ? scope : nearest;
        if (scope.bindings.containsKey(name)) {
          return scope;
        }
      }
    }
    return nearest;
  }

  /** The scope whose name it is when it is read here; nothing for builtins and what is unknown. */
  Optional<Scope> owner(String name) {
    Scope sent = elsewhere.get(name);
    if (sent != null) {
      return Optional.of(sent);
    }
    for (Scope scope = this; scope != null; scope = scope.parent) {
      boolean isSeen = scope == this || scope.kind != Kind.CLASS;
      if (isSeen && scope.bindings.containsKey(name)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** All that binds a name of this very scope. */
  List<Binding> bindings(String name) {
    return bindings.getOrDefault(name, List.of());
  }

  /** What binds a name, when there is but one way to get its value. */
  Optional<Binding> only(String name) {
    List<Binding> all = bindings(name);
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Remembers the full name of what a name is here; asked for again and again. */
  Optional<String> dotted(String name, Supplier<Optional<String>> found) {
    Optional<String> known = dotted.get(name);
    if (known == null) {
      known = found.get();
      dotted.put(name, known);
    }
    return known;
  }
}
