package dev.dvp.core.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
