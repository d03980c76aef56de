package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Value.PluginObject;
import dev.dvp.core.python.ParameterKind;
import dev.dvp.core.python.PyParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what the source registers against what the platform knows and calls. */
final class OperationChecks {
  private final OperationCatalogue catalogue = OperationCatalogue.get();
  private final PluginType type;
  private final boolean isComplete;
  private final SourceFixes fixes;
  private final Diagnostics diagnostics;
  private final MigrationChecks migrations;
  private final Map<String, List<Registration>> byPath = new LinkedHashMap<>();
  private final List<FoundOperation> found = new ArrayList<>();

  /**
   * Checks for one plugin.
   *
   * @param request the plugin
   * @param isComplete whether all modules could be read and followed to their end
   * @param fixes makes fixes
   * @param diagnostics where findings go
   */
  OperationChecks(
      OperationsReader.Request request,
      boolean isComplete,
      SourceFixes fixes,
      Diagnostics diagnostics) {
    this.fixes = fixes;
    this.type = request.pluginType();
    this.isComplete = isComplete;
    this.diagnostics = diagnostics;
    this.migrations = new MigrationChecks(request.luaName(), diagnostics);
  }

  PluginOperations check(Set<PluginObject> plugins, List<Registration> registrations) {
    for (Registration registration : registrations) {
      if (plugins.contains(registration.plugin())) {
        take(registration);
      } else {
        diagnostics.add(
            OperationRule.OTHER_PLUGIN_OBJECT.at(
                registration.where(),
                "`"
                    + registration.path()
                    + "` is registered on another plugin object than the one"
                    + " that `entryPoint` names, so the engine never calls it.",
                "Import the one plugin object where operations are registered, and make no"
                    + " second."));
      }
    }
    byPath.forEach(this::checkOnce);
    if (isComplete && isAllSeen()) {
      migrations.checkLuaName();
    }
    diagnostics.addAll(
        MissingOperations.find(type, byPath.keySet(), plugins.iterator().next().made, isComplete));
    return PluginOperations.of(found, migrations.ids());
  }

  private boolean isAllSeen() {
    return diagnostics.sorted().stream().noneMatch(d -> d.rule() == OperationRule.NOT_SEEN);
  }

  /** A place for a message: the file's name and line. */
  static String place(Registration registration) {
    Location where = registration.where();
    return where.file().getFileName() + ":" + where.line();
  }

  private void take(Registration registration) {
    FoundOperation operationFound = found(registration);
    // Two plugin objects, one in each arm of a fork, give the one function twice.
    boolean isSame =
        registration.migration().isEmpty()
            && found.contains(operationFound)
            && byPath.getOrDefault(registration.path(), List.of()).stream()
                .allMatch(registration::excludes);
    if (!isSame) {
      found.add(operationFound);
    }
    if (registration.migration().isPresent()) {
      migrations.check(registration, registration.migration().get());
      MigrationOperation migration = catalogue.migration(registration.path()).orElseThrow();
      checkFunction(registration, migration.arguments());
      return;
    }
    byPath.computeIfAbsent(registration.path(), path -> new ArrayList<>()).add(registration);
    Optional<Operation> operation = catalogue.operation(registration.path(), type);
    if (operation.isPresent()) {
      checkFunction(registration, operation.get().arguments());
    } else {
      diagnostics.add(
          OperationRule.UNUSED_OPERATION.at(
              registration.where(),
              "No workflow of the engine calls `"
                  + registration.path()
                  + "` for a plugin of type "
                  + type
                  + ".",
              "Remove the function, or change `pluginType` in `plugin_config.yml`."));
    }
  }

  private static FoundOperation found(Registration registration) {
    Optional<FunctionValue> author = registration.author();
    return new FoundOperation(
        registration.path(),
        author.map(function -> function.name).orElse(FoundOperation.UNKNOWN_FUNCTION),
        author.map(function -> function.where).orElse(registration.where()),
        registration.migration().flatMap(MigrationId::canonical));
  }

