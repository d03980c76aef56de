package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyPattern;
import dev.dvp.core.python.PyStatement;
import java.util.List;
import java.util.Set;

/** Follows the uses and bindings of names through statements, as Python runs them. */
final class StatementWalk {
  private final Names names;
  private final Conditions conditions;
  private final ExpressionWalk expressions;
  private final TryWalk tries;
  private final ImportWalk imports;

  StatementWalk(Names names) {
    this.names = names;
    this.conditions = new Conditions(names);
    this.expressions = new ExpressionWalk(names, conditions);
    this.tries = new TryWalk(names, this, expressions);
    this.imports = new ImportWalk(names);
  }

  /** Walks a block; what follows a branch that surely leaves it never runs. */
  void block(List<PyStatement> statements) {
    int muted = 0;
    for (PyStatement statement : statements) {
      visit(statement);
      if (statement instanceof PyStatement.If branch && leaves(branch)) {
        muted++;
        names.muted++;
      }
    }
    names.muted -= muted;
  }

  /** Whether 3.11 always takes a branch that ends in a jump. */
  private boolean leaves(PyStatement.If branch) {
    return switch (conditions.of(branch.test())) {
      case TRUE -> endsInJump(branch.body());
      case FALSE -> endsInJump(branch.orElse());
      case VERSION -> endsInJump(branch.body()) || endsInJump(branch.orElse());
      case UNKNOWN -> false;
    };
  }

  private static boolean endsInJump(List<PyStatement> body) {
    if (body.isEmpty()) {
      return false;
    }
    PyStatement last = body.get(body.size() - 1);
    return last instanceof PyStatement.Return
        || last instanceof PyStatement.Raise
        || last instanceof PyStatement.Continue
        || last instanceof PyStatement.Break;
  }

  private void visit(PyStatement statement) {
    if (statement instanceof PyStatement.ExpressionStatement expression) {
      expressions.visit(expression.value());
    } else if (statement instanceof PyStatement.Assign assign) {
      assign(assign);
    } else if (statement instanceof PyStatement.If branch) {
      branch(branch);
    } else if (statement instanceof PyStatement.Function function) {
      function(function);
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      definition(definition);
    } else if (statement instanceof PyStatement.For loop) {
      loop(loop);
    } else if (statement instanceof PyStatement.Try tried) {
      tries.visit(tried);
    } else if (statement instanceof PyStatement.With with) {
      with(with);
    } else if (statement instanceof PyStatement.Import imported) {
      imports.visit(imported);
    } else if (statement instanceof PyStatement.ImportFrom from) {
      imports.visit(from);
    } else {
      visitRare(statement);
    }
  }

  private void visitRare(PyStatement statement) {
    if (statement instanceof PyStatement.AnnotatedAssign assign) {
      annotated(assign);
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      augmented(assign);
    } else if (statement instanceof PyStatement.While loop) {
      loop(loop);
    } else if (statement instanceof PyStatement.Match match) {
      match(match);
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(this::delete);
    } else if (statement instanceof PyStatement.ScopeDeclaration declaration) {
      declaration.names().forEach(names::declareGlobal);
    } else {
      expressions.all(statement.expressions());
    }
  }

  private void assign(PyStatement.Assign assign) {
    expressions.visit(assign.value());
    for (PyExpression target : assign.targets()) {
      expressions.bind(target);
      if (target instanceof PyExpression.Name name) {
        keep(name.id(), assign.value());
      }
    }
  }

  private void keep(String name, PyExpression value) {
    expressions.magic().kept(value);
    if (names.scope.kind == Scope.Kind.MODULE) {
      expressions.magic().bound(name);
      Conditions.Verdict verdict = conditions.ofFlag(value);
      if (Conditions.isBuiltin(value)) {
        names.builtinAliases.add(name);
      }
      if (verdict.isKnown()) {
        names.versionFlags.put(name, verdict == Conditions.Verdict.TRUE);
      }
      if (name.equals("__all__")) {
        Exports.assign(names, value);
      }
    }
  }

  private void annotated(PyStatement.AnnotatedAssign assign) {
    boolean isName = assign.target() instanceof PyExpression.Name;
    boolean isTypeAlias =
        expressions.annotations().typingMember(assign.annotation()).equals("TypeAlias");
    if (assign.value().isPresent()) {
      if (isTypeAlias) {
        expressions.annotations().annotation(assign.value().get(), false);
      } else {
        expressions.visit(assign.value().get());
      }
      expressions.bind(assign.target());
    } else if (assign.target() instanceof PyExpression.Name name) {
      names.declare(name.id());
    } else {
      expressions.bind(assign.target());
    }
    boolean isLocal = names.scope.kind == Scope.Kind.FUNCTION;
    expressions.annotations().annotation(assign.annotation(), isLocal);
    if (isName && assign.value().isPresent()) {
      keep(((PyExpression.Name) assign.target()).id(), assign.value().get());
    }
  }

  private void augmented(PyStatement.AugmentedAssign assign) {
    if (assign.target() instanceof PyExpression.Name name) {
      names.load(name.id(), name.span());
    }
    expressions.visit(assign.value());
    expressions.bind(assign.target());
    names.facts.makesModules |=
        assign.target() instanceof PyExpression.Name name && name.id().equals("__path__");
    if (assign.target() instanceof PyExpression.Name name
        && name.id().equals("__all__")
        && names.scope.kind == Scope.Kind.MODULE) {
      Exports.extend(names, assign.value());
    }
  }

