package dev.dvp.core.python;

import dev.dvp.core.python.PyStatement.Alias;
import dev.dvp.core.python.PyStatement.AnnotatedAssign;
import dev.dvp.core.python.PyStatement.Assert;
import dev.dvp.core.python.PyStatement.Assign;
import dev.dvp.core.python.PyStatement.AugmentedAssign;
import dev.dvp.core.python.PyStatement.Case;
import dev.dvp.core.python.PyStatement.ClassDefinition;
import dev.dvp.core.python.PyStatement.Delete;
import dev.dvp.core.python.PyStatement.ExpressionStatement;
import dev.dvp.core.python.PyStatement.For;
import dev.dvp.core.python.PyStatement.Function;
import dev.dvp.core.python.PyStatement.Handler;
import dev.dvp.core.python.PyStatement.If;
import dev.dvp.core.python.PyStatement.Import;
import dev.dvp.core.python.PyStatement.ImportFrom;
import dev.dvp.core.python.PyStatement.Match;
import dev.dvp.core.python.PyStatement.Raise;
import dev.dvp.core.python.PyStatement.Return;
import dev.dvp.core.python.PyStatement.ScopeDeclaration;
import dev.dvp.core.python.PyStatement.Try;
import dev.dvp.core.python.PyStatement.While;
import dev.dvp.core.python.PyStatement.With;
import dev.dvp.core.python.PyStatement.WithItem;
import java.util.List;

/**
 * Writes a syntax tree as bytes that {@link TreeReader} makes an equal tree of: the texts, each
 * once, then the nodes in source order, places as differences. It recurses with the depth of the
 * tree, so it is called on a {@link DeepStack}.
 */
final class TreeWriter extends NodeWriter {
  private final ExpressionWriter expressions;
  private final PatternWriter patterns;

  private TreeWriter() {
    super(new State());
    this.expressions = new ExpressionWriter(state);
    this.patterns = new PatternWriter(state, expressions);
  }

  static void write(PyModule module, ByteSink to) {
    TreeWriter writer = new TreeWriter();
    writer.block(module.body());
    writer.state.strings.write(to);
    to.writeAll(writer.out);
  }

  private void block(List<PyStatement> statements) {
    list(statements, this::write);
  }

  private void start(int kind, PyStatement statement) {
    out.writeByte(kind);
    span(statement.span());
  }

  private void write(PyStatement statement) {
    if (!writeSimple(statement) && !writeImport(statement) && !writeBlock(statement)) {
      writeDefinition(statement);
    }
  }

  private boolean writeSimple(PyStatement statement) {
    if (statement instanceof ExpressionStatement expression) {
      start(NodeKind.EXPRESSION, expression);
      expressions.write(expression.value());
    } else if (statement instanceof Assign assign) {
      start(NodeKind.ASSIGN, assign);
      expressions.all(assign.targets());
      expressions.write(assign.value());
    } else if (statement instanceof Return returned) {
      start(NodeKind.RETURN, returned);
      expressions.optional(returned.value());
    } else if (statement instanceof Raise raise) {
      start(NodeKind.RAISE, raise);
      expressions.optional(raise.exception());
      expressions.optional(raise.cause());
    } else if (statement instanceof AugmentedAssign assign) {
      start(NodeKind.AUGMENTED_ASSIGN, assign);
      expressions.write(assign.target());
      expressions.operator(assign.operator());
      expressions.write(assign.value());
    } else if (statement instanceof AnnotatedAssign assign) {
      start(NodeKind.ANNOTATED_ASSIGN, assign);
      expressions.write(assign.target());
      expressions.write(assign.annotation());
      expressions.optional(assign.value());
    } else if (statement instanceof Delete delete) {
      start(NodeKind.DELETE, delete);
      expressions.all(delete.targets());
    } else if (statement instanceof Assert asserted) {
      start(NodeKind.ASSERT, asserted);
      expressions.write(asserted.test());
      expressions.optional(asserted.message());
    } else {
      return writeWord(statement);
    }
    return true;
  }

  private boolean writeWord(PyStatement statement) {
    if (statement instanceof PyStatement.Pass) {
      start(NodeKind.PASS, statement);
    } else if (statement instanceof PyStatement.Break) {
      start(NodeKind.BREAK, statement);
    } else if (statement instanceof PyStatement.Continue) {
      start(NodeKind.CONTINUE, statement);
    } else {
      return false;
    }
    return true;
  }

  private boolean writeImport(PyStatement statement) {
    if (statement instanceof Import imported) {
      start(NodeKind.IMPORT, imported);
      list(imported.names(), this::alias);
    } else if (statement instanceof ImportFrom from) {
      start(NodeKind.IMPORT_FROM, from);
      text(from.module());
      out.writeUnsigned(from.level());
      list(from.names(), this::alias);
    } else if (statement instanceof ScopeDeclaration declaration) {
      start(NodeKind.SCOPE_DECLARATION, declaration);
      list(declaration.names(), this::text);
      out.writeFlag(declaration.isGlobal());
    } else {
      return false;
    }
    return true;
  }

  private boolean writeBlock(PyStatement statement) {
    if (statement instanceof If choice) {
      start(NodeKind.IF, choice);
      expressions.write(choice.test());
      block(choice.body());
      block(choice.orElse());
    } else if (statement instanceof For loop) {
      start(NodeKind.FOR, loop);
      expressions.write(loop.target());
      expressions.write(loop.iterable());
      block(loop.body());
      block(loop.orElse());
      out.writeFlag(loop.isAsync());
    } else if (statement instanceof While loop) {
      start(NodeKind.WHILE, loop);
      expressions.write(loop.test());
      block(loop.body());
      block(loop.orElse());
    } else if (statement instanceof With with) {
      start(NodeKind.WITH, with);
      list(with.items(), this::item);
      block(with.body());
      out.writeFlag(with.isAsync());
    } else if (statement instanceof Try tried) {
      start(NodeKind.TRY, tried);
      block(tried.body());
      list(tried.handlers(), this::handler);
      block(tried.orElse());
      block(tried.finalBody());
      out.writeFlag(tried.isStar());
    } else if (statement instanceof Match match) {
      start(NodeKind.MATCH, match);
      expressions.write(match.subject());
      list(match.cases(), this::oneCase);
    } else {
      return false;
    }
    return true;
  }

  private void writeDefinition(PyStatement statement) {
    if (statement instanceof Function function) {
      start(NodeKind.FUNCTION, function);
      text(function.name());
      expressions.all(function.decorators());
      expressions.parameters(function.parameters());
      expressions.optional(function.returns());
      block(function.body());
      out.writeFlag(function.isAsync());
    } else if (statement instanceof ClassDefinition definition) {
      start(NodeKind.CLASS, definition);
      text(definition.name());
      expressions.all(definition.decorators());
      expressions.all(definition.bases());
      expressions.keywords(definition.keywords());
      block(definition.body());
    } else {
      throw new IllegalStateException("no code for " + statement.getClass());
    }
  }

  private void alias(Alias alias) {
    text(alias.name());
    optionalText(alias.alias());
    span(alias.span());
  }

  private void item(WithItem item) {
    expressions.write(item.context());
    expressions.optional(item.target());
  }

  private void handler(Handler handler) {
    expressions.optional(handler.type());
    optionalText(handler.name());
    block(handler.body());
    span(handler.span());
  }

  private void oneCase(Case one) {
    patterns.write(one.pattern());
    expressions.optional(one.guard());
    block(one.body());
  }
}
