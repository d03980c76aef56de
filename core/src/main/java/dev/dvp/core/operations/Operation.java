package dev.dvp.core.operations;

import dev.dvp.core.manifest.PluginType;
import java.util.List;
import java.util.Set;

/**
 * A plugin operation as the platform defines it: one row of {@code operations.yml}.
 *
 * @param decorator the attribute path on the plugin object, for example {@code virtual.configure}
 * @param title the name for people, for example {@code Virtual Source Configure}
 * @param manifestKey the artifact's key that says whether it is implemented
 * @param types the plugin types that have it
 * @param required whether the engine's workflows fail without it
 * @param arguments the exact argument names; the platform passes them by keyword
 * @param returns what the platform accepts back, in words
 * @param workflows the engine's workflows that call it
 */
public record Operation(
    String decorator,
    String title,
    String manifestKey,
    Set<PluginType> types,
    boolean required,
    List<String> arguments,
    String returns,
    List<String> workflows) {

  /** Copies the collections. */
  public Operation {
    types = Set.copyOf(types);
    arguments = List.copyOf(arguments);
    workflows = List.copyOf(workflows);
  }
}
