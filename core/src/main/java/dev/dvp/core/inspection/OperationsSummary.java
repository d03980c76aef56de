package dev.dvp.core.inspection;

import dev.dvp.core.artifact.ArtifactFacts;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an artifact's flags say about the operations.
 *
 * @param implemented the operations of the plugin's type that it says to implement
 * @param missing those that the engine's workflows fail without and that it has not
 * @param total how many operations the plugin's type has
 * @param uncalled flags of operations that the plugin's type has not, yet set
 * @param unknown flags that are set and that no engine knows
 */
public record OperationsSummary(
    List<Operation> implemented,
    List<Operation> missing,
    int total,
    List<String> uncalled,
    List<String> unknown) {

  /** Copies the lists. */
  public OperationsSummary {
    implemented = List.copyOf(implemented);
    missing = List.copyOf(missing);
    uncalled = List.copyOf(uncalled);
    unknown = List.copyOf(unknown);
  }

  /**
   * Holds an artifact's flags against the catalogue.
   *
   * @param facts what the artifact says
   * @return the summary; of an unknown plugin type all operations count
   */
  public static OperationsSummary of(ArtifactFacts facts) {
    OperationCatalogue catalogue = OperationCatalogue.get();
    List<Operation> all =
        facts.pluginType().map(catalogue::operationsFor).orElseGet(catalogue::operations);
    List<Operation> implemented = new ArrayList<>();
    List<Operation> missing = new ArrayList<>();
    Set<String> ofType = new LinkedHashSet<>();
    for (Operation operation : all) {
      ofType.add(operation.manifestKey());
      if (facts.operationFlags().getOrDefault(operation.manifestKey(), false)) {
        implemented.add(operation);
      } else if (operation.required()) {
        missing.add(operation);
      }
    }
    List<String> uncalled = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, Boolean> flag : facts.operationFlags().entrySet()) {
      if (flag.getValue() && !ofType.contains(flag.getKey())) {
        boolean known = catalogue.manifestKeys().contains(flag.getKey());
        (known ? uncalled : unknown).add(flag.getKey());
      }
    }
    return new OperationsSummary(implemented, missing, all.size(), uncalled, unknown);
  }
}
