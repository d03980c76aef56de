package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.sst.ArgTy;
import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.BoolOpTy;
import com.oracle.graal.python.pegparser.sst.ComprehensionTy;
import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.KeywordTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import dev.dvp.core.python.PyExpression.DictEntry;
import dev.dvp.core.python.PyExpression.Generator;
import dev.dvp.core.python.PyExpression.Keyword;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the parser's expressions into ours. */
final class ExpressionConverter extends NoNodes<PyExpression> {
  static Span span(SSTNode node) {
    SourceRange range = node.getSourceRange();
    return new Span(
        range.startLine, range.startColumn + 1, range.endLine, Math.max(0, range.endColumn) + 1);
  }

  PyExpression convert(ExprTy node) {
    return node.accept(this);
  }

  Optional<PyExpression> optional(@Nullable ExprTy node) {
    return node == null ? Optional.empty() : Optional.of(node.accept(this));
  }

  List<PyExpression> all(ExprTy @Nullable [] nodes) {
    if (nodes == null || nodes.length == 0) {
      return List.of();
    }
    PyExpression[] converted = new PyExpression[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      converted[i] = nodes[i].accept(this);
    }
    return List.of(converted);
  }

  List<Keyword> keywords(KeywordTy @Nullable [] nodes) {
    if (nodes == null || nodes.length == 0) {
      return List.of();
    }
    List<Keyword> keywords = new ArrayList<>(nodes.length);
    for (KeywordTy node : nodes) {
      keywords.add(new Keyword(Optional.ofNullable(node.arg), convert(node.value), span(node)));
    }
    return List.copyOf(keywords);
  }

  List<PyParameter> parameters(@Nullable ArgumentsTy node) {
    if (node == null) {
      return List.of();
    }
    List<PyParameter> parameters = new ArrayList<>();
    int positional = length(node.posOnlyArgs) + length(node.args);
    int withoutDefault = positional - length(node.defaults);
    for (int i = 0; i < positional; i++) {
      boolean only = i < length(node.posOnlyArgs);
      ArgTy arg = only ? node.posOnlyArgs[i] : node.args[i - length(node.posOnlyArgs)];
      ParameterKind kind =
          only ? ParameterKind.POSITIONAL_ONLY : ParameterKind.POSITIONAL_OR_KEYWORD;
      ExprTy value = i < withoutDefault ? null : node.defaults[i - withoutDefault];
      parameters.add(parameter(arg, kind, value));
    }
    if (node.varArg != null) {
      parameters.add(parameter(node.varArg, ParameterKind.VAR_POSITIONAL, null));
    }
    for (int i = 0; i < length(node.kwOnlyArgs); i++) {
      ExprTy value = node.kwDefaults == null ? null : node.kwDefaults[i];
      parameters.add(parameter(node.kwOnlyArgs[i], ParameterKind.KEYWORD_ONLY, value));
    }
    if (node.kwArg != null) {
      parameters.add(parameter(node.kwArg, ParameterKind.VAR_KEYWORD, null));
    }
    return List.copyOf(parameters);
  }

  private PyParameter parameter(ArgTy arg, ParameterKind kind, @Nullable ExprTy value) {
    return new PyParameter(arg.arg, kind, optional(arg.annotation), optional(value), span(arg));
  }

  private static int length(Object @Nullable [] array) {
    return array == null ? 0 : array.length;
  }

