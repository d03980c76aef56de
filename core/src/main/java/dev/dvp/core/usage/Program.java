package dev.dvp.core.usage;

import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.SourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What names mean, through imports and aliases and over all modules below srcDir. */
final class Program {
  /** How long a chain of aliases, attributes or imports is followed. */
  private static final int MAX_STEPS = 20;

  /**
   * What gives a name its value, and where.
   *
   * @param binding what it is
   * @param scope where it stands
   */
  record Bound(Binding binding, Scope scope) {}

  private final SourceTree tree;
  private final Function<String, List<String>> namesOfStarImport;
  private final Map<String, Optional<SourceModule>> modules = new HashMap<>();
  private final Map<String, String> canonical = new HashMap<>();

  Program(SourceTree tree, Function<String, List<String>> namesOfStarImport) {
    this.tree = tree;
    this.namesOfStarImport = namesOfStarImport;
  }

  /** A module below srcDir, with its scopes. */
  Optional<SourceModule> module(String name) {
    Optional<SourceModule> known = modules.get(name);
    if (known == null) {
      known = tree.find(name).flatMap(this::read);
      modules.put(name, known);
    }
    return known;
  }

  private Optional<SourceModule> read(ModuleFile file) {
    return file.file()
        .flatMap(
            path ->
                tree.read(path)
                    .module()
                    .map(parsed -> new SourceModule(file, path, parsed, namesOfStarImport)));
  }

  /** Whether there is a module or a package of that name below srcDir. */
  boolean hasModule(String name) {
    return tree.find(name).isPresent();
  }

  /**
   * The full name of what an expression of names and dots is, where it was first made: {@code
   * dlpx.virtualization.libs.run_bash} for a {@code bash} that was imported under that name, and
   * {@code builtins.open} for an {@code open} that nothing else binds.
   */
  Optional<String> dotted(PyExpression expression, Scope scope) {
    return dotted(expression, scope, MAX_STEPS);
  }

  private Optional<String> dotted(PyExpression expression, Scope scope, int steps) {
    if (steps <= 0) {
      return Optional.empty();
    }
    if (expression instanceof PyExpression.Attribute attribute) {
      return dotted(attribute.value(), scope, steps - 1)
          .map(value -> canonical(value + "." + attribute.name(), steps - 1));
    }
    if (!(expression instanceof PyExpression.Name name)) {
      return Optional.empty();
    }
    return scope.dotted(name.id(), () -> named(name, scope, steps));
  }

  private Optional<String> named(PyExpression.Name name, Scope scope, int steps) {
    Optional<Scope> owner = scope.owner(name.id());
    if (owner.isEmpty()) {
      boolean isBuiltin = !scope.module.top.hasUnknownStar();
      return isBuiltin ? Optional.of("builtins." + name.id()) : Optional.empty();
    }
    Optional<Binding> only = owner.get().only(name.id());
    if (only.isPresent() && only.get() instanceof Binding.Imported imported) {
      return Optional.of(canonical(imported.target(), steps - 1));
    }
    if (only.isPresent() && only.get() instanceof Binding.Assigned assigned) {
      return dotted(assigned.value(), owner.get(), steps - 1);
    }
    return Optional.empty();
  }

  /**
   * What gives a name, or an attribute of a module, its value, when there is but one such thing.
   */
  Optional<Bound> bound(PyExpression expression, Scope scope) {
    if (expression instanceof PyExpression.Name name) {
      Optional<Scope> owner = scope.owner(name.id());
      Optional<Binding> only = owner.flatMap(found -> found.only(name.id()));
      if (only.isPresent() && !(only.get() instanceof Binding.Imported)) {
        return Optional.of(new Bound(only.get(), owner.get()));
      }
    }
    return dotted(expression, scope).flatMap(this::bound);
  }

  private Optional<Bound> bound(String dotted) {
    int dot = dotted.lastIndexOf('.');
    if (dot < 0 || isPlatform(dotted)) {
      return Optional.empty();
    }
    String name = dotted.substring(dot + 1);
    return module(dotted.substring(0, dot))
        .flatMap(module -> module.top.only(name).map(only -> new Bound(only, module.top)));
  }

  static boolean isPlatform(String dotted) {
    return isBelow(dotted, "dlpx") || isBelow(dotted, "generated");
  }

  static boolean isBelow(String dotted, String module) {
    return dotted.startsWith(module)
        && (dotted.length() == module.length() || dotted.charAt(module.length()) == '.');
  }

  /** Follows a name through the modules that only pass it on. */
  private String canonical(String dotted, int steps) {
    String known = canonical.putIfAbsent(dotted, dotted);
    if (known == null) {
      // Whoever asks for it meanwhile has come back to where it began.
      known = follow(dotted, steps);
      canonical.put(dotted, known);
    }
    return known;
  }

  private String follow(String dotted, int steps) {
    if (steps <= 0 || isPlatform(dotted)) {
      return dotted;
    }
    int end = dotted.indexOf('.');
    while (end >= 0) {
      String prefix = dotted.substring(0, end);
      if (!hasModule(prefix)) {
        return dotted;
      }
      int next = dotted.indexOf('.', end + 1);
      String name = dotted.substring(end + 1, next < 0 ? dotted.length() : next);
      Optional<Bound> bound =
          module(prefix).flatMap(m -> m.top.only(name).map(only -> new Bound(only, m.top)));
      if (bound.isPresent()) {
        return passedOn(bound.get(), steps - 1)
            .map(target -> follow(target + (next < 0 ? "" : dotted.substring(next)), steps - 1))
            .orElse(dotted);
      }
      end = next;
    }
    return dotted;
  }

  private Optional<String> passedOn(Bound bound, int steps) {
    if (bound.binding() instanceof Binding.Imported imported) {
      return Optional.of(imported.target());
    }
    if (bound.binding() instanceof Binding.Assigned assigned) {
      return dotted(assigned.value(), bound.scope(), steps);
    }
    return Optional.empty();
  }
}
