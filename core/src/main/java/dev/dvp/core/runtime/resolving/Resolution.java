package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was chosen.
 *
 * @param wheels the wheels, those that the plugin asks for itself first
 * @param demands all that had to be satisfied
 * @param withdrawn those of the wheels that their authors withdrew
 */
record Resolution(List<Wheel> wheels, List<Demand> demands, List<Wheel> withdrawn) {
  Resolution {
    wheels = List.copyOf(wheels);
    demands = List.copyOf(demands);
    withdrawn = List.copyOf(withdrawn);
  }

  /** What is to be told of it, though it can be used. */
  List<Diagnostic> warnings() {
    return withdrawn.stream().map(this::warning).toList();
  }

  private Diagnostic warning(Wheel wheel) {
    List<Demand> asking = demandsOn(wheel);
    Location where =
        asking.stream()
            .map(Demand::where)
            .filter(Location::hasFile)
            .findFirst()
            .orElse(Location.NONE);
    return RuntimeRule.WITHDRAWN_VERSION.at(
        where,
        "The authors of `"
            + wheel.metadata().name()
            + "` withdrew the version "
            + wheel.metadata().version()
            + ", most often for a grave fault; it goes in since just that is asked for ("
            + asking.stream().map(Demand::describe).distinct().collect(Collectors.joining(", "))
            + ").",
        "Ask for another version, unless you know that the reason does not concern you.");
  }

  private List<Demand> demandsOn(Wheel wheel) {
    return demands.stream()
        .filter(demand -> demand.name().equals(wheel.metadata().name()))
        .toList();
  }

  /** The choice as a lock. */
  Lock lock(String inputs) {
    return new Lock(inputs, wheels.stream().map(this::locked).toList());
  }

  private LockedPackage locked(Wheel wheel) {
    List<String> requiredBy = demandsOn(wheel).stream().map(Demand::describe).toList();
    return new LockedPackage(wheel.name(), wheel.sha256(), requiredBy, Location.NONE);
  }
}
