package dev.dvp.core.python;

import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import dev.dvp.core.python.PyExpression.DictEntry;
import dev.dvp.core.python.PyExpression.Generator;
import dev.dvp.core.python.PyExpression.Keyword;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Reads what ExpressionWriter wrote. */
final class ExpressionReader extends NodeReader {
  // Each call of values() makes an array.
  private final PyOperator[] operators = PyOperator.values();
  private final ParameterKind[] parameterKinds = ParameterKind.values();
  private final ComprehensionKind[] comprehensionKinds = ComprehensionKind.values();

  ExpressionReader(State state) {
    super(state);
  }

  PyExpression read() {
    return node(in.readByte());
  }

  Optional<PyExpression> optional() {
    int kind = in.readByte();
    return kind == NodeKind.NOTHING ? Optional.empty() : Optional.of(node(kind));
  }

  List<PyExpression> all() {
    return list(this::read);
  }

  /** Such as the parser never leaves empty. */
  List<PyExpression> some() {
    return nonEmpty(all());
  }

  static <T> List<T> nonEmpty(List<T> elements) {
    if (elements.isEmpty()) {
      throw new ByteSource.Damaged();
    }
    return elements;
  }

  List<Keyword> keywords() {
    return list(this::keyword);
  }

  List<PyParameter> parameters() {
    return list(this::parameter);
  }

  private PyExpression node(int kind) {
    enter();
    Span span = span();
    PyExpression node =
        switch (kind) {
          case NodeKind.NAME -> new PyExpression.Name(text(), span);
          case NodeKind.ATTRIBUTE -> new PyExpression.Attribute(read(), text(), span);
          case NodeKind.CALL -> new PyExpression.Call(read(), all(), keywords(), span);
          case NodeKind.TEXT -> new PyExpression.Text(text(), span);
          case NodeKind.BYTES -> new PyExpression.Bytes(text(), span);
          case NodeKind.INT -> new PyExpression.Int(integer(), span);
          case NodeKind.REAL ->
              new PyExpression.Real(Double.longBitsToDouble(in.readLong()), in.readFlag(), span);
          case NodeKind.TRUTH -> new PyExpression.Truth(in.readFlag(), span);
          case NodeKind.NONE -> new PyExpression.None(span);
          case NodeKind.ELLIPSIS -> new PyExpression.Ellipsis(span);
          default -> operation(kind, span);
        };
    leave();
    return node;
  }

  private PyExpression operation(int kind, Span span) {
    return switch (kind) {
      case NodeKind.SUBSCRIPT -> new PyExpression.Subscript(read(), read(), span);
      case NodeKind.SLICE -> new PyExpression.Slice(optional(), optional(), optional(), span);
      case NodeKind.CONDITIONAL -> new PyExpression.Conditional(read(), read(), read(), span);
      case NodeKind.LOGICAL -> new PyExpression.Logical(in.readFlag(), some(), span);
      case NodeKind.BINARY -> new PyExpression.Binary(read(), operator(), read(), span);
      case NodeKind.UNARY -> new PyExpression.Unary(operator(), read(), span);
      case NodeKind.COMPARISON -> comparison(span);
      case NodeKind.WALRUS -> new PyExpression.Walrus(read(), read(), span);
      case NodeKind.AWAIT -> new PyExpression.Await(read(), span);
      case NodeKind.YIELD -> new PyExpression.Yield(optional(), in.readFlag(), span);
      default -> other(kind, span);
    };
  }

  private PyExpression other(int kind, Span span) {
    return switch (kind) {
      case NodeKind.FORMATTED_TEXT -> new PyExpression.FormattedText(all(), span);
      case NodeKind.FORMATTED_VALUE ->
          new PyExpression.FormattedValue(read(), in.readSigned(), optional(), span);
      case NodeKind.TUPLE -> new PyExpression.Tuple(all(), span);
      case NodeKind.LIST -> new PyExpression.ListDisplay(all(), span);
      case NodeKind.SET -> new PyExpression.SetDisplay(all(), span);
      case NodeKind.DICT -> new PyExpression.DictDisplay(list(this::entry), span);
      case NodeKind.STARRED -> new PyExpression.Starred(read(), span);
      case NodeKind.LAMBDA -> new PyExpression.Lambda(parameters(), read(), span);
      case NodeKind.COMPREHENSION -> comprehension(span);
      default -> throw new ByteSource.Damaged();
    };
  }

  private BigInteger integer() {
    byte[] bytes = in.readBytes();
    if (bytes.length == 0) {
      throw new ByteSource.Damaged();
    }
    return bytes.length == 1 ? BigInteger.valueOf(bytes[0]) : new BigInteger(bytes);
  }

  PyOperator operator() {
    return constant(operators, in.readByte());
  }

  private PyExpression comparison(Span span) {
    PyExpression first = read();
    List<PyOperator> signs = list(this::operator);
    List<PyExpression> others = some();
    if (signs.size() != others.size()) {
      throw new ByteSource.Damaged();
    }
    return new PyExpression.Comparison(first, signs, others, span);
  }

  private PyExpression comprehension(Span span) {
    return new Comprehension(
        constant(comprehensionKinds, in.readByte()),
        read(),
        optional(),
        nonEmpty(list(this::generator)),
        span);
  }

  private Keyword keyword() {
    return new Keyword(optionalText(), read(), span());
  }

  private DictEntry entry() {
    return new DictEntry(optional(), read());
  }

  private Generator generator() {
    return new Generator(read(), read(), all(), in.readFlag());
  }

  private PyParameter parameter() {
    return new PyParameter(
        text(), constant(parameterKinds, in.readByte()), optional(), optional(), span());
  }
}
