package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Habits around logging: nobody who takes the records, and secrets in them. */
final class Logging implements Visitor {
  private static final String HANDLER = "PlatformHandler";
  private static final Set<String> METHODS =
      Set.of("debug", "info", "warning", "warn", "error", "critical", "fatal", "exception", "log");

  /** Where a handler is made: at import, or in a function. */
  private record Handler(SourceModule module, boolean isAtImport, Scope scope, Location where) {}

  private record Logged(SourceModule module, boolean isAtImport, Location where) {}

  private final Program program;
  private final Secrets secrets;
  private final Diagnostics out;
  private final List<Handler> handlers = new ArrayList<>();
  private final List<Logged> records = new ArrayList<>();
  private final Set<String> namesUsed = new HashSet<>();
  private boolean isConfiguredElsewhere;

  Logging(Program program, Secrets secrets, Diagnostics out) {
    this.program = program;
    this.secrets = secrets;
    this.out = out;
  }

  @Override
  public void statement(PyStatement statement, Place place) {
    if (statement instanceof PyStatement.ImportFrom from) {
      from.names().forEach(alias -> namesUsed.add(alias.name()));
    }
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    SourceModule module = place.scope().module;
    if (expression instanceof PyExpression.Name name) {
      namesUsed.add(name.id());
      handler(name, name.id(), place);
    } else if (expression instanceof PyExpression.Attribute attribute) {
      namesUsed.add(attribute.name());
      handler(attribute, attribute.name(), place);
    } else if (expression instanceof PyExpression.Text text) {
      // A configuration may name the class.
      isConfiguredElsewhere |= text.value().contains(HANDLER);
    } else if (expression instanceof PyExpression.Call call) {
      Optional<String> dotted = program.dotted(call.function(), place.scope());
      isConfiguredElsewhere |=
          dotted.filter(d -> d.startsWith("logging.config.")).isPresent()
              || addsOther(call, place.scope());
      if (isLog(call, dotted, place.scope())) {
        records.add(new Logged(module, place.isAtImport(), module.at(call.span())));
        secretsIn(call, place.scope());
      } else if (dotted.filter("builtins.print"::equals).isPresent()) {
        secretsIn(call, place.scope());
      }
    }
  }

  /** A handler that cannot be seen to be the platform's may be, or may do its work. */
  private boolean addsOther(PyExpression.Call call, Scope scope) {
    return call.function() instanceof PyExpression.Attribute method
        && method.name().equals("addHandler")
        && !call.arguments().stream().allMatch(argument -> isHandlerCall(argument, scope));
  }

  private boolean isHandlerCall(PyExpression argument, Scope scope) {
    if (argument instanceof PyExpression.Call made) {
      return program
          .dotted(made.function(), scope)
          .filter((Library.NAME + "." + HANDLER)::equals)
          .isPresent();
    }
    Optional<Program.Bound> bound = program.bound(argument, scope);
    return bound.isPresent()
        && bound.get().binding() instanceof Binding.Assigned assigned
        && assigned.value() instanceof PyExpression.Call call
        && isHandlerCall(call, bound.get().scope());
  }

  private void handler(PyExpression expression, String name, Place place) {
    boolean isHandler =
        name.equals(HANDLER)
            || (expression instanceof PyExpression.Name
                && program
                    .dotted(expression, place.scope())
                    .filter(dotted -> dotted.endsWith("." + HANDLER))
                    .isPresent());
    if (isHandler) {
      SourceModule module = place.scope().module;
      Location where = module.at(expression.span());
      handlers.add(new Handler(module, place.isAtImport(), place.scope(), where));
    }
  }

  /** Whether a call surely logs: by the module, or by a logger that is plain to see. */
  private boolean isLog(PyExpression.Call call, Optional<String> dotted, Scope scope) {
    if (!(call.function() instanceof PyExpression.Attribute method)) {
      return dotted.filter(Logging::isOfModule).isPresent();
    }
    if (!METHODS.contains(method.name())) {
      return false;
    }
    return dotted.filter(Logging::isOfModule).isPresent() || isLogger(method.value(), scope);
  }

  private static boolean isOfModule(String dotted) {
    return dotted.startsWith("logging.") && METHODS.contains(dotted.substring("logging.".length()));
  }

  private boolean isLogger(PyExpression expression, Scope scope) {
    PyExpression made = expression;
    Scope where = scope;
    if (!(made instanceof PyExpression.Call)) {
      Optional<Program.Bound> bound = program.bound(made, scope);
      if (bound.isEmpty() || !(bound.get().binding() instanceof Binding.Assigned assigned)) {
        return false;
      }
      made = assigned.value();
      where = bound.get().scope();
    }
    return made instanceof PyExpression.Call call
        && program.dotted(call.function(), where).filter("logging.getLogger"::equals).isPresent();
  }

  private void secretsIn(PyExpression.Call call, Scope scope) {
    for (PyExpression argument : call.arguments()) {
      for (PyExpression secret : secrets.in(argument, scope)) {
        out.add(
            UsageRule.SECRET_IN_LOG.at(
                scope.module.at(secret.span()),
                "A secret is logged: the plugin's logs are kept in files, and handed to support.",
                "Leave it out, or log whether there is one."));
      }
    }
  }

  @Override
  public void end() {
    if (records.isEmpty() || isConfiguredElsewhere) {
      return;
    }
    if (handlers.isEmpty()) {
      records.stream()
          .min((a, b) -> a.where().compareTo(b.where()))
          .ifPresent(first -> missing(first.where()));
    } else if (handlers.size() == 1) {
      late(handlers.get(0));
    }
  }

  private void missing(Location where) {
    out.add(
        UsageRule.NO_LOG_HANDLER.at(
            where,
            "What the plugin logs never reaches its log on the engine, since no module adds the"
                + " platform's handler to a logger.",
            "In the entry module, write `from dlpx.virtualization.libs import PlatformHandler` and"
                + " `logging.getLogger().addHandler(PlatformHandler())` before anything else."));
  }

  private void late(Handler handler) {
    Optional<String> function = handler.scope().function().map(PyStatement.Function::name);
    if (function.isPresent()) {
      if (!namesUsed.contains(function.get()) && isPlain(handler.scope())) {
        out.add(
            UsageRule.NO_LOG_HANDLER.at(
                handler.where(),
                "The platform's log handler is added in the function `"
                    + function.get()
                    + "`, which nothing calls, so that what the plugin logs never reaches its log.",
                "Call `" + function.get() + "()` in the entry module, before anything is logged."));
      }
      return;
    }
    for (Logged record : records) {
      boolean isBefore =
          handler.isAtImport()
              && record.isAtImport()
              && record.module() == handler.module()
              && record.where().compareTo(handler.where()) < 0;
      if (isBefore) {
        out.add(
            UsageRule.NO_LOG_HANDLER.at(
                record.where(),
                "This is logged before the platform's handler is added, so that it never reaches the"
                    + " plugin's log.",
                "Add the handler before anything is logged."));
      }
    }
  }

  /** A function of a module, without decorators that may call or keep it. */
  private static boolean isPlain(Scope scope) {
    return scope.parent().filter(outer -> outer.kind == Scope.Kind.MODULE).isPresent()
        && scope.function().filter(made -> made.decorators().isEmpty()).isPresent();
  }
}