  private void checkFunction(Registration registration, List<String> arguments) {
    if (registration.function() instanceof FunctionValue function) {
      checkKind(registration, function, arguments);
      return;
    }
    Optional<String> kind = kindOf(registration.function());
    kind.ifPresent(
        what ->
            diagnostics.add(
                OperationRule.NOT_A_FUNCTION.at(
                    registration.where(),
                    "`"
                        + registration.path()
                        + "` is registered with "
                        + what
                        + ", and the platform takes a plain function alone.",
                    help(registration, arguments))));
  }

  private static Optional<String> kindOf(Value value) {
    if (value instanceof Value.Unknown
        || value instanceof Value.Choice
        || value instanceof Value.Known) {
      return Optional.empty();
    } else if (value instanceof TypeValue type) {
      return Optional.of("the class `" + type.name() + "`");
    } else if (value instanceof Value.BoundMethod method) {
      return Optional.of("the method `" + method.function().name + "`");
    } else if (value instanceof Value.Descriptor descriptor) {
      return Optional.of("a `" + descriptor.kind() + "` object");
    } else if (value instanceof Value.Cached) {
      return Optional.of("a `functools.lru_cache` object");
    } else if (value instanceof Value.Partial) {
      return Optional.of("a `functools.partial` object");
    }
    return Optional.of("an object that is no function");
  }

  private static String help(Registration registration, List<String> arguments) {
    return "Write a function at the top level of a module: `@plugin."
        + registration.path()
        + (registration.migration().isPresent() ? "(\"2026.01.31\")" : "()")
        + "` above `def name("
        + String.join(", ", arguments)
        + "):`.";
  }

  private void checkKind(
      Registration registration, FunctionValue function, List<String> arguments) {
    if (function.kind == FunctionValue.Kind.ASYNC) {
      diagnostics.add(
          OperationRule.ASYNC_OPERATION.at(
              function.where,
              "`"
                  + function.name
                  + "` is an `async` function: the platform calls it without"
                  + " awaiting it, so it would never run.",
              "Write `def` instead of `async def`."));
    } else if (function.kind == FunctionValue.Kind.LAMBDA) {
      diagnostics.add(
          OperationRule.NOT_A_FUNCTION.at(
              function.where,
              "`"
                  + registration.path()
                  + "` is registered with a lambda, and the platform takes a"
                  + " plain function alone.",
              help(registration, arguments)));
    } else if (function.isMethod() && takesSelf(function, arguments)) {
      diagnostics.add(
          OperationRule.NOT_A_FUNCTION.at(
              function.where,
              "`"
                  + function.name
                  + "` is a method: the platform calls it without an object, so `"
                  + function.parameters.get(0).name()
                  + "` is missing.",
              help(registration, arguments)));
    } else {
      new SignatureCheck(registration.path(), arguments, function, fixes, diagnostics).check();
    }
  }

  private static boolean takesSelf(FunctionValue function, List<String> arguments) {
    if (function.parameters.isEmpty()) {
      return false;
    }
    PyParameter first = function.parameters.get(0);
    boolean isPositional =
        first.kind() == ParameterKind.POSITIONAL_ONLY
            || first.kind() == ParameterKind.POSITIONAL_OR_KEYWORD;
    return isPositional && first.defaultValue().isEmpty() && !arguments.contains(first.name());
  }

  private void checkOnce(String path, List<Registration> registrations) {
    for (int i = 1; i < registrations.size(); i++) {
      Registration second = registrations.get(i);
      Optional<Registration> first =
          registrations.subList(0, i).stream().filter(r -> !r.excludes(second)).findFirst();
      first.ifPresent(
          other ->
              diagnostics.add(
                  OperationRule.DUPLICATE_OPERATION.at(
                      second.where(),
                      "`"
                          + path
                          + "` is already registered at "
                          + place(other)
                          + ", and the platform refuses a second function for it.",
                      "Keep one of the two functions.")));
    }
    boolean isCertain =
        Coverage.isCertain(registrations.stream().map(Registration::openBranches).toList());
    if (!isCertain) {
      diagnostics.add(
          OperationRule.CONDITIONAL_OPERATION.at(
              registrations.get(0).where(),
              "Whether `"
                  + path
                  + "` is registered depends on something that is only known where"
                  + " the source runs; the artifact says that it is implemented.",
              "Register it always, and decide inside the function; `dvp validate --import` tells what"
                  + " this machine registers."));
    }
  }
}
