package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import dev.dvp.core.python.PyStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks all of a module that may run in a plugin, once, for all visitors together. */
final class Walker {
  private static final Set<String> CATCH_IMPORT =
      Set.of("ImportError", "ModuleNotFoundError", "Exception", "BaseException");

  private final SourceModule module;
  private final List<Visitor> visitors;

  Walker(SourceModule module, List<Visitor> visitors) {
    this.module = module;
    this.visitors = visitors;
  }

  void walk() {
    block(module.tree.body(), new Place(module.top, true, false, false));
  }

  private void block(List<PyStatement> statements, Place place) {
    for (PyStatement statement : statements) {
      visitors.forEach(visitor -> visitor.statement(statement, place));
      statement(statement, place);
    }
  }

  private void statement(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.Function function) {
      loads(function.expressions(), place);
      block(function.body(), place.called(module.scopeOf(function)));
    } else if (statement instanceof PyStatement.ClassDefinition defined) {
      loads(defined.expressions(), place);
      block(defined.body(), place.in(module.scopeOf(defined)));
    } else if (statement instanceof PyStatement.If choice) {
      load(choice.test(), null, place);
      if (isMain(choice.test())) {
        visitors.forEach(visitor -> visitor.notRun(choice.body(), place));
      } else if (!isTypeChecking(choice.test())) {
        block(choice.body(), place);
      }
      block(choice.orElse(), place);
    } else if (statement instanceof PyStatement.Try tried) {
      block(tried.body(), place.tried(catches(tried, false), catches(tried, true)));
      loads(tried.expressions(), place);
      tried.blocks().subList(1, tried.blocks().size()).forEach(inner -> block(inner, place));
    } else if (!assignment(statement, place)) {
      loads(statement.expressions(), place);
      statement.blocks().forEach(inner -> block(inner, place));
    }
  }

  /** The statements that give values to something. */
  private boolean assignment(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.Assign assign) {
      load(assign.value(), null, place);
      assign.targets().forEach(target -> store(target, place));
    } else if (statement instanceof PyStatement.AnnotatedAssign assign) {
      load(assign.annotation(), null, place);
      assign.value().ifPresent(value -> load(value, null, place));
      store(assign.target(), place);
    } else if (statement instanceof PyStatement.AugmentedAssign assign) {
      load(assign.value(), null, place);
      store(assign.target(), place);
    } else if (statement instanceof PyStatement.For loop) {
      load(loop.iterable(), null, place);
      store(loop.target(), place);
      loop.blocks().forEach(inner -> block(inner, place));
    } else if (statement instanceof PyStatement.With with) {
      for (PyStatement.WithItem item : with.items()) {
        load(item.context(), null, place);
        item.target().ifPresent(target -> store(target, place));
      }
      block(with.body(), place);
    } else if (statement instanceof PyStatement.Delete delete) {
      delete.targets().forEach(target -> store(target, place));
    } else {
      return false;
    }
    return true;
  }

  private void loads(List<PyExpression> expressions, Place place) {
    for (PyExpression expression : expressions) {
      load(expression, null, place);
    }
  }

  private void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    for (Visitor visitor : visitors) {
      visitor.load(expression, parent, place);
    }
    if (expression instanceof PyExpression.Lambda lambda) {
      lambda.parameters().forEach(p -> p.defaultValue().ifPresent(v -> load(v, lambda, place)));
      load(lambda.body(), lambda, place.called(module.scopeOf(lambda)));
    } else if (expression instanceof PyExpression.Comprehension comprehension) {
      comprehension(comprehension, place.in(module.scopeOf(comprehension)));
    } else if (expression instanceof PyExpression.Walrus walrus) {
      load(walrus.value(), walrus, place);
      store(walrus.target(), place);
    } else {
      for (PyExpression part : expression.children()) {
        load(part, expression, place);
      }
    }
  }

  private void comprehension(PyExpression.Comprehension comprehension, Place place) {
    for (PyExpression.Generator generator : comprehension.generators()) {
      load(generator.iterable(), comprehension, place);
      store(generator.target(), place);
      generator.conditions().forEach(condition -> load(condition, comprehension, place));
    }
    load(comprehension.element(), comprehension, place);
    comprehension.value().ifPresent(value -> load(value, comprehension, place));
  }

  private void store(PyExpression target, Place place) {
    visitors.forEach(visitor -> visitor.store(target, place));
    if (target instanceof PyExpression.Attribute || target instanceof PyExpression.Subscript) {
      target.children().forEach(part -> load(part, target, place));
    } else if (target instanceof PyExpression.Tuple
        || target instanceof PyExpression.ListDisplay
        || target instanceof PyExpression.Starred) {
      target.children().forEach(part -> store(part, place));
    }
  }

  /** {@code __name__ == "__main__"}. */
  private static boolean isMain(PyExpression test) {
    return test instanceof PyExpression.Comparison comparison
        && comparison.operators().equals(List.of(PyOperator.EQUAL))
        && isNameOrMain(comparison.first())
        && isNameOrMain(comparison.others().get(0));
  }

  private static boolean isNameOrMain(PyExpression side) {
    return (side instanceof PyExpression.Name name && name.id().equals("__name__"))
        || (side instanceof PyExpression.Text text && text.value().equals("__main__"));
  }

  private static boolean isTypeChecking(PyExpression test) {
    return (test instanceof PyExpression.Name name && name.id().equals("TYPE_CHECKING"))
        || (test instanceof PyExpression.Attribute a && a.name().equals("TYPE_CHECKING"));
  }

  private static boolean catches(PyStatement.Try tried, boolean isImport) {
    for (PyStatement.Handler handler : tried.handlers()) {
      Optional<PyExpression> type = handler.type();
      if (type.isEmpty() ? isImport : isCaught(type.get(), isImport)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCaught(PyExpression type, boolean isImport) {
    if (type instanceof PyExpression.Tuple tuple) {
      return tuple.elements().stream().anyMatch(one -> isCaught(one, isImport));
    }
    // Catching everything is no sign that a missing attribute was thought of.
    return type instanceof PyExpression.Name name
        && (isImport ? CATCH_IMPORT.contains(name.id()) : name.id().equals("AttributeError"));
  }
}
