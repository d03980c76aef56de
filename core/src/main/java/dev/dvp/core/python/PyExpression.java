package dev.dvp.core.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expression, in the terms of Python's own {@code ast} module. */
public sealed interface PyExpression {
  /**
   * Where it stands.
   *
   * @return its text's place
   */
  Span span();

  /**
   * The expressions directly inside it, in source order.
   *
   * @return the parts, none for a name or a constant
   */
  default List<PyExpression> children() {
    return List.of();
  }

  /** A name. */
  record Name(String id, Span span) implements PyExpression {}

  /** {@code value.name}. */
  record Attribute(PyExpression value, String name, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(value);
    }

    /**
     * Where the attribute's name alone stands.
     *
     * @return the last characters of the whole
     */
    public Span nameSpan() {
      int start = span.endColumn() - name.codePointCount(0, name.length());
      return new Span(span.endLine(), Math.max(1, start), span.endLine(), span.endColumn());
    }
  }

  /** {@code value[index]}. */
  record Subscript(PyExpression value, PyExpression index, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(value, index);
    }
  }

  /** {@code lower:upper:step} in a subscript. */
  record Slice(
      Optional<PyExpression> lower,
      Optional<PyExpression> upper,
      Optional<PyExpression> step,
      Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      lower.ifPresent(parts::add);
      upper.ifPresent(parts::add);
      step.ifPresent(parts::add);
      return parts;
    }
  }

  /** {@code function(arguments, name=value)}. */
  record Call(
      PyExpression function, List<PyExpression> arguments, List<Keyword> keywords, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      parts.add(function);
      parts.addAll(arguments);
      keywords.forEach(keyword -> parts.add(keyword.value()));
      return parts;
    }
  }

  /** One {@code name=value} of a call or a class; without a name it is {@code **value}. */
  record Keyword(Optional<String> name, PyExpression value, Span span) {}

  /** A string literal, adjacent ones joined. */
  record Text(String value, Span span) implements PyExpression {}

  /** A bytes literal, each byte as the character of that number. */
  record Bytes(String value, Span span) implements PyExpression {}

  /** An integer. */
  record Int(BigInteger value, Span span) implements PyExpression {}

  /** A floating-point number, or the imaginary part of a complex one. */
  record Real(double value, boolean imaginary, Span span) implements PyExpression {}

  /** {@code True} or {@code False}. */
  record Truth(boolean value, Span span) implements PyExpression {}

  /** {@code None}. */
  record None(Span span) implements PyExpression {}

  /** {@code ...}. */
  record Ellipsis(Span span) implements PyExpression {}

  /** An f-string: {@link Text} and {@link FormattedValue} in turn. */
  record FormattedText(List<PyExpression> parts, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return parts;
    }
  }

  /** {@code {value!conversion:format}} in an f-string; the conversion is 0 when there is none. */
  record FormattedValue(
      PyExpression value, int conversion, Optional<PyExpression> format, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return format.isPresent() ? List.of(value, format.get()) : List.of(value);
    }
  }

  /** A tuple. */
  record Tuple(List<PyExpression> elements, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return elements;
    }
  }

  /** {@code [a, b]}. */
  record ListDisplay(List<PyExpression> elements, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return elements;
    }
  }

  /** {@code {a, b}}. */
  record SetDisplay(List<PyExpression> elements, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return elements;
    }
  }

  /** {@code {a: b, **c}}. */
  record DictDisplay(List<DictEntry> entries, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      for (DictEntry entry : entries) {
        entry.key().ifPresent(parts::add);
        parts.add(entry.value());
      }
      return parts;
    }
  }

  /** {@code key: value}; without a key it is {@code **value}. */
  record DictEntry(Optional<PyExpression> key, PyExpression value) {}

  /** {@code *value}. */
  record Starred(PyExpression value, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(value);
    }
  }

  /** {@code lambda parameters: body}. */
  record Lambda(List<PyParameter> parameters, PyExpression body, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      parameters.forEach(parameter -> parameter.defaultValue().ifPresent(parts::add));
      parts.add(body);
      return parts;
    }
  }

  /** {@code body if test else orElse}. */
  record Conditional(PyExpression test, PyExpression body, PyExpression orElse, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(body, test, orElse);
    }
  }

  /** {@code a and b and c}, or the same with {@code or}. */
  record Logical(boolean isAnd, List<PyExpression> operands, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return operands;
    }
  }

  /** {@code left operator right}. */
  record Binary(PyExpression left, PyOperator operator, PyExpression right, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(left, right);
    }
  }

  /** {@code operator operand}. */
  record Unary(PyOperator operator, PyExpression operand, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(operand);
    }
  }

  /** {@code first operators[0] others[0] operators[1] …}. */
  record Comparison(
      PyExpression first, List<PyOperator> operators, List<PyExpression> others, Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      parts.add(first);
      parts.addAll(others);
      return parts;
    }
  }

  /** {@code target := value}. */
  record Walrus(PyExpression target, PyExpression value, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(target, value);
    }
  }

  /** A list, set or dict comprehension or a generator; only a dict's has a value. */
  record Comprehension(
      ComprehensionKind kind,
      PyExpression element,
      Optional<PyExpression> value,
      List<Generator> generators,
      Span span)
      implements PyExpression {
    @Override
    public List<PyExpression> children() {
      List<PyExpression> parts = new ArrayList<>();
      parts.add(element);
      value.ifPresent(parts::add);
      for (Generator generator : generators) {
        parts.add(generator.target());
        parts.add(generator.iterable());
        parts.addAll(generator.conditions());
      }
      return parts;
    }
  }

  /** What a comprehension makes. */
  enum ComprehensionKind {
    /** A list. */
    LIST,
    /** A set. */
    SET,
    /** A dict. */
    DICT,
    /** A generator. */
    GENERATOR
  }

  /** {@code for target in iterable if conditions}. */
  record Generator(
      PyExpression target, PyExpression iterable, List<PyExpression> conditions, boolean isAsync) {}

  /** {@code await value}. */
  record Await(PyExpression value, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return List.of(value);
    }
  }

  /** {@code yield value}, or {@code yield from value}. */
  record Yield(Optional<PyExpression> value, boolean isFrom, Span span) implements PyExpression {
    @Override
    public List<PyExpression> children() {
      return value.isPresent() ? List.of(value.get()) : List.of();
    }
  }
}
