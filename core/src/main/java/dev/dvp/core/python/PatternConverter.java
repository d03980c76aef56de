package dev.dvp.core.python;

import static dev.dvp.core.python.ExpressionConverter.span;

import com.oracle.graal.python.pegparser.sst.PatternTy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the parser's patterns into ours. */
final class PatternConverter extends NoNodes<PyPattern> {
  private final ExpressionConverter expressions;

  PatternConverter(ExpressionConverter expressions) {
    this.expressions = expressions;
  }

  private List<PyPattern> all(PatternTy @Nullable [] nodes) {
    List<PyPattern> converted = new ArrayList<>();
    if (nodes != null) {
      for (PatternTy node : nodes) {
        converted.add(node.accept(this));
      }
    }
    return List.copyOf(converted);
  }

  @Override
  public PyPattern visit(PatternTy.MatchValue node) {
    return new PyPattern.Value(expressions.convert(node.value), span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchSingleton node) {
    Span span = span(node);
    return new PyPattern.Value(ExpressionConverter.constant(node.value, span), span);
  }

  @Override
  public PyPattern visit(PatternTy.MatchSequence node) {
    return new PyPattern.Sequence(all(node.patterns), span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchMapping node) {
    return new PyPattern.Mapping(
        expressions.all(node.keys), all(node.patterns), Optional.ofNullable(node.rest), span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchClass node) {
    return new PyPattern.ClassPattern(
        expressions.convert(node.cls),
        all(node.patterns),
        node.kwdAttrs == null ? List.of() : List.of(node.kwdAttrs),
        all(node.kwdPatterns),
        span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchStar node) {
    return new PyPattern.Star(Optional.ofNullable(node.name), span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchAs node) {
    Optional<PyPattern> inner =
        node.pattern == null ? Optional.empty() : Optional.of(node.pattern.accept(this));
    return new PyPattern.Capture(inner, Optional.ofNullable(node.name), span(node));
  }

  @Override
  public PyPattern visit(PatternTy.MatchOr node) {
    return new PyPattern.Alternatives(all(node.patterns), span(node));
  }
}
