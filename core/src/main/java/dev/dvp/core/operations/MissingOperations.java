package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.PluginType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the required operations that a plugin does not implement. */
public final class MissingOperations {
  private MissingOperations() {}

  /**
   * Compares what is implemented with what the engine needs.
   *
   * @param type the plugin's type
   * @param implemented the decorators that are registered
   * @param plugin where the plugin object is made
   * @param isComplete whether all of the source could be read
   * @return a finding for each operation that is missing
   */
  public static List<Diagnostic> find(
      PluginType type, Set<String> implemented, Location plugin, boolean isComplete) {
    List<Diagnostic> missing = new ArrayList<>();
    for (Operation operation : OperationCatalogue.get().operationsFor(type)) {
      if (operation.required() && !implemented.contains(operation.decorator())) {
        missing.add(finding(operation, plugin, isComplete));
      }
    }
    return missing;
  }

  private static Diagnostic finding(Operation operation, Location plugin, boolean isComplete) {
    String workflows =
        operation.workflows().stream()
            .map(workflow -> "`" + workflow + "`")
            .collect(Collectors.joining(", "));
    String where = isComplete ? "" : " in the files that could be read";
    return OperationRule.MISSING_OPERATION.at(
        plugin,
        "The required operation `"
            + operation.decorator()
            + "` ("
            + operation.title()
            + ") is not implemented"
            + where
            + "; the engine fails without it in "
            + workflows
            + ".",
        "Add `@plugin."
            + operation.decorator()
            + "()` above `def name("
            + String.join(", ", operation.arguments())
            + "):`.");
  }
}
