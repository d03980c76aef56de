package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Habits around commands: secrets in their text, and exit codes that nobody looks at. */
final class Commands implements Visitor {
  private static final Set<String> OUTPUT = Set.of("stdout", "stderr");

  /** A local, by the scope whose name it is. */
  private record Local(Scope scope, String name) {}

  private record Kept(Local local, PyExpression.Call call, Library function) {}

  private final Program program;
  private final Secrets secrets;
  private final Diagnostics out;
  private final List<Kept> kept = new ArrayList<>();

  /** Locals that are asked for more than their output, or handed to somebody who may ask. */
  private final Set<Local> lookedAt = new HashSet<>();

  Commands(Program program, Secrets secrets, Diagnostics out) {
    this.program = program;
    this.secrets = secrets;
    this.out = out;
  }

  @Override
  public void statement(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.ExpressionStatement alone
        && !place.isAtImport()
        && alone.value() instanceof PyExpression.Call call) {
      unchecked(call, place).ifPresent(function -> report(call, function, place.scope()));
    } else if (statement instanceof PyStatement.Assign assign
        && assign.targets().size() == 1
        && assign.targets().get(0) instanceof PyExpression.Name name
        && assign.value() instanceof PyExpression.Call call) {
      keep(name.id(), call, place);
    }
  }

  /** Remembers a result in a local; what is global may be looked at from anywhere. */
  private void keep(String name, PyExpression.Call call, Place place) {
    Optional<Scope> owner = place.scope().owner(name);
    // An underscore says that the result does not matter.
    if (owner.isPresent() && owner.get().kind == Scope.Kind.FUNCTION && !name.equals("_")) {
      Local local = new Local(owner.get(), name);
      unchecked(call, place).ifPresent(function -> kept.add(new Kept(local, call, function)));
    }
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (expression instanceof PyExpression.Name name) {
      boolean isOutput =
          parent instanceof PyExpression.Attribute attribute && OUTPUT.contains(attribute.name());
      if (!isOutput) {
        place
            .scope()
            .owner(name.id())
            .ifPresent(owner -> lookedAt.add(new Local(owner, name.id())));
      }
    } else if (expression instanceof PyExpression.Attribute attribute
        && attribute.value() instanceof PyExpression.Call call
        && OUTPUT.contains(attribute.name())
        && !place.isAtImport()) {
      unchecked(call, place).ifPresent(function -> report(call, function, place.scope()));
    } else if (expression instanceof PyExpression.Call call
        && Library.called(call, place.scope(), program).isPresent()) {
      Library.command(call).ifPresent(command -> secretsIn(command, place.scope()));
    }
  }

  private void secretsIn(PyExpression command, Scope scope) {
    for (PyExpression secret : secrets.builtInto(command, scope)) {
      out.add(
          UsageRule.PASSWORD_IN_COMMAND.at(
              scope.module.at(secret.span()),
              "A secret becomes part of a command's text, which ends up in process lists and logs"
                  + " of the host, and breaks when it holds a quote.",
              "Pass it with `variables={\"SECRET\": …}`, and read the environment variable in the"
                  + " script."));
    }
  }

  /** The function of the library that a call calls without asking for a check. */
  private Optional<Library> unchecked(PyExpression.Call call, Place place) {
    return Library.called(call, place.scope(), program)
        .filter(function -> function.isUnchecked(call) && !ignoresFailure(call));
  }

  /** Whether the script itself says that it may fail. */
  private static boolean ignoresFailure(PyExpression.Call call) {
    return Library.command(call).orElse(null) instanceof PyExpression.Text text
        && (text.value().contains("|| true")
            || text.value().contains("|| :")
            || text.value().strip().endsWith("exit 0"));
  }

  private void report(PyExpression.Call call, Library function, Scope scope) {
    String pass = function.hasCheck() ? "Pass `check=True`, or look" : "Look";
    out.add(
        UsageRule.UNCHECKED_COMMAND.at(
            scope.module.at(call.span()),
            "Nobody looks at the exit code of this `"
                + function.function()
                + "`, so that the operation goes on, and succeeds, when the command failed.",
            pass
                + " at the result's `exit_code`; if failing does not matter, assign the result to"
                + " `_`."));
  }

  @Override
  public void end() {
    for (Kept one : kept) {
      if (!lookedAt.contains(one.local())) {
        report(one.call(), one.function(), one.local().scope());
      }
    }
  }
}
