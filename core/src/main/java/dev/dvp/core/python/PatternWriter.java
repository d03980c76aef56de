package dev.dvp.core.python;

import java.util.List;

/** Writes the patterns of {@code match} statements. */
final class PatternWriter extends NodeWriter {
  private final ExpressionWriter expressions;

  PatternWriter(State state, ExpressionWriter expressions) {
    super(state);
    this.expressions = expressions;
  }

  private void start(int kind, PyPattern pattern) {
    out.writeByte(kind);
    span(pattern.span());
  }

  private void all(List<PyPattern> patterns) {
    list(patterns, this::write);
  }

  void write(PyPattern pattern) {
    if (pattern instanceof PyPattern.Value value) {
      start(NodeKind.VALUE, value);
      expressions.write(value.value());
    } else if (pattern instanceof PyPattern.Sequence sequence) {
      start(NodeKind.SEQUENCE, sequence);
      all(sequence.patterns());
    } else if (pattern instanceof PyPattern.Star star) {
      start(NodeKind.STAR, star);
      optionalText(star.name());
    } else if (pattern instanceof PyPattern.Mapping mapping) {
      start(NodeKind.MAPPING, mapping);
      expressions.all(mapping.keys());
      all(mapping.patterns());
      optionalText(mapping.rest());
    } else if (pattern instanceof PyPattern.ClassPattern type) {
      start(NodeKind.CLASS_PATTERN, type);
      expressions.write(type.type());
      all(type.patterns());
      list(type.names(), this::text);
      all(type.namedPatterns());
    } else if (pattern instanceof PyPattern.Capture capture) {
      start(NodeKind.CAPTURE, capture);
      if (capture.pattern().isPresent()) {
        write(capture.pattern().get());
      } else {
        out.writeByte(NodeKind.NOTHING);
      }
      optionalText(capture.name());
    } else if (pattern instanceof PyPattern.Alternatives either) {
      start(NodeKind.ALTERNATIVES, either);
      all(either.patterns());
    }
  }
}
