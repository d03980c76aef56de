package dev.dvp.core.python.names;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope as Python nests them, with what is bound in it so far. */
final class Scope {
  enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    COMPREHENSION
  }

  final Kind kind;
  final @Nullable Scope parent;

  /** The code that fills the scope. */
  final Frame frame;

  final Map<String, Binding> names = new HashMap<>();

  Scope(Kind kind, @Nullable Scope parent, Frame frame) {
    this.kind = kind;
    this.parent = parent;
    this.frame = frame;
  }

  /** The binding that a name used here means, as far as it is visible to the code of a frame. */
  @Nullable Binding find(String name, boolean isDeclarationEnough, Frame user) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.kind == Kind.CLASS && scope != this) {
        continue;
      }
      Binding binding = scope.names.get(name);
      boolean isLater = scope.frame != user;
      if (binding != null && binding.isVisible(isDeclarationEnough, isLater, user.born)) {
        return binding;
      }
    }
    return null;
  }

  /** Whether code here is, or is nested in, the body of a class. */
  boolean isInClass() {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.kind == Kind.CLASS) {
        return true;
      }
    }
    return false;
  }

  /** The scope that an assignment expression binds in. */
  Scope ofWalrus() {
    Scope scope = this;
    while (scope.kind == Kind.COMPREHENSION && scope.parent != null) {
      scope = scope.parent;
    }
    return scope;
  }
}
