package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.PluginObject;
import java.util.List;
import java.util.Optional;

/**
 * An operation that the source registers.
 *
 * @param plugin the plugin object
 * @param path the attribute path, for example {@code virtual.start}
 * @param migration what the decorator of a migration was given
 * @param function what is registered
 * @param where where the decorator is called
 * @param branches the undecided forks that lead here, outermost first
 */
record Registration(
    PluginObject plugin,
    String path,
    Optional<MigrationId> migration,
    Value function,
    Location where,
    List<Branch> branches) {

  /** Copies the branches. */
  Registration {
    branches = List.copyOf(branches);
  }

  /** The function that the author wrote, if it is known. */
  Optional<FunctionValue> author() {
    if (function instanceof FunctionValue known) {
      return Optional.of(known.original());
    }
    if (function instanceof Value.Unknown unknown) {
      return unknown.about().map(FunctionValue::original);
    }
    return Optional.empty();
  }

  /** Whether no course of the program makes both registrations. */
  boolean excludes(Registration other) {
    return Branch.exclude(branches, other.branches);
  }

  List<Branch> openBranches() {
    return branches.stream().filter(branch -> !branch.isCertain).toList();
  }
}
