package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/** A module below srcDir with the scopes in it. */
final class SourceModule {
  final ModuleFile file;
  final Path path;
  final PyModule tree;
  final Scope top;

  /**
   * The scope that a function, class, lambda or comprehension makes; equal ones are not the same.
   */
  private final IdentityHashMap<Object, Scope> scopes = new IdentityHashMap<>();

  SourceModule(
      ModuleFile file, Path path, PyModule tree, Function<String, List<String>> namesOfStarImport) {
    this.file = file;
    this.path = path;
    this.tree = tree;
    this.top = new Scope(this);
    new ScopeBuilder(this, namesOfStarImport).build();
  }

  Scope keep(Object node, Scope scope) {
    scopes.put(node, scope);
    return scope;
  }

  Scope scopeOf(PyStatement definition) {
    return known(definition);
  }

  Scope scopeOf(PyExpression lambdaOrComprehension) {
    return known(lambdaOrComprehension);
  }

  private Scope known(Object node) {
    Scope scope = scopes.get(node);
    if (scope == null) {
      throw new IllegalStateException("no scope for " + node.getClass());
    }
    return scope;
  }

  Location at(Span span) {
    return new Location(path, span.line(), span.column());
  }
}
