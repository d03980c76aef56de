package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.Set;

/**
 * A requirement that counts, and who has it.
 *
 * @param requirement what is asked for
 * @param by who asks, for example {@code dvp-api 1.9.0} or {@code dvp.yml}
 * @param sha256 the only files that may be taken; empty when any may
 * @param where the place at which the plugin asks; none when a package does
 */
record Demand(Requirement requirement, String by, Set<String> sha256, Location where) {
  static Demand of(RootRequirement root) {
    return new Demand(root.requirement(), root.origin(), root.sha256(), root.where());
  }

  static Demand of(Requirement requirement, Wheel by) {
    String name = by.metadata().name() + " " + by.metadata().version();
    return new Demand(requirement, name, Set.of(), Location.NONE);
  }

  PackageName name() {
    return requirement.name();
  }

  /** Who asks for what, as a lock says it. */
  String describe() {
    return by + ": " + requirement.withoutMarker();
  }
}
