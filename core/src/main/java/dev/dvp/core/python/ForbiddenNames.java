package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;

/** {@code __debug__} is a constant: CPython refuses whatever would bind or delete it. */
final class ForbiddenNames {
  private static final String DEBUG = "__debug__";

  private ForbiddenNames() {}

  /** Checks what a statement binds by itself, its expressions aside. */
  static void check(PyStatement statement) {
    Span span = statement.span();
    if (statement instanceof PyStatement.Function function) {
      checkParameters(function.parameters(), span);
      check(function.name(), span);
    } else if (statement instanceof PyStatement.ClassDefinition definition) {
      check(definition.name(), span);
    } else if (statement instanceof PyStatement.Import imported) {
      imported.names().forEach(alias -> check(alias.alias().orElse(first(alias.name())), span));
    } else if (statement instanceof PyStatement.ImportFrom from) {
      from.names().forEach(alias -> check(alias.alias().orElse(alias.name()), span));
    } else if (statement instanceof PyStatement.Try tried) {
      tried.handlers().forEach(handler -> check(handler.name(), handler.span()));
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      checkTarget(assign.target());
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      checkTarget(assign.target());
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(ForbiddenNames::checkDeleted);
    }
  }

  /** Checks what an expression binds by itself, its parts aside. */
  static void check(PyExpression expression) {
    if (expression instanceof PyExpression.Lambda lambda) {
      checkParameters(lambda.parameters(), lambda.span());
    } else if (expression instanceof PyExpression.Walrus walrus) {
      checkTarget(walrus.target());
    } else if (expression instanceof PyExpression.Call call) {
      call.keywords().forEach(keyword -> check(keyword.name(), keyword.span()));
    } else if (expression instanceof PyExpression.Comprehension comprehension) {
      comprehension.generators().forEach(generator -> checkTarget(generator.target()));
    }
  }

  /** Checks a name or an attribute that is assigned to; others are fine. */
  static void checkTarget(PyExpression target) {
    if (target instanceof PyExpression.Name name) {
      check(name.id(), name.span());
    } else if (target instanceof PyExpression.Attribute attribute) {
      check(attribute.name(), attribute.span());
    }
  }

  /** Checks a name that a pattern binds. */
  static void check(Optional<String> name, Span span) {
    name.ifPresent(text -> check(text, span));
  }

  private static void checkDeleted(PyExpression target) {
    boolean isName = target instanceof PyExpression.Name name && name.id().equals(DEBUG);
    boolean isAttribute =
        target instanceof PyExpression.Attribute attribute && attribute.name().equals(DEBUG);
    if (isName || isAttribute) {
      throw new SyntaxProblem(target.span(), "cannot delete __debug__");
    }
  }

  private static void checkParameters(List<PyParameter> parameters, Span span) {
    parameters.forEach(parameter -> check(parameter.name(), span));
  }

  private static void check(String name, Span span) {
    if (name.equals(DEBUG)) {
      throw new SyntaxProblem(span, "cannot assign to __debug__");
    }
  }

  private static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }
}
