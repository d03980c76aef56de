package dev.dvp.core.operations;

import java.util.List;

/**
 * A data migration as the platform defines it: one row of {@code operations.yml}. Its decorator
 * takes an id, and may be used any number of times.
 *
 * @param decorator the attribute path on the plugin object, for example {@code upgrade.repository}
 * @param title the name for people
 * @param arguments the exact argument names
 */
public record MigrationOperation(String decorator, String title, List<String> arguments) {
  /** Copies the arguments. */
  public MigrationOperation {
    arguments = List.copyOf(arguments);
  }
}
