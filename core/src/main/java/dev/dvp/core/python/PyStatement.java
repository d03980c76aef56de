package dev.dvp.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement, in the terms of Python's own {@code ast} module. */
public sealed interface PyStatement {
  /**
   * Where it stands; a function's or a class's place is its {@code def} or {@code class}, its
   * decorators aside.
   *
   * @return its text's place
   */
  Span span();

  /**
   * The expressions that belong to the statement itself, blocks aside.
   *
   * @return the parts, in source order
   */
  default List<PyExpression> expressions() {
    return List.of();
  }

  /**
   * The blocks inside it.
   *
   * @return the bodies, in source order
   */
  default List<List<PyStatement>> blocks() {
    return List.of();
  }

  /** {@code def name(parameters): body}. */
  record Function(
      String name,
      List<PyParameter> parameters,
      List<PyStatement> body,
      List<PyExpression> decorators,
      Optional<PyExpression> returns,
      boolean isAsync,
      Span span)
      implements PyStatement {
    /**
     * Whether calling it gives a generator: a {@code yield} stands in it.
     *
     * @return found by looking through the whole body
     */
    public boolean isGenerator() {
      return OwnYields.in(body);
    }

    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>(decorators);
      for (PyParameter parameter : parameters) {
        parameter.annotation().ifPresent(parts::add);
        parameter.defaultValue().ifPresent(parts::add);
      }
      returns.ifPresent(parts::add);
      return parts;
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body);
    }
  }

  /** {@code class name(bases, keywords): body}. */
  record ClassDefinition(
      String name,
      List<PyExpression> bases,
      List<PyExpression.Keyword> keywords,
      List<PyStatement> body,
      List<PyExpression> decorators,
      Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>(decorators);
      parts.addAll(bases);
      keywords.forEach(keyword -> parts.add(keyword.value()));
      return parts;
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body);
    }
  }

  /** {@code a = b = value}. */
  record Assign(List<PyExpression> targets, PyExpression value, Span span) implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>(targets);
      parts.add(value);
      return parts;
    }
  }

  /** {@code target: annotation = value}. */
  record AnnotatedAssign(
      PyExpression target, PyExpression annotation, Optional<PyExpression> value, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return value.isPresent()
          ? List.of(target, annotation, value.get())
          : List.of(target, annotation);
    }
  }

  /** {@code target operator= value}. */
  record AugmentedAssign(PyExpression target, PyOperator operator, PyExpression value, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return List.of(target, value);
    }
  }

  /** {@code return value}. */
  record Return(Optional<PyExpression> value, Span span) implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return value.isPresent() ? List.of(value.get()) : List.of();
    }
  }

  /** {@code del targets}. */
  record Delete(List<PyExpression> targets, Span span) implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return targets;
    }
  }

  /** {@code for target in iterable: body else: orElse}. */
  record For(
      PyExpression target,
      PyExpression iterable,
      List<PyStatement> body,
      List<PyStatement> orElse,
      boolean isAsync,
      Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return List.of(target, iterable);
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body, orElse);
    }
  }

  /** {@code while test: body else: orElse}. */
  record While(PyExpression test, List<PyStatement> body, List<PyStatement> orElse, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return List.of(test);
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body, orElse);
    }
  }

  /** {@code if test: body else: orElse}; an {@code elif} is an If in orElse. */
  record If(PyExpression test, List<PyStatement> body, List<PyStatement> orElse, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return List.of(test);
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body, orElse);
    }
  }

  /** {@code with items: body}. */
  record With(List<WithItem> items, List<PyStatement> body, boolean isAsync, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>();
      for (WithItem item : items) {
        parts.add(item.context());
        item.target().ifPresent(parts::add);
      }
      return parts;
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return List.of(body);
    }
  }

  /** {@code context as target}. */
  record WithItem(PyExpression context, Optional<PyExpression> target) {}

  /** {@code match subject: cases}. */
  record Match(PyExpression subject, List<Case> cases, Span span) implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>();
      parts.add(subject);
      cases.forEach(one -> one.guard().ifPresent(parts::add));
      return parts;
    }

    @Override
    public List<List<PyStatement>> blocks() {
      return cases.stream().map(Case::body).toList();
    }
  }

  /** {@code case pattern if guard: body}. */
  record Case(PyPattern pattern, Optional<PyExpression> guard, List<PyStatement> body) {}

  /** {@code raise exception from cause}. */
  record Raise(Optional<PyExpression> exception, Optional<PyExpression> cause, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>();
      exception.ifPresent(parts::add);
      cause.ifPresent(parts::add);
      return parts;
    }
  }

  /** {@code try: body except …: else: orElse finally: finalBody}; a star makes it a group. */
  record Try(
      List<PyStatement> body,
      List<Handler> handlers,
      List<PyStatement> orElse,
      List<PyStatement> finalBody,
      boolean isStar,
      Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      List<PyExpression> parts = new ArrayList<>();
      handlers.forEach(handler -> handler.type().ifPresent(parts::add));
      return parts;
    }

    @Override
    public List<List<PyStatement>> blocks() {
      List<List<PyStatement>> blocks = new ArrayList<>();
      blocks.add(body);
      handlers.forEach(handler -> blocks.add(handler.body()));
      blocks.add(orElse);
      blocks.add(finalBody);
      return blocks;
    }
  }

  /** {@code except type as name: body}. */
  record Handler(
      Optional<PyExpression> type, Optional<String> name, List<PyStatement> body, Span span) {}

  /** {@code assert test, message}. */
  record Assert(PyExpression test, Optional<PyExpression> message, Span span)
      implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return message.isPresent() ? List.of(test, message.get()) : List.of(test);
    }
  }

  /** {@code import a.b as c}. */
  record Import(List<Alias> names, Span span) implements PyStatement {}

  /** {@code from ..module import names}: level counts the dots, the module may be empty. */
  record ImportFrom(String module, int level, List<Alias> names, Span span)
      implements PyStatement {}

  /** {@code name as alias}; the name of a star import is {@code *}. */
  record Alias(String name, Optional<String> alias, Span span) {}

  /** {@code global names}, or {@code nonlocal names}. */
  record ScopeDeclaration(List<String> names, boolean isGlobal, Span span) implements PyStatement {}

  /** An expression that stands alone. */
  record ExpressionStatement(PyExpression value, Span span) implements PyStatement {
    @Override
    public List<PyExpression> expressions() {
      return List.of(value);
    }
  }

  /** {@code pass}. */
  record Pass(Span span) implements PyStatement {}

  /** {@code break}. */
  record Break(Span span) implements PyStatement {}

  /** {@code continue}. */
  record Continue(Span span) implements PyStatement {}
}
