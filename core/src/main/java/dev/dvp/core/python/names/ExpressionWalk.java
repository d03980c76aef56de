package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyExpression.Comprehension;
import dev.dvp.core.python.PyExpression.ComprehensionKind;
import dev.dvp.core.python.PyExpression.Generator;
import dev.dvp.core.python.PyParameter;
import java.util.List;
import java.util.Set;

/** Follows the uses and bindings of names through expressions, in the order of evaluation. */
final class ExpressionWalk {
  private final Names names;
  private final Conditions conditions;
  private final Magic magic;
  private final AnnotationWalk annotations;

  ExpressionWalk(Names names, Conditions conditions) {
    this.names = names;
    this.conditions = conditions;
    this.magic = new Magic(names);
    this.annotations = new AnnotationWalk(names, this);
  }

  AnnotationWalk annotations() {
    return annotations;
  }

  Magic magic() {
    return magic;
  }

  void visit(PyExpression expression) {
    if (expression instanceof PyExpression.Name name) {
      names.load(name.id(), name.span());
    } else if (expression instanceof PyExpression.Attribute attribute) {
      magic.load(attribute);
      visit(attribute.value());
    } else if (expression instanceof PyExpression.Call call) {
      call(call);
    } else if (expression instanceof PyExpression.Text text) {
      if (names.mode != Names.Mode.VALUE) {
        annotations.text(text);
      }
    } else if (expression instanceof PyExpression.Subscript subscript) {
      annotations.subscript(subscript);
    } else if (expression instanceof PyExpression.Lambda lambda) {
      lambda(lambda);
    } else if (expression instanceof Comprehension comprehension) {
      comprehension(comprehension, false);
    } else if (expression instanceof PyExpression.Walrus walrus) {
      visit(walrus.value());
      if (walrus.target() instanceof PyExpression.Name name) {
        names.bindWalrus(name.id());
      }
    } else if (expression instanceof PyExpression.Conditional conditional) {
      conditional(conditional);
    } else if (expression instanceof PyExpression.Logical logical) {
      logical(logical);
    } else {
      all(expression.children());
    }
  }

  void all(List<PyExpression> expressions) {
    for (PyExpression expression : expressions) {
      visit(expression);
    }
  }

  private void call(PyExpression.Call call) {
    magic.call(call);
    if (annotations.typingCall(call)) {
      return;
    }
    visit(call.function());
    boolean isGuarded = Guards.mentionsNameError(call.arguments());
    names.nameGuards += isGuarded ? 1 : 0;
    for (PyExpression argument : call.arguments()) {
      argument(argument);
    }
    for (PyExpression.Keyword keyword : call.keywords()) {
      argument(keyword.value());
    }
    names.nameGuards -= isGuarded ? 1 : 0;
  }

  /** A generator that is handed to a call is taken to run at once: {@code any(...)}. */
  private void argument(PyExpression argument) {
    if (argument instanceof Comprehension comprehension) {
      comprehension(comprehension, true);
    } else {
      visit(argument);
    }
  }

  private void lambda(PyExpression.Lambda lambda) {
    for (PyParameter parameter : lambda.parameters()) {
      if (parameter.defaultValue().isPresent()) {
        visit(parameter.defaultValue().get());
      }
    }
    if (names.nameGuards > 0) {
      // A test hands over what is to raise NameError.
      return;
    }
    names.deferBody(
        () -> {
          lambda.parameters().forEach(parameter -> names.bind(parameter.name()));
          visit(lambda.body());
        });
  }

  private void comprehension(Comprehension comprehension, boolean isRunAtOnce) {
    Generator first = comprehension.generators().get(0);
    visit(first.iterable());
    boolean isLazy = comprehension.kind() == ComprehensionKind.GENERATOR && !isRunAtOnce;
    names.frame().lazy += isLazy ? 1 : 0;
    names.push(Scope.Kind.COMPREHENSION);
    boolean isFirst = true;
    for (Generator generator : comprehension.generators()) {
      if (!isFirst) {
        visit(generator.iterable());
      }
      isFirst = false;
      bind(generator.target());
      all(generator.conditions());
    }
    visit(comprehension.element());
    if (comprehension.value().isPresent()) {
      visit(comprehension.value().get());
    }
    names.pop();
    names.frame().lazy -= isLazy ? 1 : 0;
  }

  private void conditional(PyExpression.Conditional conditional) {
    visit(conditional.test());
    Conditions.Verdict verdict = conditions.of(conditional.test());
    Set<String> exempt = conditions.askedFor(conditional.test());
    names.exempt(exempt);
    names.muted += verdict.mutesBody() ? 1 : 0;
    visit(conditional.body());
    names.muted -= verdict.mutesBody() ? 1 : 0;
    names.muted += verdict.mutesElse() ? 1 : 0;
    visit(conditional.orElse());
    names.muted -= verdict.mutesElse() ? 1 : 0;
    names.endExempt(exempt);
  }

  /** What stands behind an operand that decides the whole is never evaluated. */
  private void logical(PyExpression.Logical logical) {
    int muted = 0;
    for (PyExpression operand : logical.operands()) {
      visit(operand);
      Conditions.Verdict verdict = conditions.of(operand);
      if (logical.isAnd() ? verdict.mutesBody() : verdict.mutesElse()) {
        muted++;
        names.muted++;
      }
    }
    names.muted -= muted;
  }

  /** Binds a target of an assignment, a loop, a {@code with} or a comprehension. */
  void bind(PyExpression target) {
    if (target instanceof PyExpression.Name name) {
      names.bind(name.id());
    } else if (target instanceof PyExpression.Attribute attribute) {
      magic.store(attribute);
      visit(attribute.value());
    } else if (target instanceof PyExpression.Subscript subscript) {
      magic.store(subscript);
      visit(subscript.value());
      visit(subscript.index());
    } else if (target instanceof PyExpression.Starred starred) {
      bind(starred.value());
    } else {
      target.children().forEach(this::bind);
    }
  }
}
