package dev.dvp.core.operations;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plugin's source implements, as importing it would register.
 *
 * @param found the operations, in the order of their registration
 * @param flags for every manifest key of the catalogue, in its order, whether it is implemented
 * @param migrationIds the canonical ids of the PLATFORM migrations, sorted numerically
 */
public record PluginOperations(
    List<FoundOperation> found, Map<String, Boolean> flags, List<String> migrationIds) {

  /** Copies the collections, keeping the order of the flags. */
  public PluginOperations {
    found = List.copyOf(found);
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    migrationIds = List.copyOf(migrationIds);
  }

  /**
   * What follows from the operations that were found.
   *
   * @param found the operations, in the order of their registration
   * @param migrationIds the canonical ids of the PLATFORM migrations, sorted numerically
   * @return the same with a flag for each manifest key
   */
  public static PluginOperations of(List<FoundOperation> found, List<String> migrationIds) {
    OperationCatalogue catalogue = OperationCatalogue.get();
    Set<String> decorators = new HashSet<>();
    found.forEach(operation -> decorators.add(operation.decorator()));
    Map<String, Boolean> flags = new LinkedHashMap<>();
    catalogue.manifestKeys().forEach(key -> flags.put(key, false));
    for (Operation operation : catalogue.operations()) {
      if (decorators.contains(operation.decorator())) {
        flags.put(operation.manifestKey(), true);
      }
    }
    return new PluginOperations(found, flags, migrationIds);
  }

  /**
   * Sorts ids as the artifact lists them.
   *
   * @param ids canonical ids of PLATFORM migrations
   * @return each once, numerically
   */
  public static List<String> sortedIds(Collection<String> ids) {
    TreeSet<List<BigInteger>> sorted = new TreeSet<>(MigrationId.NUMERICALLY);
    ids.forEach(id -> MigrationId.parts(id).ifPresent(sorted::add));
    return sorted.stream().map(MigrationId::join).toList();
  }
}
