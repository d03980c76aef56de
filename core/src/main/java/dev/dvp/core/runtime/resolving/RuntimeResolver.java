package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.BundledRuntime;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.index.SimpleIndex;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.index.Wheelhouse;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the runtime packages of a plugin. A lock beside the manifest decides; without one the
 * newest wheels that satisfy everybody are chosen, and remembered for a day.
 */
public final class RuntimeResolver {
  private final RuntimeRequest request;
  private final Diagnostics found;
  private final PluginLock pluginLock;
  private final FreeChoice choice;

  /**
   * A resolver for one plugin; nobody is asked anything yet.
   *
   * @param request what is wanted
   * @param found takes warnings
   * @param temporary holds what is half-made in the cache: the caller closes it, and undoes it when
   *     the work is given up
   */
  public RuntimeResolver(RuntimeRequest request, Diagnostics found, CreatedPaths temporary) {
    this.request = request;
    this.found = found;
    this.pluginLock = new PluginLock(request);
    this.choice =
        new FreeChoice(
            request,
            request.wheelhouses().stream().map(Wheelhouse::new).toList(),
            new SimpleIndex(request.index(), found::add),
            new WheelCache(request.cache(), temporary),
            found);
  }

  /**
   * Finds the packages.
   *
   * @return the packages with their files, which lie in the cache or in memory
   * @throws DvpException when they cannot be had, or are not what they should be
   */
  public RuntimePackages packages() {
    List<RootRequirement> own = own();
    return switch (request.choice()) {
      case BUNDLED -> bundled(own);
      case OFFICIAL -> RuntimeAssembly.official(official(own, true));
      case AUTO -> auto(own);
    };
  }

  private List<RootRequirement> own() {
    Diagnostics ofFiles = new Diagnostics();
    List<RootRequirement> own = OwnRequirements.read(request.folder(), ofFiles);
    ofFiles.throwIfErrors();
    return own;
  }

  /** What everybody needs and what the author asks for. */
  private static List<RootRequirement> withOfficial(List<RootRequirement> own) {
    List<RootRequirement> all = new ArrayList<>(OfficialRuntime.requirements());
    all.addAll(own);
    return all;
  }

  private RuntimePackages auto(List<RootRequirement> own) {
    boolean insists = request.isLocked() || pluginLock.exists();
    try {
      return RuntimeAssembly.official(official(own, insists));
    } catch (DvpException e) {
      if (insists || !Unavailable.is(e)) {
        throw e;
      }
      RuntimePackages bundled = bundled(own);
      warnOfBundled(e.diagnostics().get(0));
      return bundled;
    }
  }

  private void warnOfBundled(Diagnostic reason) {
    found.add(
        RuntimeRule.BUNDLED_RUNTIME.at(
            Location.NONE,
            "The artifact carries dvp's own runtime packages, with which it is good for the local"
                + " engine only: the official ones cannot be had. "
                + reason.message(),
            "Give a folder of wheels with `--wheelhouse` or an index with `--index-url`;"
                + " `--runtime official` insists, `--runtime bundled` is content without this"
                + " warning."));
  }

  private RuntimePackages bundled(List<RootRequirement> own) {
    if (own.isEmpty() && !request.isLocked()) {
      return BundledRuntime.packages();
    }
    Optional<Lock> lock = pluginLock.current(withOfficial(own), found);
    if (own.isEmpty()) {
      return BundledRuntime.packages();
    }
    // Of all that is locked, only what the author's own requirements lead to.
    return RuntimeAssembly.bundled(
        lock.isPresent()
            ? candidates(lock.get()).some(own)
            : choice.wheels(own, pluginLock.packages(), true));
  }

  private List<Wheel> official(List<RootRequirement> own, boolean insists) {
    List<RootRequirement> roots = withOfficial(own);
    Optional<Lock> lock = pluginLock.current(roots, found);
    return lock.isPresent()
        ? candidates(lock.get()).all(roots)
        : choice.wheels(roots, pluginLock.packages(), insists);
  }

  private LockedCandidates candidates(Lock lock) {
    return new LockedCandidates(
        lock, pluginLock.file(), request.python(), new LockedFiles(choice.sources()));
  }

  /**
   * Makes the plugin's lock.
   *
   * @param upgrade which of the locked versions may give way to newer ones
   * @return the lock, which is not written yet
   * @throws DvpException when no choice can be made
   */
  public LockPlan plan(LockUpgrade upgrade) {
    List<RootRequirement> roots = withOfficial(own());
    boolean isAnew = upgrade instanceof LockUpgrade.All;
    Optional<Lock> before = isAnew ? pluginLock.readLeniently() : pluginLock.read();
    boolean stays =
        upgrade instanceof LockUpgrade.None
            && before.isPresent()
            && pluginLock.isFor(before.get(), roots)
            && isSound(before.get(), roots);
    if (stays) {
      return new LockPlan(pluginLock.file(), before.get(), before);
    }
    Map<PackageName, LockedPackage> preferred = new HashMap<>();
    if (before.isPresent() && !isAnew) {
      preferred.putAll(before.get().byName());
    }
    if (upgrade instanceof LockUpgrade.One one) {
      preferred.remove(one.name());
    }
    Resolution resolution = choice.resolve(roots, preferred);
    String inputs = Lock.inputs(request.python(), roots);
    return new LockPlan(pluginLock.file(), resolution.lock(inputs), before);
  }

  /** Whether a lock holds just what the requirements lead to; otherwise it is made anew. */
  private boolean isSound(Lock lock, List<RootRequirement> roots) {
    try {
      candidates(lock).all(roots);
      return true;
    } catch (DvpException e) {
      if (e.diagnostics().stream().allMatch(d -> d.rule() == RuntimeRule.BAD_LOCK)) {
        return false;
      }
      throw e;
    }
  }
}
