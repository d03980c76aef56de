package dev.dvp.core.python.names;

import dev.dvp.core.python.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the walk over a file is, and what is bound there: the state that statements, expressions
 * and annotations share. Function bodies wait until the module has been walked, since they run
 * later, and are walked in the order in which they were met.
 */
final class Names {
  /** What an expression is evaluated for. */
  enum Mode {
    VALUE,
    ANNOTATION,
    STRING_ANNOTATION
  }

  private record Undo(Scope scope, String name, Binding binding) {}

  private record Deferred(
      Runnable work,
      Scope scope,
      Frame frame,
      int muted,
      int platformGuards,
      Optional<Span> place) {}

  final FileNames facts;

  /** Names that some function declares global. */
  final Set<String> globals = new HashSet<>();

  /** Module-level flags that say which Python runs, with their value under 3.11. */
  final Map<String, Boolean> versionFlags = new HashMap<>();

  /** Names that stand for a builtin which 3.11 has: {@code getattr(builtins, "print", None)}. */
  final Set<String> builtinAliases = new HashSet<>();

  private final Deque<Deferred> deferred = new ArrayDeque<>();
  private final List<Undo> deletions = new ArrayList<>();
  private final Map<String, Integer> exempt = new HashMap<>();

  Scope scope;
  private Frame frame;
  Mode mode = Mode.VALUE;
  boolean hasFutureAnnotations;

  /** Whether annotations here are of a local variable, which Python does not evaluate. */
  boolean isLocalAnnotation;

  /** Branches around this place that never run. */
  int muted;

  /** Handlers of NameError around this place. */
  int nameGuards;

  /** Handlers of any exception around this place. */
  int broadGuards;

  /** What keeps a failing import here from being an error. */
  int importGuards;

  /** Branches around this place that run on some platforms alone, or never at import. */
  int platformGuards;

  /** For expressions read from a string: where the string stands. */
  Optional<Span> place = Optional.empty();

  private int clock;

  Names(FileNames facts) {
    this.facts = facts;
    this.frame = new Frame(0, true);
    this.scope = new Scope(Scope.Kind.MODULE, null, frame);
  }

  Frame frame() {
    return frame;
  }

  int tick() {
    return ++clock;
  }

  boolean isModuleLevel() {
    return frame.isModule;
  }

  // ---- binding

  void bind(String name) {
    bind(name, Binding.PLAIN);
  }

  void bind(String name, Binding binding) {
    scope.names.put(name, binding);
  }

  void declare(String name) {
    scope.names.putIfAbsent(name, Binding.DECLARED);
  }

  void bindWalrus(String name) {
    scope.ofWalrus().names.put(name, Binding.PLAIN);
  }

  void declareGlobal(String name) {
    if (scope.kind != Scope.Kind.MODULE) {
      globals.add(name);
      scope.names.put(name, Binding.PLAIN);
    }
  }

  void delete(String name, Span span) {
    Binding known = scope.names.get(name);
    if (known == null || known.state() != Binding.State.BOUND) {
      load(name, span);
      return;
    }
    if (frame.branches > 0) {
      deletions.add(new Undo(scope, name, known));
    }
    scope.names.put(name, Binding.deleted(0, tick()));
  }

  /** Enters code that may be skipped: what it deletes counts as there again behind it. */
  int enterBranch() {
    frame.branches++;
    return deletions.size();
  }

  void leaveBranch(int mark) {
    frame.branches--;
    for (int i = deletions.size() - 1; i >= mark; i--) {
      Undo undo = deletions.remove(i);
      Binding now = undo.scope.names.get(undo.name);
      if (now != null && now.state() == Binding.State.DELETED) {
        undo.scope.names.put(undo.name, undo.binding);
      }
    }
  }

  // ---- use

  void load(String name, Span span) {
    if (!isKnown(name)) {
      missing(name, span);
    }
  }

  private boolean isKnown(String name) {
    boolean isDeclarationEnough =
        mode == Mode.STRING_ANNOTATION || (mode == Mode.ANNOTATION && hasFutureAnnotations);
    return scope.find(name, isDeclarationEnough, frame()) != null
        || Builtins.contains(name)
        || (scope.kind == Scope.Kind.CLASS && Builtins.isClassMagic(name))
        || (name.equals("__class__") && scope.isInClass());
  }

  private void missing(String name, Span span) {
    boolean isGuarded =
        muted > 0
            || nameGuards > 0
            || (broadGuards > 0 && Python2Names.contains(name))
            || exempt.containsKey(name);
    if (isGuarded) {
      return;
    }
    boolean isNeverEvaluated =
        mode == Mode.STRING_ANNOTATION
            || (mode == Mode.ANNOTATION && (hasFutureAnnotations || isLocalAnnotation));
    Undefined.Use use = isNeverEvaluated ? Undefined.Use.ANNOTATION : Undefined.Use.VALUE;
    Undefined found =
        new Undefined(name, place.orElse(span), scope, frame(), facts.stars.size(), use);
    if (frame.lazy > 0) {
      frame.inLazy.add(found);
    } else if (frame.loops > 0) {
      frame.inLoop.add(found);
    } else {
      facts.undefined.add(found);
    }
  }

  void enterLoop() {
    frame.loops++;
  }

  void leaveLoop() {
    if (--frame.loops == 0 && !frame.inLoop.isEmpty()) {
      settle(frame.inLoop);
    }
  }

  private void settle(List<Undefined> open) {
    for (Undefined use : open) {
      if (use.scope().find(use.name(), false, use.frame()) == null) {
        facts.undefined.add(use);
      }
    }
    open.clear();
  }

  void exempt(Set<String> names) {
    names.forEach(name -> exempt.merge(name, 1, Integer::sum));
  }

  void endExempt(Set<String> names) {
    names.forEach(name -> exempt.computeIfPresent(name, (key, n) -> n == 1 ? null : n - 1));
  }

  Binding found(String name) {
    Binding binding = scope.find(name, true, frame());
    return binding == null ? Binding.PLAIN : binding;
  }

  // ---- scopes

  void push(Scope.Kind kind) {
    scope = new Scope(kind, scope, frame());
  }

  void pop() {
    Scope outer = scope.parent;
    if (outer == null) {
      throw new IllegalStateException("the module's scope has none around it");
    }
    scope = outer;
  }

  /** Walks a function's body when all that is around it has been walked. */
  void deferBody(Runnable body) {
    Frame own = new Frame(tick(), false);
    defer(body, new Scope(Scope.Kind.FUNCTION, scope, own), own);
  }

  /** Looks at an annotation later, as if some function did so in this scope. */
  void deferAnnotation(Runnable work) {
    defer(work, scope, new Frame(tick(), false));
  }

  private void defer(Runnable work, Scope in, Frame by) {
    deferred.add(new Deferred(work, in, by, muted, platformGuards, place));
  }

  /** Walks all that waits, and what that defers in turn. */
  void runDeferred() {
    settle(frame.inLazy);
    for (Deferred next = deferred.poll(); next != null; next = deferred.poll()) {
      scope = next.scope;
      frame = next.frame;
      place = next.place;
      muted = next.muted;
      platformGuards = next.platformGuards;
      mode = Mode.VALUE;
      isLocalAnnotation = false;
      next.work.run();
      settle(next.frame.inLazy);
    }
  }
}
