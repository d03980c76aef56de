package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.PackageSource;
import dev.dvp.core.runtime.index.SimpleIndex;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.index.WheelSources;
import dev.dvp.core.runtime.index.Wheelhouse;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The choice where no lock decides: the newest wheels that satisfy everybody. It is remembered for
 * a day, and longer where nobody can be asked.
 */
final class FreeChoice {
  private final TargetPython python;
  private final List<Wheelhouse> wheelhouses;
  private final SimpleIndex index;
  private final WheelCache cache;
  private final WheelSources sources;
  private final Remembered remembered;
  private final Diagnostics found;

  FreeChoice(
      RuntimeRequest request,
      List<Wheelhouse> wheelhouses,
      SimpleIndex index,
      WheelCache cache,
      Diagnostics found) {
    this.python = request.python();
    this.wheelhouses = wheelhouses;
    this.index = index;
    this.cache = cache;
    this.sources = new WheelSources(wheelhouses, index, cache);
    this.remembered = new Remembered(cache, request.index());
    this.found = found;
  }

  WheelSources sources() {
    return sources;
  }

  /**
   * The wheels of a remembered choice, or of a new one.
   *
   * @param preferred what an outdated lock names: it is kept where that is possible
   * @param insists whether the index is waited for
   * @throws DvpException when there is no choice
   */
  List<Wheel> wheels(
      List<RootRequirement> roots, Map<PackageName, LockedPackage> preferred, boolean insists) {
    String inputs = Lock.inputs(python, roots);
    String key = remembered.key(inputs, wheelhouses);
    // A lock that is out of date has a say of its own, so that is chosen anew each time.
    Optional<Remembered.Choice> before =
        preferred.isEmpty() ? remembered.choice(key) : Optional.empty();
    Optional<List<Wheel>> fresh = before.filter(Remembered.Choice::isFresh).flatMap(this::cached);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      PackageSource rest = insists ? index : new HurriedIndex(index, remembered);
      Resolution resolution = resolve(rest, roots, preferred);
      if (preferred.isEmpty()) {
        // What deserves a warning is looked at again the next time, so that the warning comes, too.
        remembered.keep(key, resolution.lock(inputs), resolution.withdrawn().isEmpty());
      }
      return resolution.wheels();
    } catch (DvpException e) {
      boolean mayUseCache = insists ? Unavailable.isSilence(e) : Unavailable.is(e);
      Optional<List<Wheel>> wheels =
          mayUseCache
              ? before.flatMap(this::cached).or(() -> fromCache(roots, preferred))
              : Optional.empty();
      return wheels.orElseThrow(() -> e);
    }
  }

  /**
   * A new choice, which is not remembered.
   *
   * @param preferred what is kept where that is possible
   * @throws DvpException when there is no choice
   */
  Resolution resolve(List<RootRequirement> roots, Map<PackageName, LockedPackage> preferred) {
    return resolve(index, roots, preferred);
  }

  private Resolution resolve(
      PackageSource rest, List<RootRequirement> roots, Map<PackageName, LockedPackage> preferred) {
    SourceCandidates candidates = new SourceCandidates(sources.with(rest), python, preferred);
    Resolution resolution = new Resolver(candidates, python).resolve(roots);
    resolution.warnings().forEach(found::add);
    return resolution;
  }

  private Optional<List<Wheel>> cached(Remembered.Choice choice) {
    return new LockedFiles(sources).allCached(choice.lock());
  }

  private Optional<List<Wheel>> fromCache(
      List<RootRequirement> roots, Map<PackageName, LockedPackage> preferred) {
    try {
      return Optional.of(resolve(new CachedWheels(cache, remembered), roots, preferred).wheels());
    } catch (DvpException e) {
      return Optional.empty(); // Why the index cannot be asked is the better reason.
    }
  }
}
