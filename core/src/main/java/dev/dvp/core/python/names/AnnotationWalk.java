package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyExpression.Keyword;
import dev.dvp.core.python.PythonExpressions;
import dev.dvp.core.python.Span;
import java.util.List;
import java.util.Optional;

/**
 * Annotations, and the calls and subscripts of {@code typing} whose strings are annotations too.
 */
final class AnnotationWalk {
  private final Names names;
  private final ExpressionWalk expressions;

  AnnotationWalk(Names names, ExpressionWalk expressions) {
    this.names = names;
    this.expressions = expressions;
  }

  /** An annotation of a parameter, a result or a variable. */
  void annotation(PyExpression annotation, boolean isLocal) {
    if (names.hasFutureAnnotations && !(annotation instanceof PyExpression.Text)) {
      names.deferAnnotation(() -> in(Names.Mode.ANNOTATION, annotation));
    } else {
      names.isLocalAnnotation = isLocal;
      in(Names.Mode.ANNOTATION, annotation);
      names.isLocalAnnotation = false;
    }
  }

  private void in(Names.Mode mode, PyExpression expression) {
    Names.Mode before = names.mode;
    names.mode = mode;
    expressions.visit(expression);
    names.mode = before;
  }

  /** A string where a type is meant: it is read when all names are there. */
  void text(PyExpression.Text text) {
    Optional<PyExpression> parsed = PythonExpressions.parse(text.value());
    if (parsed.isPresent()) {
      Span place = names.place.orElse(text.span());
      names.deferAnnotation(
          () -> {
            names.place = Optional.of(place);
            in(Names.Mode.STRING_ANNOTATION, parsed.get());
            names.place = Optional.empty();
          });
    }
  }

  void subscript(PyExpression.Subscript subscript) {
    expressions.visit(subscript.value());
    PyExpression index = subscript.index();
    if (isCalled(subscript.value(), "Literal")) {
      in(Names.Mode.VALUE, index);
    } else if (isCalled(subscript.value(), "Annotated")
        && index instanceof PyExpression.Tuple tuple
        && tuple.elements().size() > 1) {
      expressions.visit(tuple.elements().get(0));
      tuple.elements().subList(1, tuple.elements().size()).forEach(e -> in(Names.Mode.VALUE, e));
    } else if (names.mode == Names.Mode.VALUE && !typingMember(subscript.value()).isEmpty()) {
      in(Names.Mode.ANNOTATION, index);
    } else {
      expressions.visit(index);
    }
  }

  private static boolean isCalled(PyExpression expression, String word) {
    return (expression instanceof PyExpression.Name name && name.id().equals(word))
        || (expression instanceof PyExpression.Attribute attribute
            && attribute.name().equals(word));
  }

  /** Which member of {@code typing} an expression is; empty for none. */
  String typingMember(PyExpression expression) {
    if (expression instanceof PyExpression.Name name) {
      String typing = names.found(name.id()).typing();
      return typing.equals(Binding.MODULE) ? "" : typing;
    }
    if (expression instanceof PyExpression.Attribute attribute
        && attribute.value() instanceof PyExpression.Name name
        && names.found(name.id()).typing().equals(Binding.MODULE)) {
      return attribute.name();
    }
    return "";
  }

  /** Walks a call of {@code cast}, {@code TypeVar} and the like; false for any other call. */
  boolean typingCall(PyExpression.Call call) {
    String member = typingMember(call.function());
    boolean isKnown =
        switch (member) {
          case "cast", "TypeVar", "TypedDict", "NamedTuple", "NewType" -> true;
          default -> false;
        };
    if (!isKnown || call.arguments().isEmpty()) {
      return false;
    }
    expressions.visit(call.function());
    List<PyExpression> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      boolean isType = member.equals("cast") ? i == 0 : member.equals("TypeVar") && i > 0;
      if (isType) {
        in(Names.Mode.ANNOTATION, arguments.get(i));
      } else if (i == 1 && member.equals("TypedDict")) {
        fieldTypes(arguments.get(i));
      } else if (i == 1 && member.equals("NamedTuple")) {
        elementTypes(arguments.get(i));
      } else {
        in(Names.Mode.VALUE, arguments.get(i));
      }
    }
    for (Keyword keyword : call.keywords()) {
      boolean isType =
          member.equals("TypeVar")
              ? keyword.name().equals(Optional.of("bound"))
              : !member.equals("cast") && !keyword.name().equals(Optional.of("total"));
      in(isType ? Names.Mode.ANNOTATION : Names.Mode.VALUE, keyword.value());
    }
    return true;
  }

  private void fieldTypes(PyExpression fields) {
    if (fields instanceof PyExpression.DictDisplay dict) {
      for (PyExpression.DictEntry entry : dict.entries()) {
        entry.key().ifPresent(key -> in(Names.Mode.VALUE, key));
        in(Names.Mode.ANNOTATION, entry.value());
      }
    } else {
      in(Names.Mode.VALUE, fields);
    }
  }

  private void elementTypes(PyExpression fields) {
    if (!(fields instanceof PyExpression.ListDisplay || fields instanceof PyExpression.Tuple)) {
      in(Names.Mode.VALUE, fields);
      return;
    }
    for (PyExpression field : fields.children()) {
      if (field instanceof PyExpression.Tuple pair && pair.elements().size() == 2) {
        in(Names.Mode.VALUE, pair.elements().get(0));
        in(Names.Mode.ANNOTATION, pair.elements().get(1));
      } else {
        in(Names.Mode.VALUE, field);
      }
    }
  }
}
