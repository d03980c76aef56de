package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.python.PyStatement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions that a plugin registers, by where they are defined. */
final class Registered {
  private final PluginType type;
  private final Map<Location, List<String>> decorators = new HashMap<>();
  private final Set<Path> files = new HashSet<>();

  Registered(Optional<PluginOperations> operations, PluginType type) {
    this.type = type;
    for (FoundOperation found : operations.map(PluginOperations::found).orElse(List.of())) {
      decorators
          .computeIfAbsent(found.location(), where -> new ArrayList<>(1))
          .add(found.decorator());
      files.add(found.location().file());
    }
  }

  boolean isIn(Path file) {
    return files.contains(file);
  }

  /** The operation or migration that a function is, when it is one and nothing wraps it. */
  private Optional<String> decorator(PyStatement.Function function, SourceModule module) {
    return function.decorators().size() <= 1 ? registered(function, module) : Optional.empty();
  }

  private Optional<String> registered(PyStatement.Function function, SourceModule module) {
    List<String> found = decorators.getOrDefault(module.at(function.span()), List.of());
    return found.size() == 1 && !function.isAsync() ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * The operation whose arguments a function gets as the platform passes them, when it is one and
   * no other decorator changes them.
   */
  Optional<Operation> receiving(
      PyStatement.Function function, SourceModule module, Wrappers wrappers) {
    Optional<String> registered = registered(function, module);
    boolean isDirect =
        registered.isPresent()
            && function.decorators().stream()
                    .filter(decorator -> !wrappers.passesArgumentsOn(decorator, module.top))
                    .count()
                <= 1;
    return registered
        .filter(decorator -> isDirect)
        .flatMap(decorator -> OperationCatalogue.get().operation(decorator, type));
  }

  /** The operation that a function is, when it is one and no other decorator wraps it. */
  Optional<Operation> operation(PyStatement.Function function, SourceModule module) {
    return decorator(function, module)
        .flatMap(decorator -> OperationCatalogue.get().operation(decorator, type));
  }

  /** The decorator of a migration that a function is, when no other decorator wraps it. */
  Optional<String> migration(PyStatement.Function function, SourceModule module) {
    return decorator(function, module)
        .filter(decorator -> OperationCatalogue.get().migration(decorator).isPresent());
  }
}
