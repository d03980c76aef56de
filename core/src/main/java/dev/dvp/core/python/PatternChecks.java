package dev.dvp.core.python;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CPython's compiler refuses in the patterns of a {@code match} statement. */
final class PatternChecks {
  void check(PyStatement.Match match) {
    for (int i = 0; i < match.cases().size(); i++) {
      PyStatement.Case one = match.cases().get(i);
      if (i < match.cases().size() - 1 && one.guard().isEmpty()) {
        checkRefutable(one.pattern());
      }
      bind(one.pattern(), new HashSet<>());
    }
  }

  private static void checkRefutable(PyPattern pattern) {
    if (pattern instanceof PyPattern.Capture capture) {
      if (capture.pattern().isPresent()) {
        checkRefutable(capture.pattern().get());
        return;
      }
      String what = capture.name().map(name -> "name capture '" + name + "'").orElse("wildcard");
      throw new SyntaxProblem(pattern.span(), what + " makes remaining patterns unreachable");
    }
    if (pattern instanceof PyPattern.Alternatives either) {
      checkRefutable(either.patterns().get(either.patterns().size() - 1));
    }
  }

  private void bind(PyPattern pattern, Set<String> names) {
    if (pattern instanceof PyPattern.Capture capture) {
      capture.pattern().ifPresent(inner -> bind(inner, names));
      bindName(capture.name(), capture.span(), names);
    } else if (pattern instanceof PyPattern.Star star) {
      bindName(star.name(), star.span(), names);
    } else if (pattern instanceof PyPattern.Sequence sequence) {
      checkStars(sequence);
      sequence.patterns().forEach(inner -> bind(inner, names));
    } else if (pattern instanceof PyPattern.Mapping mapping) {
      checkKeys(mapping);
      mapping.patterns().forEach(inner -> bind(inner, names));
      bindName(mapping.rest(), mapping.span(), names);
    } else if (pattern instanceof PyPattern.ClassPattern type) {
      checkAttributes(type);
      type.patterns().forEach(inner -> bind(inner, names));
      type.namedPatterns().forEach(inner -> bind(inner, names));
    } else if (pattern instanceof PyPattern.Alternatives either) {
      bindAlternatives(either, names);
    }
  }

  private void bindAlternatives(PyPattern.Alternatives either, Set<String> names) {
    List<PyPattern> patterns = either.patterns();
    Set<String> first = new HashSet<>(names);
    for (int i = 0; i < patterns.size(); i++) {
      Set<String> bound = new HashSet<>(names);
      bind(patterns.get(i), bound);
      if (i == 0) {
        first = bound;
      } else if (!bound.equals(first)) {
        throw new SyntaxProblem(either.span(), "alternative patterns bind different names");
      }
      if (i < patterns.size() - 1) {
        checkRefutable(patterns.get(i));
      }
    }
    names.addAll(first);
  }

  private static void checkKeys(PyPattern.Mapping mapping) {
    Set<String> seen = new HashSet<>();
    for (PyExpression key : mapping.keys()) {
      Optional<String> shown = constant(key);
      if (shown.isPresent() && !seen.add(shown.get())) {
        throw new SyntaxProblem(
            mapping.span(), "mapping pattern checks duplicate key (" + shown.get() + ")");
      }
    }
  }

  /** A key as Python shows it, of the kinds that people write. */
  private static Optional<String> constant(PyExpression key) {
    if (key instanceof PyExpression.Int number) {
      return Optional.of(number.value().toString());
    }
    if (key instanceof PyExpression.None) {
      return Optional.of("None");
    }
    if (key instanceof PyExpression.Truth truth) {
      return Optional.of(truth.value() ? "True" : "False");
    }
    if (key instanceof PyExpression.Text text) {
      String quote = text.value().contains("'") && !text.value().contains("\"") ? "\"" : "'";
      return Optional.of(quote + text.value() + quote);
    }
    return Optional.empty();
  }

  private static void bindName(Optional<String> name, Span span, Set<String> names) {
    ForbiddenNames.check(name, span);
    if (name.isPresent() && !names.add(name.get())) {
      throw new SyntaxProblem(span, "multiple assignments to name '" + name.get() + "' in pattern");
    }
  }

  private static void checkStars(PyPattern.Sequence sequence) {
    long stars = sequence.patterns().stream().filter(p -> p instanceof PyPattern.Star).count();
    if (stars > 1) {
      throw new SyntaxProblem(sequence.span(), "multiple starred names in sequence pattern");
    }
  }

  private static void checkAttributes(PyPattern.ClassPattern type) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < type.names().size(); i++) {
      if (!seen.add(type.names().get(i))) {
        throw new SyntaxProblem(
            type.namedPatterns().get(i).span(),
            "attribute name repeated in class pattern: " + type.names().get(i));
      }
    }
  }
}
