package dev.dvp.core.python;

import dev.dvp.core.python.PyStatement.Alias;
import dev.dvp.core.python.PyStatement.Case;
import dev.dvp.core.python.PyStatement.Handler;
import dev.dvp.core.python.PyStatement.WithItem;
import java.util.List;
import java.util.Optional;

/**
 * Makes a syntax tree of what {@link TreeWriter} wrote. Bytes that it did not write give {@link
 * ByteSource.Damaged}, never more nodes than there are bytes. It recurses with the depth of the
 * tree, so it is called on a {@link DeepStack}.
 */
final class TreeReader extends NodeReader {
  private final ExpressionReader expressions;
  private final PatternReader patterns;

  private TreeReader(State state) {
    super(state);
    this.expressions = new ExpressionReader(state);
    this.patterns = new PatternReader(state, expressions);
  }

  static PyModule read(ByteSource in) {
    return new PyModule(new TreeReader(new State(in)).block());
  }

  private List<PyStatement> block() {
    return list(this::read);
  }

  private PyStatement read() {
    enter();
    int kind = in.readByte();
    Span span = span();
    PyStatement statement =
        switch (kind) {
          case NodeKind.EXPRESSION -> new PyStatement.ExpressionStatement(expressions.read(), span);
          case NodeKind.ASSIGN ->
              new PyStatement.Assign(expressions.some(), expressions.read(), span);
          case NodeKind.RETURN -> new PyStatement.Return(expressions.optional(), span);
          case NodeKind.RAISE ->
              new PyStatement.Raise(expressions.optional(), expressions.optional(), span);
          case NodeKind.AUGMENTED_ASSIGN ->
              new PyStatement.AugmentedAssign(
                  expressions.read(), expressions.operator(), expressions.read(), span);
          case NodeKind.ANNOTATED_ASSIGN ->
              new PyStatement.AnnotatedAssign(
                  expressions.read(), expressions.read(), expressions.optional(), span);
          case NodeKind.DELETE -> new PyStatement.Delete(expressions.some(), span);
          case NodeKind.ASSERT ->
              new PyStatement.Assert(expressions.read(), expressions.optional(), span);
          case NodeKind.PASS -> new PyStatement.Pass(span);
          case NodeKind.BREAK -> new PyStatement.Break(span);
          case NodeKind.CONTINUE -> new PyStatement.Continue(span);
          default -> larger(kind, span);
        };
    leave();
    return statement;
  }

  private PyStatement larger(int kind, Span span) {
    return switch (kind) {
      case NodeKind.IMPORT -> new PyStatement.Import(list(this::alias), span);
      case NodeKind.IMPORT_FROM ->
          new PyStatement.ImportFrom(text(), in.readUnsigned(), list(this::alias), span);
      case NodeKind.SCOPE_DECLARATION ->
          new PyStatement.ScopeDeclaration(list(this::text), in.readFlag(), span);
      case NodeKind.IF -> new PyStatement.If(expressions.read(), block(), block(), span);
      case NodeKind.FOR ->
          new PyStatement.For(
              expressions.read(), expressions.read(), block(), block(), in.readFlag(), span);
      case NodeKind.WHILE -> new PyStatement.While(expressions.read(), block(), block(), span);
      case NodeKind.WITH -> new PyStatement.With(list(this::item), block(), in.readFlag(), span);
      case NodeKind.TRY ->
          new PyStatement.Try(block(), list(this::handler), block(), block(), in.readFlag(), span);
      case NodeKind.MATCH -> new PyStatement.Match(expressions.read(), list(this::oneCase), span);
      case NodeKind.FUNCTION -> function(span);
      case NodeKind.CLASS -> definition(span);
      default -> throw new ByteSource.Damaged();
    };
  }

  private PyStatement function(Span span) {
    String name = text();
    List<PyExpression> decorators = expressions.all();
    List<PyParameter> parameters = expressions.parameters();
    Optional<PyExpression> returns = expressions.optional();
    List<PyStatement> body = block();
    return new PyStatement.Function(
        name, parameters, body, decorators, returns, in.readFlag(), span);
  }

  private PyStatement definition(Span span) {
    String name = text();
    List<PyExpression> decorators = expressions.all();
    List<PyExpression> bases = expressions.all();
    List<PyExpression.Keyword> keywords = expressions.keywords();
    return new PyStatement.ClassDefinition(name, bases, keywords, block(), decorators, span);
  }

  private Alias alias() {
    return new Alias(text(), optionalText(), span());
  }

  private WithItem item() {
    return new WithItem(expressions.read(), expressions.optional());
  }

  private Handler handler() {
    return new Handler(expressions.optional(), optionalText(), block(), span());
  }

  private Case oneCase() {
    return new Case(patterns.read(), expressions.optional(), block());
  }
}
