package dev.dvp.core.python;

import dev.dvp.core.python.PyExpression.Attribute;
import dev.dvp.core.python.PyExpression.Await;
import dev.dvp.core.python.PyExpression.Binary;
import dev.dvp.core.python.PyExpression.Bytes;
import dev.dvp.core.python.PyExpression.Call;
import dev.dvp.core.python.PyExpression.Comparison;
import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.Conditional;
import dev.dvp.core.python.PyExpression.DictDisplay;
import dev.dvp.core.python.PyExpression.DictEntry;
import dev.dvp.core.python.PyExpression.Ellipsis;
import dev.dvp.core.python.PyExpression.FormattedText;
import dev.dvp.core.python.PyExpression.FormattedValue;
import dev.dvp.core.python.PyExpression.Generator;
import dev.dvp.core.python.PyExpression.Int;
import dev.dvp.core.python.PyExpression.Keyword;
import dev.dvp.core.python.PyExpression.Lambda;
import dev.dvp.core.python.PyExpression.ListDisplay;
import dev.dvp.core.python.PyExpression.Logical;
import dev.dvp.core.python.PyExpression.Name;
import dev.dvp.core.python.PyExpression.Real;
import dev.dvp.core.python.PyExpression.SetDisplay;
import dev.dvp.core.python.PyExpression.Slice;
import dev.dvp.core.python.PyExpression.Starred;
import dev.dvp.core.python.PyExpression.Subscript;
import dev.dvp.core.python.PyExpression.Text;
import dev.dvp.core.python.PyExpression.Truth;
import dev.dvp.core.python.PyExpression.Tuple;
import dev.dvp.core.python.PyExpression.Unary;
import dev.dvp.core.python.PyExpression.Walrus;
import dev.dvp.core.python.PyExpression.Yield;
import java.util.List;
import java.util.Optional;

/** Writes expressions: kind, place, parts. The kinds are tried from the most frequent on. */
@SuppressWarnings("EnumOrdinal") // An entry is read by the very build that wrote it.
final class ExpressionWriter extends NodeWriter {
  ExpressionWriter(State state) {
    super(state);
  }

  void optional(Optional<PyExpression> expression) {
    if (expression.isPresent()) {
      write(expression.get());
    } else {
      out.writeByte(NodeKind.NOTHING);
    }
  }

  void all(List<PyExpression> expressions) {
    list(expressions, this::write);
  }

  void keywords(List<Keyword> keywords) {
    list(keywords, this::keyword);
  }

  void parameters(List<PyParameter> parameters) {
    list(parameters, this::parameter);
  }

  void write(PyExpression expression) {
    if (expression instanceof Name name) {
      start(NodeKind.NAME, name);
      text(name.id());
    } else if (expression instanceof Attribute attribute) {
      start(NodeKind.ATTRIBUTE, attribute);
      write(attribute.value());
      text(attribute.name());
    } else if (expression instanceof Call call) {
      start(NodeKind.CALL, call);
      write(call.function());
      all(call.arguments());
      keywords(call.keywords());
    } else if (!writeConstant(expression) && !writeOperation(expression)) {
      writeOther(expression);
    }
  }

  private void start(int kind, PyExpression expression) {
    out.writeByte(kind);
    span(expression.span());
  }

  private boolean writeConstant(PyExpression expression) {
    if (expression instanceof Text text) {
      start(NodeKind.TEXT, text);
      text(text.value());
    } else if (expression instanceof Int number) {
      start(NodeKind.INT, number);
      out.writeBytes(number.value().toByteArray());
    } else if (expression instanceof PyExpression.None) {
      start(NodeKind.NONE, expression);
    } else if (expression instanceof Truth truth) {
      start(NodeKind.TRUTH, truth);
      out.writeFlag(truth.value());
    } else if (expression instanceof Bytes bytes) {
      start(NodeKind.BYTES, bytes);
      text(bytes.value());
    } else if (expression instanceof Real real) {
      start(NodeKind.REAL, real);
      out.writeLong(Double.doubleToRawLongBits(real.value()));
      out.writeFlag(real.imaginary());
    } else if (expression instanceof Ellipsis) {
      start(NodeKind.ELLIPSIS, expression);
    } else {
      return false;
    }
    return true;
  }