  private void delete(PyExpression target) {
    if (target instanceof PyExpression.Name name) {
      names.delete(name.id(), name.span());
    } else if (target instanceof PyExpression.Tuple || target instanceof PyExpression.ListDisplay) {
      target.children().forEach(this::delete);
    } else {
      expressions.all(target.children());
    }
  }

  private void branch(PyStatement.If branch) {
    expressions.visit(branch.test());
    Conditions.Verdict verdict = conditions.of(branch.test());
    Set<String> exempt = conditions.askedFor(branch.test());
    boolean isPlatform = Conditions.isOfPlatform(branch.test());
    names.exempt(exempt);
    names.platformGuards += isPlatform ? 1 : 0;
    names.muted += verdict.mutesBody() ? 1 : 0;
    skippable(branch.body());
    names.muted -= verdict.mutesBody() ? 1 : 0;
    names.muted += verdict.mutesElse() ? 1 : 0;
    skippable(branch.orElse());
    names.muted -= verdict.mutesElse() ? 1 : 0;
    names.platformGuards -= isPlatform ? 1 : 0;
    names.endExempt(exempt);
  }

  /** A block that may not run. */
  void skippable(List<PyStatement> body) {
    int mark = names.enterBranch();
    block(body);
    names.leaveBranch(mark);
  }

  private void loop(PyStatement.For loop) {
    expressions.visit(loop.iterable());
    names.enterLoop();
    int mark = names.enterBranch();
    expressions.bind(loop.target());
    block(loop.body());
    names.leaveBranch(mark);
    names.leaveLoop();
    skippable(loop.orElse());
  }

  private void loop(PyStatement.While loop) {
    boolean isDead = conditions.of(loop.test()).mutesBody();
    names.enterLoop();
    expressions.visit(loop.test());
    names.muted += isDead ? 1 : 0;
    skippable(loop.body());
    names.muted -= isDead ? 1 : 0;
    names.leaveLoop();
    skippable(loop.orElse());
  }

  private void with(PyStatement.With with) {
    for (PyStatement.WithItem item : with.items()) {
      expressions.visit(item.context());
      if (item.target().isPresent()) {
        expressions.bind(item.target().get());
      }
    }
    Guards guards = Guards.of(with);
    names.nameGuards += guards.catchesName() ? 1 : 0;
    names.importGuards += guards.catchesImport() ? 1 : 0;
    skippable(with.body());
    names.importGuards -= guards.catchesImport() ? 1 : 0;
    names.nameGuards -= guards.catchesName() ? 1 : 0;
  }

  private void match(PyStatement.Match match) {
    expressions.visit(match.subject());
    for (PyStatement.Case one : match.cases()) {
      int mark = names.enterBranch();
      pattern(one.pattern());
      if (one.guard().isPresent()) {
        expressions.visit(one.guard().get());
      }
      block(one.body());
      names.leaveBranch(mark);
    }
  }

  private void pattern(PyPattern pattern) {
    if (pattern instanceof PyPattern.Value value) {
      expressions.visit(value.value());
    } else if (pattern instanceof PyPattern.Sequence sequence) {
      sequence.patterns().forEach(this::pattern);
    } else if (pattern instanceof PyPattern.Alternatives alternatives) {
      alternatives.patterns().forEach(this::pattern);
    } else if (pattern instanceof PyPattern.Star star) {
      star.name().ifPresent(names::bind);
    } else if (pattern instanceof PyPattern.Capture capture) {
      capture.pattern().ifPresent(this::pattern);
      capture.name().ifPresent(names::bind);
    } else if (pattern instanceof PyPattern.Mapping mapping) {
      expressions.all(mapping.keys());
      mapping.patterns().forEach(this::pattern);
      mapping.rest().ifPresent(names::bind);
    } else if (pattern instanceof PyPattern.ClassPattern type) {
      expressions.visit(type.type());
      type.patterns().forEach(this::pattern);
      type.namedPatterns().forEach(this::pattern);
    }
  }

  private void function(PyStatement.Function function) {
    expressions.all(function.decorators());
    for (PyParameter parameter : function.parameters()) {
      parameter.defaultValue().ifPresent(expressions::visit);
    }
    for (PyParameter parameter : function.parameters()) {
      parameter
          .annotation()
          .ifPresent(annotation -> expressions.annotations().annotation(annotation, false));
    }
    function
        .returns()
        .ifPresent(annotation -> expressions.annotations().annotation(annotation, false));
    // Bound first: a body that deletes the name later has seen it.
    names.bind(function.name());
    names.deferBody(
        () -> {
          function.parameters().forEach(parameter -> names.bind(parameter.name()));
          block(function.body());
        });
  }

  private void definition(PyStatement.ClassDefinition definition) {
    expressions.all(definition.decorators());
    expressions.magic().decorated(definition);
    expressions.all(definition.bases());
    for (PyExpression.Keyword keyword : definition.keywords()) {
      expressions.visit(keyword.value());
    }
    names.push(Scope.Kind.CLASS);
    block(definition.body());
    names.pop();
    names.bind(definition.name());
  }
}
