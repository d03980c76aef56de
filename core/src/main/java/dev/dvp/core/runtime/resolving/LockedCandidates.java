package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.wheels.Wheel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The wheels of a lock, and no others. That a lock was made for the plugin's requirements does not
 * say that it holds what they lead to: a merge, or a hand, may have changed it since.
 */
final class LockedCandidates implements Candidates {
  static final String HELP =
      "Take the file back from version control, or write it anew with `dvp lock`.";

  private final Lock lock;
  private final Map<PackageName, LockedPackage> locked;
  private final Path file;
  private final TargetPython python;
  private final LockedFiles files;

  /**
   * A lock's wheels.
   *
   * @param file the file that the lock was read from
   */
  LockedCandidates(Lock lock, Path file, TargetPython python, LockedFiles files) {
    this.lock = lock;
    this.locked = lock.byName();
    this.file = file;
    this.python = python;
    this.files = files;
  }

  /**
   * Every wheel of the lock.
   *
   * @throws DvpException when they are not just what the requirements lead to, or cannot be had
   */
  List<Wheel> all(List<RootRequirement> roots) {
    List<Wheel> wheels = some(roots);
    Set<PackageName> needed = new HashSet<>();
    wheels.forEach(wheel -> needed.add(wheel.name().name()));
    Optional<LockedPackage> surplus =
        lock.packages().stream().filter(one -> !needed.contains(one.wheel().name())).findFirst();
    if (surplus.isPresent()) {
      LockedPackage one = surplus.get();
      throw unsound(
          one.where(), "It has the package `" + one.wheel().name() + "`, which nothing asks for.");
    }
    return wheels;
  }

  /**
   * The wheels of the lock that some requirements lead to.
   *
   * @throws DvpException when the lock does not satisfy them, or a wheel cannot be had
   */
  List<Wheel> some(List<RootRequirement> roots) {
    try {
      return new Resolver(this, python).resolve(roots).wheels();
    } catch (DvpException e) {
      Set<Object> rules = new HashSet<>();
      e.diagnostics().forEach(finding -> rules.add(finding.rule()));
      if (rules.contains(RuntimeRule.LOCKED_FILE_MISSING)) {
        files.fetchAll(lock); // Tells of all of them at once.
      }
      boolean isUnsound =
          rules.contains(RuntimeRule.CONFLICTING_REQUIREMENTS)
              || rules.contains(RuntimeRule.NO_FITTING_WHEEL);
      throw isUnsound ? unsound(Location.of(file), e.diagnostics().get(0).message()) : e;
    }
  }

  private static DvpException unsound(Location where, String problem) {
    return new DvpException(
        RuntimeRule.BAD_LOCK.at(
            where, "`" + Lock.FILE + "` does not hold what the plugin needs. " + problem, HELP));
  }

  @Override
  public List<Candidate> of(PackageName name) {
    LockedPackage one = locked.get(name);
    return one == null || !fits(one)
        ? List.of()
        : List.of(new Candidate(one.wheel(), Optional.of(one.sha256()), false, true));
  }

  private boolean fits(LockedPackage one) {
    return one.wheel().isPure() && one.wheel().rank(python).isPresent();
  }

  @Override
  public Candidate hashed(Candidate candidate) {
    return candidate;
  }

  @Override
  public DvpException none(Demand demand) {
    LockedPackage one = locked.get(demand.name());
    if (one == null) {
      return unsound(
          Location.of(file),
          "It lacks the package `" + demand.name() + "`, which " + demand.by() + " asks for.");
    }
    return unsound(
        one.where(),
        "The wheel "
            + Shown.text(one.wheel().file())
            + " is none that CPython "
            + python
            + " on an engine could use.");
  }

  @Override
  public Wheel fetch(Candidate candidate) {
    LockedPackage one = locked.get(candidate.name().name());
    if (one == null) {
      throw new IllegalArgumentException("not locked: " + candidate);
    }
    return files.fetch(one);
  }
}
