package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.index.ListedFile;
import dev.dvp.core.runtime.index.WheelSources;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wheels of a lock, and no others. */
final class LockedCandidates implements Candidates {
  private final Map<PackageName, LockedPackage> locked;
  private final WheelSources sources;

  LockedCandidates(Lock lock, WheelSources sources) {
    this.locked = lock.byName();
    this.sources = sources;
  }

  /** Every wheel of the lock; all that cannot be had are told at once. */
  List<Wheel> all() {
    List<Wheel> wheels = new ArrayList<>();
    List<Diagnostic> missing = new ArrayList<>();
    for (LockedPackage one : locked.values()) {
      try {
        wheels.add(fetch(one));
      } catch (DvpException e) {
        missing.addAll(e.diagnostics());
        boolean isHopeless =
            e.diagnostics().stream().anyMatch(d -> d.rule() == RuntimeRule.INDEX_UNREACHABLE);
        if (isHopeless) {
          break;
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new DvpException(missing);
    }
    return wheels;
  }

  /** Every wheel of the lock, when all of them are in the cache. */
  Optional<List<Wheel>> allCached() {
    List<Wheel> wheels = new ArrayList<>();
    for (LockedPackage one : locked.values()) {
      Optional<Wheel> wheel = sources.cached(one.wheel(), one.sha256());
      if (wheel.isEmpty()) {
        return Optional.empty();
      }
      wheels.add(wheel.get());
    }
    return Optional.of(wheels);
  }

  @Override
  public List<Candidate> of(PackageName name) {
    LockedPackage one = locked.get(name);
    return one == null
        ? List.of()
        : List.of(new Candidate(one.wheel(), Optional.of(one.sha256()), false));
  }

  @Override
  public DvpException none(Demand demand) {
    return new DvpException(
        RuntimeRule.LOCK_OUTDATED.at(
            demand.where(),
            "`"
                + Lock.FILE
                + "` lacks the package `"
                + demand.name()
                + "`, which "
                + demand.by()
                + " asks for.",
            "Write it anew with `dvp lock --upgrade`."));
  }

  @Override
  public Wheel fetch(Candidate candidate) {
    LockedPackage one = locked.get(candidate.name().name());
    if (one == null) {
      throw new IllegalArgumentException("not locked: " + candidate);
    }
    return fetch(one);
  }

  private Wheel fetch(LockedPackage one) {
    Optional<Wheel> cached = sources.cached(one.wheel(), one.sha256());
    if (cached.isPresent()) {
      return cached.get();
    }
    ListedFile file =
        sources.files(one.wheel().name()).stream()
            .filter(listed -> listed.name().equals(one.wheel().file()))
            .findFirst()
            .orElseThrow(() -> missing(one, "is in none of these places: " + sources.describe()));
    boolean isOther = file.sha256().isPresent() && !file.sha256().get().equals(one.sha256());
    if (isOther) {
      throw missing(one, "has another SHA-256 on the index than it was locked with");
    }
    return sources.fetch(one.wheel(), file.origin(), Optional.of(one.sha256()));
  }

  private static DvpException missing(LockedPackage one, String problem) {
    return new DvpException(
        RuntimeRule.LOCKED_FILE_MISSING.at(
            one.where(),
            "The locked file " + Shown.text(one.wheel().file()) + " " + problem + ".",
            "Name the place that has it with `--wheelhouse` or `--index-url`, or lock another"
                + " version with `dvp lock --upgrade "
                + one.wheel().name()
                + "`."));
  }
}