  @Override
  public PyExpression visit(ExprTy.BoolOp node) {
    return new PyExpression.Logical(node.op == BoolOpTy.And, all(node.values), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.NamedExpr node) {
    return new PyExpression.Walrus(convert(node.target), convert(node.value), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.BinOp node) {
    return new PyExpression.Binary(
        convert(node.left), Operators.of(node.op), convert(node.right), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.UnaryOp node) {
    return new PyExpression.Unary(Operators.of(node.op), convert(node.operand), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Lambda node) {
    return new PyExpression.Lambda(parameters(node.args), convert(node.body), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.IfExp node) {
    return new PyExpression.Conditional(
        convert(node.test), convert(node.body), convert(node.orElse), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Dict node) {
    List<DictEntry> entries = new ArrayList<>();
    for (int i = 0; i < length(node.values); i++) {
      entries.add(new DictEntry(optional(node.keys[i]), convert(node.values[i])));
    }
    return new PyExpression.DictDisplay(List.copyOf(entries), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Set node) {
    return new PyExpression.SetDisplay(all(node.elements), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.ListComp node) {
    return comprehension(ComprehensionKind.LIST, node.element, null, node.generators, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.SetComp node) {
    return comprehension(ComprehensionKind.SET, node.element, null, node.generators, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.DictComp node) {
    return comprehension(ComprehensionKind.DICT, node.key, node.value, node.generators, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.GeneratorExp node) {
    return comprehension(
        ComprehensionKind.GENERATOR, node.element, null, node.generators, span(node));
  }

  private PyExpression comprehension(
      ComprehensionKind kind,
      ExprTy element,
      @Nullable ExprTy value,
      ComprehensionTy[] generators,
      Span span) {
    List<Generator> converted = new ArrayList<>();
    for (ComprehensionTy generator : generators) {
      converted.add(
          new Generator(
              convert(generator.target),
              convert(generator.iter),
              all(generator.ifs),
              generator.isAsync));
    }
    return new Comprehension(kind, convert(element), optional(value), List.copyOf(converted), span);
  }

  @Override
  public PyExpression visit(ExprTy.Await node) {
    return new PyExpression.Await(convert(node.value), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Yield node) {
    return new PyExpression.Yield(optional(node.value), false, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.YieldFrom node) {
    return new PyExpression.Yield(optional(node.value), true, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Compare node) {
    List<PyOperator> operators = new ArrayList<>();
    for (var operator : node.ops) {
      operators.add(Operators.of(operator));
    }
    return new PyExpression.Comparison(
        convert(node.left), List.copyOf(operators), all(node.comparators), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Call node) {
    return new PyExpression.Call(
        convert(node.func), all(node.args), keywords(node.keywords), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.FormattedValue node) {
    return new PyExpression.FormattedValue(
        convert(node.value), Math.max(0, node.conversion), optional(node.formatSpec), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.JoinedStr node) {
    return new PyExpression.FormattedText(all(node.values), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Constant node) {
    return constant(node.value, span(node));
  }

  static PyExpression constant(ConstantValue value, Span span) {
    return switch (value.kind) {
      case NONE -> new PyExpression.None(span);
      case ELLIPSIS -> new PyExpression.Ellipsis(span);
      case BOOLEAN -> new PyExpression.Truth(value.getBoolean(), span);
      case LONG -> new PyExpression.Int(BigInteger.valueOf(value.getLong()), span);
      case BIGINTEGER -> new PyExpression.Int(value.getBigInteger(), span);
      case DOUBLE -> new PyExpression.Real(value.getDouble(), false, span);
      case COMPLEX -> new PyExpression.Real(value.getComplex()[1], true, span);
      case RAW -> new PyExpression.Text(value.getRaw(String.class), span);
      case BYTES ->
          new PyExpression.Bytes(new String(value.getBytes(), StandardCharsets.ISO_8859_1), span);
      // Only the parser's optimizer makes these, and it is not run.
      case TUPLE, FROZENSET -> throw new IllegalStateException("constant " + value.kind);
    };
  }

  @Override
  public PyExpression visit(ExprTy.Attribute node) {
    return new PyExpression.Attribute(convert(node.value), node.attr, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Subscript node) {
    return new PyExpression.Subscript(convert(node.value), convert(node.slice), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Starred node) {
    return new PyExpression.Starred(convert(node.value), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Name node) {
    return new PyExpression.Name(node.id, span(node));
  }

  @Override
  public PyExpression visit(ExprTy.List node) {
    return new PyExpression.ListDisplay(all(node.elements), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Tuple node) {
    return new PyExpression.Tuple(all(node.elements), span(node));
  }

  @Override
  public PyExpression visit(ExprTy.Slice node) {
    return new PyExpression.Slice(
        optional(node.lower), optional(node.upper), optional(node.step), span(node));
  }
}
