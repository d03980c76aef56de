package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.List;

/**
 * What was chosen.
 *
 * @param wheels the wheels, those that the plugin asks for itself first
 * @param demands all that had to be satisfied
 */
record Resolution(List<Wheel> wheels, List<Demand> demands) {
  Resolution {
    wheels = List.copyOf(wheels);
    demands = List.copyOf(demands);
  }

  /** The choice as a lock. */
  Lock lock(String inputs) {
    return new Lock(inputs, wheels.stream().map(this::locked).toList());
  }

  private LockedPackage locked(Wheel wheel) {
    List<String> requiredBy =
        demands.stream()
            .filter(demand -> demand.name().equals(wheel.metadata().name()))
            .map(Demand::describe)
            .toList();
    return new LockedPackage(wheel.name(), wheel.sha256(), requiredBy, Location.NONE);
  }
}
