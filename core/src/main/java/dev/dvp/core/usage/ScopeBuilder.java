package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyPattern;
import dev.dvp.core.python.PyStatement;
import java.util.List;
import java.util.function.Function;

/** Finds out what binds the names of a module, scope by scope. */
final class ScopeBuilder {
  private final SourceModule module;
  private final Function<String, List<String>> namesOfStarImport;

  /**
   * Begins.
   *
   * @param module the module
   * @param namesOfStarImport what a star import from a module binds; empty when nobody knows
   */
  ScopeBuilder(SourceModule module, Function<String, List<String>> namesOfStarImport) {
    this.module = module;
    this.namesOfStarImport = namesOfStarImport;
  }

  void build() {
    block(module.tree.body(), module.top);
  }

  private void block(List<PyStatement> statements, Scope scope) {
    for (PyStatement statement : statements) {
      statement(statement, scope);
    }
  }

  private void statement(PyStatement statement, Scope scope) {
    if (statement instanceof PyStatement.Function function) {
      scope.bind(function.name(), new Binding.Defined(function));
      function.expressions().forEach(part -> expression(part, scope));
      Scope inner = module.keep(function, scope.inner(function));
      parameters(function.parameters(), inner);
      block(function.body(), inner);
      return;
    }
    if (statement instanceof PyStatement.ClassDefinition defined) {
      scope.bind(defined.name(), new Binding.Other());
      defined.expressions().forEach(part -> expression(part, scope));
      block(defined.body(), module.keep(defined, scope.inner(Scope.Kind.CLASS)));
      return;
    }
    bindTargets(statement, scope);
    statement.expressions().forEach(part -> expression(part, scope));
    statement.blocks().forEach(inner -> block(inner, scope));
  }

  private static void parameters(List<PyParameter> parameters, Scope scope) {
    parameters.forEach(
        parameter -> scope.bind(parameter.name(), new Binding.Parameter(parameter.name())));
  }

  private void bindTargets(PyStatement statement, Scope scope) {
    if (statement instanceof PyStatement.Assign assign) {
      assign.targets().forEach(target -> bind(target, new Binding.Assigned(assign.value()), scope));
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      assign.value().ifPresent(value -> bind(assign.target(), new Binding.Assigned(value), scope));
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      bind(assign.target(), new Binding.Added(assign.value()), scope);
    } else if (statement instanceof PyStatement.For loop) {
      bind(loop.target(), new Binding.Element(loop.iterable()), scope);
    } else if (statement instanceof PyStatement.With with) {
      with.items()
          .forEach(item -> item.target().ifPresent(t -> bind(t, new Binding.Other(), scope)));
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(target -> bind(target, new Binding.Other(), scope));
    } else if (statement instanceof PyStatement.Try tried) {
      tried
          .handlers()
          .forEach(h -> h.name().ifPresent(name -> scope.bind(name, new Binding.Other())));
    } else if (statement instanceof PyStatement.Match match) {
      match.cases().forEach(one -> pattern(one.pattern(), scope));
    } else if (statement instanceof PyStatement.ScopeDeclaration declaration) {
      declaration.names().forEach(name -> scope.declare(name, declaration.isGlobal()));
    } else {
      imports(statement, scope);
    }
  }

  private void imports(PyStatement statement, Scope scope) {
    if (statement instanceof PyStatement.Import imported) {
      for (PyStatement.Alias alias : imported.names()) {
        String first = alias.name().split("\\.", 2)[0];
        String target = alias.alias().isPresent() ? alias.name() : first;
        scope.bind(alias.alias().orElse(first), new Binding.Imported(target));
      }
    } else if (statement instanceof PyStatement.ImportFrom from) {
      String base = module.file.absolute(from.module(), from.level()).orElse("?");
      for (PyStatement.Alias alias : from.names()) {
        if (alias.name().equals("*")) {
          List<String> names = namesOfStarImport.apply(base);
          if (names.isEmpty()) {
            module.top.addUnknownStar();
          }
          names.forEach(name -> scope.bind(name, new Binding.Imported(base + "." + name)));
        } else {
          String target = base + "." + alias.name();
          scope.bind(alias.alias().orElse(alias.name()), new Binding.Imported(target));
        }
      }
    }
  }

  /** A name gets the binding itself; the parts of a tuple get something else than the whole. */
  private static void bind(PyExpression target, Binding binding, Scope scope) {
    if (target instanceof PyExpression.Name name) {
      scope.bind(name.id(), binding);
    } else if (target instanceof PyExpression.Tuple
        || target instanceof PyExpression.ListDisplay
        || target instanceof PyExpression.Starred) {
      target.children().forEach(part -> bind(part, new Binding.Other(), scope));
    }
  }

  private static void pattern(PyPattern pattern, Scope scope) {
    if (pattern instanceof PyPattern.Capture capture) {
      capture.name().ifPresent(name -> scope.bind(name, new Binding.Other()));
      capture.pattern().ifPresent(inner -> pattern(inner, scope));
    } else if (pattern instanceof PyPattern.Star star) {
      star.name().ifPresent(name -> scope.bind(name, new Binding.Other()));
    } else if (pattern instanceof PyPattern.Sequence sequence) {
      sequence.patterns().forEach(inner -> pattern(inner, scope));
    } else if (pattern instanceof PyPattern.Alternatives alternatives) {
      alternatives.patterns().forEach(inner -> pattern(inner, scope));
    } else if (pattern instanceof PyPattern.Mapping mapping) {
      mapping.rest().ifPresent(name -> scope.bind(name, new Binding.Other()));
      mapping.patterns().forEach(inner -> pattern(inner, scope));
    } else if (pattern instanceof PyPattern.ClassPattern type) {
      type.patterns().forEach(inner -> pattern(inner, scope));
      type.namedPatterns().forEach(inner -> pattern(inner, scope));
    }
  }

  private void expression(PyExpression expression, Scope scope) {
    if (expression instanceof PyExpression.Lambda lambda) {
      Scope inner = module.keep(lambda, scope.inner(Scope.Kind.FUNCTION));
      parameters(lambda.parameters(), inner);
      lambda.parameters().forEach(p -> p.defaultValue().ifPresent(v -> expression(v, scope)));
      expression(lambda.body(), inner);
    } else if (expression instanceof PyExpression.Comprehension comprehension) {
      Scope inner = module.keep(comprehension, scope.inner(Scope.Kind.COMPREHENSION));
      for (PyExpression.Generator generator : comprehension.generators()) {
        bind(generator.target(), new Binding.Element(generator.iterable()), inner);
      }
      comprehension.children().forEach(part -> expression(part, inner));
    } else {
      if (expression instanceof PyExpression.Walrus walrus) {
        bind(walrus.target(), new Binding.Assigned(walrus.value()), outOfComprehensions(scope));
      }
      expression.children().forEach(part -> expression(part, scope));
    }
  }

  /** An assignment in a comprehension is one of the function around it. */
  private static Scope outOfComprehensions(Scope scope) {
    Scope outer = scope;
    while (outer.kind == Scope.Kind.COMPREHENSION) {
      outer = outer.parent().orElseThrow();
    }
    return outer;
  }
}
