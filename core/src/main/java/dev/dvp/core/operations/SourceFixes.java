package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyParameter;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The safe ways to mend findings about operations. Each looks for the very piece of source when the
 * fix is asked for, and is none where the finding came about in another way than the usual one.
 */
final class SourceFixes {
  private final Imports imports;

  SourceFixes(Imports imports) {
    this.imports = imports;
  }

  /** Renames a parameter, its uses and the calls that pass it by name. */
  Fix renameParameter(FunctionValue function, PyParameter parameter, String name) {
    return Fix.later(
        "rename `" + parameter.name() + "` to `" + name + "`",
        () -> DeepStack.call(() -> renamed(function, parameter, name)));
  }

  private List<Edit> renamed(FunctionValue function, PyParameter parameter, String name) {
    List<Edit> inside = ParameterRename.edits(function, parameter, name);
    Optional<List<Edit>> outside =
        inside.isEmpty()
            ? Optional.empty()
            : CallSites.edits(function, parameter.name(), name, imports.executed());
    if (outside.isEmpty()) {
      return List.of();
    }
    List<Edit> all = new ArrayList<>(inside);
    // A function that calls itself has such a call inside.
    outside.get().stream().filter(edit -> !inside.contains(edit)).forEach(all::add);
    return all;
  }

  /** Adds the parentheses to a decorator that ends in the operation's path. */
  Fix addParentheses(Frame frame, Span span, String path) {
    String name = path.substring(path.indexOf('.') + 1);
    String group = path.substring(0, path.indexOf('.'));
    return Fix.later(
        "add the parentheses",
        () ->
            edit(
                frame,
                decorator(frame, span)
                    .filter(
                        attribute ->
                            attribute.name().equals(name)
                                && attribute.value() instanceof PyExpression.Attribute outer
                                && outer.name().equals(group)),
                name + "()"));
  }

  /** Renames an attribute where it stands. */
  Fix renameAttribute(Frame frame, Span span, String old, String name) {
    return Fix.later(
        "write `" + name + "`",
        () ->
            edit(
                frame,
                find(
                    frame,
                    expression ->
                        expression instanceof PyExpression.Attribute attribute
                                && attribute.nameSpan().equals(span)
                                && attribute.name().equals(old)
                            ? Optional.of(attribute)
                            : Optional.empty()),
                name));
  }

  /** Writes {@code Plugin} in a call of {@code platform.plugin()}. */
  Fix renameMaker(Frame frame, Span span) {
    return Fix.later(
        "write `Plugin`",
        () ->
            edit(
                frame,
                find(
                    frame,
                    expression ->
                        expression instanceof PyExpression.Call call
                                && call.span().equals(span)
                                && call.function() instanceof PyExpression.Attribute attribute
                                && attribute.name().equals("plugin")
                            ? Optional.of(attribute)
                            : Optional.empty()),
                "Plugin"));
  }

  private static List<Edit> edit(
      Frame frame, Optional<PyExpression.Attribute> attribute, String replacement) {
    return attribute
        .map(
            found -> {
              Span span = found.nameSpan();
              Location where = new Location(frame.file(), span.line(), span.column());
              return List.of(new Edit(where, found.name(), replacement));
            })
        .orElse(List.of());
  }

  private static Optional<PyExpression.Attribute> decorator(Frame frame, Span span) {
    Deque<List<PyStatement>> open = new ArrayDeque<>(List.of(frame.module.body));
    while (!open.isEmpty()) {
      for (PyStatement statement : open.pop()) {
        statement.blocks().forEach(open::push);
        if (statement instanceof PyStatement.Function function) {
          for (PyExpression decorator : function.decorators()) {
            if (decorator instanceof PyExpression.Attribute attribute
                && attribute.span().equals(span)) {
              return Optional.of(attribute);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Looks for an expression in all of the module, without recursion. */
  private static Optional<PyExpression.Attribute> find(Frame frame, Finder finder) {
    Deque<List<PyStatement>> blocks = new ArrayDeque<>(List.of(frame.module.body));
    Deque<PyExpression> open = new ArrayDeque<>();
    while (!blocks.isEmpty()) {
      for (PyStatement statement : blocks.pop()) {
        statement.blocks().forEach(blocks::push);
        open.addAll(statement.expressions());
        while (!open.isEmpty()) {
          PyExpression expression = open.pop();
          Optional<PyExpression.Attribute> found = finder.look(expression);
          if (found.isPresent()) {
            return found;
          }
          expression.children().forEach(open::push);
        }
      }
    }
    return Optional.empty();
  }

  @FunctionalInterface
  private interface Finder {
    Optional<PyExpression.Attribute> look(PyExpression expression);
  }
}
