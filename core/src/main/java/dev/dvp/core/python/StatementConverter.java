package dev.dvp.core.python;

import static dev.dvp.core.python.ExpressionConverter.span;

import com.oracle.graal.python.pegparser.sst.AliasTy;
import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.MatchCaseTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.sst.WithItemTy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the parser's statements into ours. */
final class StatementConverter extends NoNodes<PyStatement> {
  private final ExpressionConverter expressions = new ExpressionConverter();
  private final PatternConverter patterns = new PatternConverter(expressions);

  List<PyStatement> all(StmtTy @Nullable [] nodes) {
    if (nodes == null || nodes.length == 0) {
      return List.of();
    }
    PyStatement[] converted = new PyStatement[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      converted[i] = nodes[i].accept(this);
    }
    return List.of(converted);
  }

  @Override
  public PyStatement visit(StmtTy.FunctionDef node) {
    return function(node, node.name, node.args, node.body, node.decoratorList, node.returns, false);
  }

  @Override
  public PyStatement visit(StmtTy.AsyncFunctionDef node) {
    return function(node, node.name, node.args, node.body, node.decoratorList, node.returns, true);
  }

  private PyStatement function(
      SSTNode node,
      String name,
      @Nullable ArgumentsTy parameters,
      StmtTy[] body,
      ExprTy @Nullable [] decorators,
      @Nullable ExprTy returns,
      boolean isAsync) {
    return new PyStatement.Function(
        name,
        expressions.parameters(parameters),
        all(body),
        expressions.all(decorators),
        expressions.optional(returns),
        isAsync,
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.ClassDef node) {
    return new PyStatement.ClassDefinition(
        node.name,
        expressions.all(node.bases),
        expressions.keywords(node.keywords),
        all(node.body),
        expressions.all(node.decoratorList),
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Return node) {
    return new PyStatement.Return(expressions.optional(node.value), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Delete node) {
    return new PyStatement.Delete(expressions.all(node.targets), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Assign node) {
    return new PyStatement.Assign(
        expressions.all(node.targets), expressions.convert(node.value), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.AugAssign node) {
    return new PyStatement.AugmentedAssign(
        expressions.convert(node.target),
        Operators.of(node.op),
        expressions.convert(node.value),
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.AnnAssign node) {
    return new PyStatement.AnnotatedAssign(
        expressions.convert(node.target),
        expressions.convert(node.annotation),
        expressions.optional(node.value),
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.For node) {
    return loop(node, node.target, node.iter, node.body, node.orElse, false);
  }

  @Override
  public PyStatement visit(StmtTy.AsyncFor node) {
    return loop(node, node.target, node.iter, node.body, node.orElse, true);
  }

  private PyStatement loop(
      SSTNode node,
      ExprTy target,
      ExprTy iterable,
      StmtTy[] body,
      StmtTy @Nullable [] orElse,
      boolean isAsync) {
    return new PyStatement.For(
        expressions.convert(target),
        expressions.convert(iterable),
        all(body),
        all(orElse),
        isAsync,
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.While node) {
    return new PyStatement.While(
        expressions.convert(node.test), all(node.body), all(node.orElse), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.If node) {
    return new PyStatement.If(
        expressions.convert(node.test), all(node.body), all(node.orElse), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.With node) {
    return with(node.items, node.body, false, span(node));
  }

  @Override
  public PyStatement visit(StmtTy.AsyncWith node) {
    return with(node.items, node.body, true, span(node));
  }

  private PyStatement with(WithItemTy[] items, StmtTy[] body, boolean isAsync, Span span) {
    List<PyStatement.WithItem> converted = new ArrayList<>();
    for (WithItemTy item : items) {
      converted.add(
          new PyStatement.WithItem(
              expressions.convert(item.contextExpr), expressions.optional(item.optionalVars)));
    }
    return new PyStatement.With(List.copyOf(converted), all(body), isAsync, span);
  }

  @Override
  public PyStatement visit(StmtTy.Match node) {
    List<PyStatement.Case> cases = new ArrayList<>();
    for (MatchCaseTy one : node.cases) {
      cases.add(
          new PyStatement.Case(
              one.pattern.accept(patterns), expressions.optional(one.guard), all(one.body)));
    }
    return new PyStatement.Match(expressions.convert(node.subject), List.copyOf(cases), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Raise node) {
    return new PyStatement.Raise(
        expressions.optional(node.exc), expressions.optional(node.cause), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Try node) {
    return tryStatement(node, node.body, node.handlers, node.orElse, node.finalBody, false);
  }

  @Override
  public PyStatement visit(StmtTy.TryStar node) {
    return tryStatement(node, node.body, node.handlers, node.orElse, node.finalBody, true);
  }

  private PyStatement tryStatement(
      SSTNode node,
      StmtTy[] body,
      ExceptHandlerTy @Nullable [] handlers,
      StmtTy @Nullable [] orElse,
      StmtTy @Nullable [] finalBody,
      boolean isStar) {
    List<PyStatement.Handler> converted = new ArrayList<>();
    if (handlers != null) {
      for (ExceptHandlerTy handler : handlers) {
        converted.add(handler((ExceptHandlerTy.ExceptHandler) handler));
      }
    }
    return new PyStatement.Try(
        all(body), List.copyOf(converted), all(orElse), all(finalBody), isStar, span(node));
  }

  private PyStatement.Handler handler(ExceptHandlerTy.ExceptHandler node) {
    return new PyStatement.Handler(
        expressions.optional(node.type),
        Optional.ofNullable(node.name),
        all(node.body),
        span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Assert node) {
    return new PyStatement.Assert(
        expressions.convert(node.test), expressions.optional(node.msg), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Import node) {
    return new PyStatement.Import(aliases(node.names), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.ImportFrom node) {
    String module = node.module == null ? "" : node.module;
    return new PyStatement.ImportFrom(module, node.level, aliases(node.names), span(node));
  }

  private static List<PyStatement.Alias> aliases(AliasTy[] nodes) {
    List<PyStatement.Alias> aliases = new ArrayList<>(nodes.length);
    for (AliasTy node : nodes) {
      aliases.add(new PyStatement.Alias(node.name, Optional.ofNullable(node.asName), span(node)));
    }
    return List.copyOf(aliases);
  }

  @Override
  public PyStatement visit(StmtTy.Global node) {
    return new PyStatement.ScopeDeclaration(List.of(node.names), true, span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Nonlocal node) {
    return new PyStatement.ScopeDeclaration(List.of(node.names), false, span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Expr node) {
    return new PyStatement.ExpressionStatement(expressions.convert(node.value), span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Pass node) {
    return new PyStatement.Pass(span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Break node) {
    return new PyStatement.Break(span(node));
  }

  @Override
  public PyStatement visit(StmtTy.Continue node) {
    return new PyStatement.Continue(span(node));
  }
}
