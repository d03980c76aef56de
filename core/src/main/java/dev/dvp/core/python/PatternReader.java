package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;

/** Reads what PatternWriter wrote. */
final class PatternReader extends NodeReader {
  private final ExpressionReader expressions;

  PatternReader(State state, ExpressionReader expressions) {
    super(state);
    this.expressions = expressions;
  }

  PyPattern read() {
    return node(in.readByte());
  }

  private List<PyPattern> all() {
    return list(this::read);
  }

  private Optional<PyPattern> optional() {
    int kind = in.readByte();
    return kind == NodeKind.NOTHING ? Optional.empty() : Optional.of(node(kind));
  }

  private PyPattern node(int kind) {
    enter();
    Span span = span();
    PyPattern node =
        switch (kind) {
          case NodeKind.VALUE -> new PyPattern.Value(expressions.read(), span);
          case NodeKind.SEQUENCE -> new PyPattern.Sequence(all(), span);
          case NodeKind.STAR -> new PyPattern.Star(optionalText(), span);
          case NodeKind.MAPPING -> mapping(span);
          case NodeKind.CLASS_PATTERN -> type(span);
          case NodeKind.CAPTURE -> new PyPattern.Capture(optional(), optionalText(), span);
          case NodeKind.ALTERNATIVES ->
              new PyPattern.Alternatives(ExpressionReader.nonEmpty(all()), span);
          default -> throw new ByteSource.Damaged();
        };
    leave();
    return node;
  }

  private PyPattern mapping(Span span) {
    List<PyExpression> keys = expressions.all();
    List<PyPattern> patterns = all();
    checkPairs(keys, patterns);
    return new PyPattern.Mapping(keys, patterns, optionalText(), span);
  }

  private PyPattern type(Span span) {
    PyExpression type = expressions.read();
    List<PyPattern> patterns = all();
    List<String> names = list(this::text);
    List<PyPattern> named = all();
    checkPairs(names, named);
    return new PyPattern.ClassPattern(type, patterns, names, named, span);
  }

  private static void checkPairs(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      throw new ByteSource.Damaged();
    }
  }
}