  private boolean writeOperation(PyExpression expression) {
    if (expression instanceof Subscript subscript) {
      start(NodeKind.SUBSCRIPT, subscript);
      write(subscript.value());
      write(subscript.index());
    } else if (expression instanceof Comparison comparison) {
      start(NodeKind.COMPARISON, comparison);
      write(comparison.first());
      list(comparison.operators(), this::operator);
      all(comparison.others());
    } else if (expression instanceof Binary binary) {
      start(NodeKind.BINARY, binary);
      write(binary.left());
      operator(binary.operator());
      write(binary.right());
    } else if (expression instanceof Unary unary) {
      start(NodeKind.UNARY, unary);
      operator(unary.operator());
      write(unary.operand());
    } else if (expression instanceof Logical logical) {
      start(NodeKind.LOGICAL, logical);
      out.writeFlag(logical.isAnd());
      all(logical.operands());
    } else if (expression instanceof Conditional conditional) {
      start(NodeKind.CONDITIONAL, conditional);
      write(conditional.test());
      write(conditional.body());
      write(conditional.orElse());
    } else if (expression instanceof Slice slice) {
      start(NodeKind.SLICE, slice);
      optional(slice.lower());
      optional(slice.upper());
      optional(slice.step());
    } else {
      return false;
    }
    return true;
  }

  private void writeOther(PyExpression expression) {
    if (writeDisplay(expression)) {
      return;
    }
    if (expression instanceof Starred starred) {
      start(NodeKind.STARRED, starred);
      write(starred.value());
    } else if (expression instanceof FormattedText formatted) {
      start(NodeKind.FORMATTED_TEXT, formatted);
      all(formatted.parts());
    } else if (expression instanceof FormattedValue value) {
      start(NodeKind.FORMATTED_VALUE, value);
      write(value.value());
      out.writeSigned(value.conversion());
      optional(value.format());
    } else if (expression instanceof Lambda lambda) {
      start(NodeKind.LAMBDA, lambda);
      parameters(lambda.parameters());
      write(lambda.body());
    } else if (expression instanceof Walrus walrus) {
      start(NodeKind.WALRUS, walrus);
      write(walrus.target());
      write(walrus.value());
    } else if (expression instanceof Await await) {
      start(NodeKind.AWAIT, await);
      write(await.value());
    } else if (expression instanceof Yield yield) {
      start(NodeKind.YIELD, yield);
      optional(yield.value());
      out.writeFlag(yield.isFrom());
    } else {
      throw new IllegalStateException("no code for " + expression.getClass());
    }
  }

  private boolean writeDisplay(PyExpression expression) {
    if (expression instanceof Tuple tuple) {
      start(NodeKind.TUPLE, tuple);
      all(tuple.elements());
    } else if (expression instanceof ListDisplay display) {
      start(NodeKind.LIST, display);
      all(display.elements());
    } else if (expression instanceof DictDisplay display) {
      start(NodeKind.DICT, display);
      list(display.entries(), this::entry);
    } else if (expression instanceof SetDisplay display) {
      start(NodeKind.SET, display);
      all(display.elements());
    } else if (expression instanceof Comprehension comprehension) {
      start(NodeKind.COMPREHENSION, comprehension);
      out.writeByte(comprehension.kind().ordinal());
      write(comprehension.element());
      optional(comprehension.value());
      list(comprehension.generators(), this::generator);
    } else {
      return false;
    }
    return true;
  }

  void operator(PyOperator operator) {
    out.writeByte(operator.ordinal());
  }

  private void keyword(Keyword keyword) {
    optionalText(keyword.name());
    write(keyword.value());
    span(keyword.span());
  }

  private void entry(DictEntry entry) {
    optional(entry.key());
    write(entry.value());
  }

  private void generator(Generator generator) {
    write(generator.target());
    write(generator.iterable());
    all(generator.conditions());
    out.writeFlag(generator.isAsync());
  }

  private void parameter(PyParameter parameter) {
    text(parameter.name());
    out.writeByte(parameter.kind().ordinal());
    optional(parameter.annotation());
    optional(parameter.defaultValue());
    span(parameter.span());
  }
}
