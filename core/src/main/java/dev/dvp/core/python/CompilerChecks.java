package dev.dvp.core.python;

import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import dev.dvp.core.python.PyExpression.Keyword;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What CPython refuses only after parser and symbol table: its compiler's own checks (compile.c and
 * future.c of 3.11), with its words.
 */
final class CompilerChecks {
  private static final Set<String> FUTURES =
      Set.of(
          "nested_scopes",
          "generators",
          "division",
          "absolute_import",
          "with_statement",
          "print_function",
          "unicode_literals",
          "barry_as_FLUFL",
          "generator_stop",
          "annotations");

  private enum Scope {
    MODULE,
    CLASS,
    FUNCTION,
    ASYNC_FUNCTION,
    COMPREHENSION;

    boolean isFunction() {
      return this != MODULE && this != CLASS;
    }
  }

  /** Where a statement stands: what is around it decides what it may be. */
  private record Place(Scope scope, boolean inLoop, boolean inStarHandler, boolean isGenerator) {
    Place inside(Scope other, boolean generator) {
      return new Place(other, false, false, generator);
    }

    Place looping() {
      return new Place(scope, true, false, isGenerator);
    }

    Place handlingStar() {
      return new Place(scope, false, true, isGenerator);
    }
  }

  /** CPython's recursion limit of 1,000 times the three frames that it counts for its compiler. */
  private static final int MAX_DEPTH = 3000;

  private final PatternChecks patterns = new PatternChecks();
  private int depth;

  void check(PyModule module) {
    checkFutures(module.body());
    block(module.body(), new Place(Scope.MODULE, false, false, false));
  }

  private static void checkFutures(List<PyStatement> body) {
    boolean mayStillCome = true;
    boolean first = true;
    for (PyStatement statement : body) {
      boolean future = statement instanceof PyStatement.ImportFrom from && isFuture(from);
      if (future && mayStillCome) {
        ((PyStatement.ImportFrom) statement).names().forEach(CompilerChecks::checkFeature);
      } else if (!(first && isDocstring(statement))) {
        mayStillCome = false;
      }
      first = false;
      if (future && !mayStillCome) {
        throw late(statement.span());
      }
    }
  }

  private static boolean isFuture(PyStatement.ImportFrom from) {
    return from.level() == 0 && from.module().equals("__future__");
  }

  private static boolean isDocstring(PyStatement statement) {
    return statement instanceof PyStatement.ExpressionStatement expression
        && expression.value() instanceof PyExpression.Text;
  }

  private static SyntaxProblem late(Span span) {
    return new SyntaxProblem(
        span, "from __future__ imports must occur at the beginning of the file");
  }

  private static void checkFeature(PyStatement.Alias alias) {
    if (alias.name().equals("braces")) {
      throw new SyntaxProblem(alias.span(), "not a chance");
    }
    if (!FUTURES.contains(alias.name())) {
      throw new SyntaxProblem(alias.span(), "future feature " + alias.name() + " is not defined");
    }
  }

  private void block(List<PyStatement> statements, Place place) {
    for (PyStatement statement : statements) {
      statement(statement, place);
    }
  }

