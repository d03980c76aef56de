package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyPattern;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renames a parameter where the function means it: in its own scope and in those inside it that do
 * not bind the name again. Strings and comments stay. Gives up where the new name has a meaning
 * already, or where what a name means cannot be told from the text. Recurses with the depth of the
 * source, so it is called on a deep stack.
 */
final class ParameterRename {
  /** Functions by which source may see names as strings. */
  private static final Set<String> REFLECTION = Set.of("locals", "vars", "eval", "exec", "dir");

  private final Path file;
  private final String old;
  private final String fresh;
  private final List<Edit> edits = new ArrayList<>();
  private boolean isDoubtful;

  private ParameterRename(FunctionValue function, String old, String fresh) {
    this.file = function.where.file();
    this.old = old;
    this.fresh = fresh;
  }

  /**
   * The edits.
   *
   * @return none where renaming is not plainly safe
   */
  static List<Edit> edits(FunctionValue function, PyParameter parameter, String fresh) {
    ParameterRename rename = new ParameterRename(function, parameter.name(), fresh);
    boolean isTaken = function.parameters.stream().anyMatch(p -> p.name().equals(fresh));
    rename.edit(parameter.span());
    rename.block(function.body, true);
    return isTaken || rename.isDoubtful ? List.of() : rename.edits;
  }

  private void edit(Span span) {
    edits.add(new Edit(new Location(file, span.line(), span.column()), old, fresh));
  }

  private boolean isEither(String name) {
    return name.equals(old) || name.equals(fresh);
  }

  /**
   * Looks through a block.
   *
   * @param isSeen whether the old name means the parameter there
   */
  private void block(List<PyStatement> block, boolean isSeen) {
    block.forEach(statement -> statement(statement, isSeen));
  }

  private void statement(PyStatement statement, boolean isSeen) {
    statement.expressions().forEach(expression -> expression(expression, isSeen));
    if (statement instanceof PyStatement.Function inner) {
      isDoubtful |= isEither(inner.name());
      boolean isBound = BoundNames.of(inner.body()).contains(old);
      block(inner.body(), isSeen && !takes(inner.parameters()) && !isBound);
      return;
    }
    if (statement instanceof PyStatement.ClassDefinition inner) {
      isDoubtful |= isEither(inner.name()) || BoundNames.of(inner.body()).contains(old);
    } else if (statement instanceof PyStatement.ScopeDeclaration declaration) {
      isDoubtful |= declaration.names().stream().anyMatch(this::isEither);
    } else if (statement instanceof PyStatement.Import
        || statement instanceof PyStatement.ImportFrom
        || statement instanceof PyStatement.Try) {
      // These bind names whose place is not known.
      isDoubtful |=
          BoundNames.of(List.of(withoutBlocks(statement))).stream().anyMatch(this::isEither);
    } else if (statement instanceof PyStatement.Match match) {
      match.cases().forEach(one -> pattern(one.pattern()));
    }
    statement.blocks().forEach(inner -> block(inner, isSeen));
  }

  private static PyStatement withoutBlocks(PyStatement statement) {
    if (!(statement instanceof PyStatement.Try attempt)) {
      return statement;
    }
    List<PyStatement.Handler> handlers =
        attempt.handlers().stream()
            .map(h -> new PyStatement.Handler(h.type(), h.name(), List.of(), h.span()))
            .toList();
    return new PyStatement.Try(
        List.of(), handlers, List.of(), List.of(), attempt.isStar(), attempt.span());
  }

  /** Whether parameters hide the old name. */
  private boolean takes(List<PyParameter> parameters) {
    isDoubtful |= parameters.stream().anyMatch(p -> p.name().equals(fresh));
    return parameters.stream().anyMatch(p -> p.name().equals(old));
  }

  /** Patterns do not tell where their names stand; few operations match at all. */
  private void pattern(PyPattern pattern) {
    String written = pattern.toString();
    isDoubtful |= written.contains(old) || written.contains(fresh);
  }

  private void expression(PyExpression expression, boolean isSeen) {
    if (expression instanceof PyExpression.Name name) {
      isDoubtful |= name.id().equals(fresh) || REFLECTION.contains(name.id());
      if (isSeen && name.id().equals(old)) {
        edit(name.span());
      }
    } else if (expression instanceof PyExpression.Lambda lambda) {
      for (PyParameter parameter : lambda.parameters()) {
        parameter.defaultValue().ifPresent(value -> expression(value, isSeen));
      }
      expression(lambda.body(), isSeen && !takes(lambda.parameters()));
    } else if (expression instanceof PyExpression.Comprehension comprehension) {
      comprehension(comprehension, isSeen);
    } else {
      expression.children().forEach(child -> expression(child, isSeen));
    }
  }

  /**
   * The first iterable belongs to the scope outside; the rest sees what the comprehension binds.
   */
  private void comprehension(PyExpression.Comprehension comprehension, boolean isSeen) {
    PyExpression first = comprehension.generators().get(0).iterable();
    expression(first, isSeen);
    boolean isHidden =
        comprehension.generators().stream()
            .anyMatch(generator -> BoundNames.ofTarget(generator.target()).contains(old));
    for (PyExpression child : comprehension.children()) {
      if (child != first) {
        expression(child, isSeen && !isHidden);
      }
    }
  }
}
