package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds {@code print}: nobody sees what a plugin prints. */
final class Output implements Visitor {
  private record Print(PyExpression.Call call, Scope scope) {}

  private record Function(SourceModule module, String name) {}

  private final Program program;
  private final Diagnostics out;
  private final List<Print> prints = new ArrayList<>();

  /** Functions that are there for when the module is run as a program. */
  private final Set<Function> ofPrograms = new HashSet<>();

  Output(Program program, Diagnostics out) {
    this.program = program;
    this.out = out;
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (expression instanceof PyExpression.Call call
        && program
            .dotted(call.function(), place.scope())
            .filter("builtins.print"::equals)
            .isPresent()
        && goesToStdout(call, place.scope())) {
      prints.add(new Print(call, place.scope()));
    }
  }

  private boolean goesToStdout(PyExpression.Call call, Scope scope) {
    for (PyExpression.Keyword keyword : call.keywords()) {
      if (keyword.name().isEmpty()) {
        return false;
      }
      if (keyword.name().get().equals("file")) {
        return program.dotted(keyword.value(), scope).filter("sys.stdout"::equals).isPresent();
      }
    }
    return true;
  }

  @Override
  public void notRun(List<PyStatement> block, Place place) {
    SourceModule module = place.scope().module;
    Deque<List<PyStatement>> blocks = new ArrayDeque<>(List.of(block));
    while (!blocks.isEmpty()) {
      for (PyStatement statement : blocks.remove()) {
        blocks.addAll(statement.blocks());
        Deque<PyExpression> open = new ArrayDeque<>(statement.expressions());
        while (!open.isEmpty()) {
          PyExpression next = open.remove();
          open.addAll(next.children());
          if (next instanceof PyExpression.Name name) {
            ofPrograms.add(new Function(module, name.id()));
          }
        }
      }
    }
  }

  @Override
  public void end() {
    for (Print print : prints) {
      Optional<PyStatement.Function> function = outermost(print.scope());
      SourceModule module = print.scope().module;
      boolean isOfProgram =
          function.filter(f -> ofPrograms.contains(new Function(module, f.name()))).isPresent();
      if (!isOfProgram) {
        out.add(
            UsageRule.PRINT.at(
                module.at(print.call().span()),
                "What a plugin prints is lost: an engine keeps what is logged, and not the standard"
                    + " output.",
                "Use `logging.getLogger(__name__).info(…)`, with the platform's handler added in the"
                    + " entry module."));
      }
    }
  }

  private static Optional<PyStatement.Function> outermost(Scope scope) {
    Optional<PyStatement.Function> found = Optional.empty();
    Optional<Scope> next = Optional.of(scope);
    while (next.isPresent()) {
      Optional<PyStatement.Function> before = found;
      found = next.get().function().or(() -> before);
      next = next.get().parent();
    }
    return found;
  }
}