  private void enter(Span span) {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxProblem(span, "too many nested expressions or blocks");
    }
  }

  private void statement(PyStatement statement, Place place) {
    enter(statement.span());
    checkKind(statement, place);
    ForbiddenNames.check(statement);
    for (PyExpression expression : statement.expressions()) {
      expression(expression, place.scope());
    }
    blocks(statement, place);
    depth--;
  }

  private void blocks(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.Function function) {
      Scope scope = function.isAsync() ? Scope.ASYNC_FUNCTION : Scope.FUNCTION;
      boolean generator = function.isAsync() && function.isGenerator();
      block(function.body(), place.inside(scope, generator));
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      checkKeywords(definition.keywords());
      block(definition.body(), place.inside(Scope.CLASS, false));
    } else if (statement instanceof PyStatement.For loop) {
      block(loop.body(), place.looping());
      block(loop.orElse(), place);
    } else if (statement instanceof PyStatement.While loop) {
      block(loop.body(), place.looping());
      block(loop.orElse(), place);
    } else if (statement instanceof PyStatement.Try tried) {
      block(tried.body(), place);
      tried
          .handlers()
          .forEach(one -> block(one.body(), tried.isStar() ? place.handlingStar() : place));
      block(tried.orElse(), place);
      block(tried.finalBody(), place);
    } else {
      statement.blocks().forEach(inner -> block(inner, place));
    }
  }

  private void checkKind(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.Return returned) {
      checkReturn(returned, place);
    } else if (statement instanceof PyStatement.Break
        || statement instanceof PyStatement.Continue) {
      checkJump(statement, place);
    } else if (statement instanceof PyStatement.For loop) {
      checkAsync(loop.isAsync(), "'async for'", loop.span(), place.scope());
      checkTarget(loop.target());
      checkPlain(loop.iterable());
    } else if (statement instanceof PyStatement.With with) {
      checkAsync(with.isAsync(), "'async with'", with.span(), place.scope());
      with.items().forEach(item -> item.target().ifPresent(CompilerChecks::checkTarget));
    } else if (statement instanceof PyStatement.Assign assign) {
      assign.targets().forEach(CompilerChecks::checkTarget);
      checkPlain(assign.value());
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      checkPlain(assign.value());
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      assign.value().ifPresent(CompilerChecks::checkPlain);
    } else if (statement instanceof PyStatement.ExpressionStatement expression) {
      checkPlain(expression.value());
    } else if (statement instanceof PyStatement.ImportFrom from
        && isFuture(from)
        && place.scope() != Scope.MODULE) {
      throw late(from.span());
    } else if (statement instanceof PyStatement.Try tried) {
      checkHandlers(tried.handlers());
    } else if (statement instanceof PyStatement.Match match) {
      patterns.check(match);
    }
  }

  private static void checkReturn(PyStatement.Return returned, Place place) {
    if (!place.scope().isFunction()) {
      throw new SyntaxProblem(returned.span(), "'return' outside function");
    }
    if (place.isGenerator() && returned.value().isPresent()) {
      throw new SyntaxProblem(returned.span(), "'return' with value in async generator");
    }
    returned.value().ifPresent(CompilerChecks::checkPlain);
    checkStarHandler(returned.span(), place);
  }

  private static void checkStarHandler(Span span, Place place) {
    if (place.inStarHandler()) {
      throw new SyntaxProblem(
          span, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
  }

  private static void checkJump(PyStatement statement, Place place) {
    checkStarHandler(statement.span(), place);
    if (!place.inLoop()) {
      boolean isBreak = statement instanceof PyStatement.Break;
      throw new SyntaxProblem(
          statement.span(), isBreak ? "'break' outside loop" : "'continue' not properly in loop");
    }
  }

  private static void checkAsync(boolean isAsync, String what, Span span, Scope scope) {
    if (isAsync && scope != Scope.ASYNC_FUNCTION) {
      throw new SyntaxProblem(span, what + " outside async function");
    }
  }

  private static void checkHandlers(List<PyStatement.Handler> handlers) {
    for (int i = 0; i < handlers.size() - 1; i++) {
      if (handlers.get(i).type().isEmpty()) {
        throw new SyntaxProblem(handlers.get(i).span(), "default 'except:' must be last");
      }
    }
  }

  private static void checkPlain(PyExpression value) {
    if (value instanceof PyExpression.Starred) {
      throw new SyntaxProblem(value.span(), "can't use starred expression here");
    }
  }

  private static void checkTarget(PyExpression target) {
    if (target instanceof PyExpression.Starred) {
      throw new SyntaxProblem(
          target.span(), "starred assignment target must be in a list or tuple");
    }
    ForbiddenNames.checkTarget(target);
    if (target instanceof PyExpression.Tuple || target instanceof PyExpression.ListDisplay) {
      boolean starred = false;
      for (PyExpression element : target.children()) {
        boolean star = element instanceof PyExpression.Starred;
        if (star && starred) {
          throw new SyntaxProblem(target.span(), "multiple starred expressions in assignment");
        }
        starred |= star;
        checkTarget(star ? ((PyExpression.Starred) element).value() : element);
      }
    }
  }

  private void expression(PyExpression expression, Scope scope) {
    enter(expression.span());
    ForbiddenNames.check(expression);
    Scope inner = scope;
    if (expression instanceof PyExpression.Yield yield) {
      checkYield(yield, scope);
    } else if (expression instanceof PyExpression.Await) {
      checkAwait(expression.span(), scope);
    } else if (expression instanceof PyExpression.Call call) {
      checkKeywords(call.keywords());
    } else if (expression instanceof PyExpression.Lambda) {
      inner = Scope.FUNCTION;
    } else if (expression instanceof Comprehension comprehension) {
      checkComprehension(comprehension, scope);
      inner = Scope.COMPREHENSION;
    }
    for (PyExpression child : expression.children()) {
      expression(child, inner);
    }
    depth--;
  }

  private static void checkYield(PyExpression.Yield yield, Scope scope) {
    if (!scope.isFunction()) {
      throw new SyntaxProblem(yield.span(), "'yield' outside function");
    }
    yield.value().ifPresent(CompilerChecks::checkPlain);
    if (yield.isFrom() && scope == Scope.ASYNC_FUNCTION) {
      throw new SyntaxProblem(yield.span(), "'yield from' inside async function");
    }
  }

  private static void checkAwait(Span span, Scope scope) {
    if (!scope.isFunction()) {
      throw new SyntaxProblem(span, "'await' outside function");
    }
    if (scope == Scope.FUNCTION) {
      throw new SyntaxProblem(span, "'await' outside async function");
    }
  }

  private static void checkComprehension(Comprehension comprehension, Scope scope) {
    boolean allowed =
        comprehension.kind() == ComprehensionKind.GENERATOR
            || scope == Scope.ASYNC_FUNCTION
            || scope == Scope.COMPREHENSION;
    if (!allowed && AsyncChecks.isAsync(comprehension)) {
      throw new SyntaxProblem(
          comprehension.span(), "asynchronous comprehension outside of an asynchronous function");
    }
  }

  private static void checkKeywords(List<Keyword> keywords) {
    if (keywords.size() < 2) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Keyword keyword : keywords) {
      if (keyword.name().isPresent() && !seen.add(keyword.name().get())) {
        throw new SyntaxProblem(
            keyword.span(), "keyword argument repeated: " + keyword.name().get());
      }
    }
  }
}
