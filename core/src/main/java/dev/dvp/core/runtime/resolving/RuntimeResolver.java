package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.BundledRuntime;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.index.SimpleIndex;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.index.WheelSources;
import dev.dvp.core.runtime.index.Wheelhouse;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockReader;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.wheels.Wheel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the runtime packages of a plugin. A lock beside the manifest decides; without one the
 * newest wheels that satisfy everybody are chosen, and remembered for a day.
 */
public final class RuntimeResolver {
  /** What makes the official runtime not to be had, as opposed to being wrong. */
  private static final Set<Rule> NOT_TO_BE_HAD =
      Set.of(
          RuntimeRule.INDEX_UNREACHABLE,
          RuntimeRule.INDEX_ANSWER,
          RuntimeRule.INDEX_REFUSED,
          RuntimeRule.INDEX_REDIRECTED,
          RuntimeRule.PACKAGE_NOT_FOUND);

  private final RuntimeRequest request;
  private final Diagnostics found;
  private final List<Wheelhouse> wheelhouses;
  private final WheelSources sources;
  private final Remembered remembered;

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
    this.wheelhouses = request.wheelhouses().stream().map(Wheelhouse::new).toList();
    WheelCache cache = new WheelCache(request.cache(), temporary);
    this.sources =
        new WheelSources(wheelhouses, new SimpleIndex(request.index(), found::add), cache);
    this.remembered = new Remembered(cache, request.index());
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
    boolean insists = request.isLocked() || hasLock();
    try {
      return RuntimeAssembly.official(official(own, insists));
    } catch (DvpException e) {
      boolean mayDoWithout =
          !insists && e.diagnostics().stream().allMatch(d -> NOT_TO_BE_HAD.contains(d.rule()));
      if (!mayDoWithout) {
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
    Optional<Lock> lock = currentLock(withOfficial(own));
    if (own.isEmpty()) {
      return BundledRuntime.packages();
    }
    if (lock.isPresent()) {
      // Of all that is locked, only what the author's own requirements lead to.
      LockedCandidates locked = new LockedCandidates(lock.get(), sources);
      Resolver resolver = new Resolver(locked, request.python(), Map.of());
      return RuntimeAssembly.bundled(resolver.resolve(own).wheels());
    }
    return RuntimeAssembly.bundled(chosen(own, Map.of(), true));
  }

  private List<Wheel> official(List<RootRequirement> own, boolean insists) {
    List<RootRequirement> roots = withOfficial(own);
    Optional<Lock> lock = currentLock(roots);
    if (lock.isPresent()) {
      return new LockedCandidates(lock.get(), sources).all();
    }
    Map<PackageName, LockedPackage> outdated =
        hasLock() ? readLock().map(Lock::byName).orElse(Map.of()) : Map.of();
    return chosen(roots, outdated, insists);
  }

  /** The wheels of a choice: a remembered one, else a new one. */
  private List<Wheel> chosen(
      List<RootRequirement> roots, Map<PackageName, LockedPackage> preferred, boolean insists) {
    String inputs = Lock.inputs(request.python(), roots);
    String key = remembered.key(inputs, wheelhouses);
    // A lock that is out of date has a say of its own, so that is chosen anew each time.
    Optional<Remembered.Choice> before =
        preferred.isEmpty() ? remembered.choice(key) : Optional.empty();
    if (before.isPresent() && before.get().isFresh()) {
      Optional<List<Wheel>> wheels = cached(before.get());
      if (wheels.isPresent()) {
        return wheels.get();
      }
    }
    try {
      if (!insists) {
        probe(roots);
      }
      Resolver resolver =
          new Resolver(
              new SourceCandidates(sources, request.python()), request.python(), preferred);
      Resolution resolution = resolver.resolve(roots);
      if (preferred.isEmpty()) {
        remembered.keep(key, resolution.lock(inputs));
      }
      return resolution.wheels();
    } catch (DvpException e) {
      boolean isOffline =
          e.diagnostics().stream().allMatch(d -> d.rule() == RuntimeRule.INDEX_UNREACHABLE);
      Optional<List<Wheel>> wheels = isOffline ? before.flatMap(this::cached) : Optional.empty();
      return wheels.orElseThrow(() -> e);
    }
  }

  private Optional<List<Wheel>> cached(Remembered.Choice choice) {
    return new LockedCandidates(choice.lock(), sources).allCached();
  }

  /** Looks whether the index is there at all, unless the wheelhouses have all that is asked for. */
  private void probe(List<RootRequirement> roots) {
    Optional<PackageName> needed =
        roots.stream()
            .map(root -> root.requirement().name())
            .filter(name -> !sources.isInWheelhouse(name))
            .findFirst();
    if (needed.isEmpty()) {
      return;
    }
    if (remembered.wasUnreachable()) {
      throw new DvpException(
          RuntimeRule.INDEX_UNREACHABLE.at(
              Location.NONE,
              "The package index at `"
                  + request.index().index()
                  + "` did not answer some minutes ago, and was not asked again.",
              "`--runtime official` asks it at once."));
    }
    try {
      sources.index().probe(needed.get());
      remembered.keepReachable();
    } catch (DvpException e) {
      remembered.keepUnreachable();
      throw e;
    }
  }

  private Path lockFile() {
    return request.folder().resolve(Lock.FILE);
  }

  private boolean hasLock() {
    return Files.exists(lockFile(), LinkOption.NOFOLLOW_LINKS);
  }

  private Optional<Lock> readLock() {
    Diagnostics ofLock = new Diagnostics();
    Optional<Lock> lock = LockReader.read(lockFile(), ofLock);
    ofLock.throwIfErrors();
    return lock;
  }

  /**
   * The lock, when there is one and it is for these requirements.
   *
   * @throws DvpException when it cannot be read, or there is none though nothing else may be taken
   */
  private Optional<Lock> currentLock(List<RootRequirement> roots) {
    if (!hasLock()) {
      if (request.isLocked()) {
        throw lockMissing();
      }
      return Optional.empty();
    }
    Optional<Lock> lock = readLock();
    if (lock.isPresent() && lock.get().inputs().equals(Lock.inputs(request.python(), roots))) {
      return lock;
    }
    Diagnostic outdated =
        RuntimeRule.LOCK_OUTDATED.at(
            Location.of(lockFile()),
            "`"
                + Lock.FILE
                + "` was made for other requirements than the plugin has now, so it does not say"
                + " what belongs into the artifact.",
            "Run `dvp lock`.");
    if (request.isLocked()) {
      throw new DvpException(outdated);
    }
    found.add(outdated.withSeverity(Severity.WARNING));
    return Optional.empty();
  }

  private DvpException lockMissing() {
    return new DvpException(
        RuntimeRule.LOCK_MISSING.at(
            Location.of(lockFile()),
            "There is no `"
                + Lock.FILE
                + "` beside the manifest, and `--locked` takes nothing else.",
            "Run `dvp lock`, and commit the file that it writes."));
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
    String inputs = Lock.inputs(request.python(), roots);
    Optional<Lock> before =
        hasLock() && !(upgrade instanceof LockUpgrade.All) ? readLock() : Optional.empty();
    if (before.isPresent()
        && before.get().inputs().equals(inputs)
        && upgrade instanceof LockUpgrade.None) {
      return new LockPlan(lockFile(), before.get(), before);
    }
    Map<PackageName, LockedPackage> preferred =
        new HashMap<>(before.map(Lock::byName).orElse(Map.of()));
    if (upgrade instanceof LockUpgrade.One one) {
      preferred.remove(one.name());
    }
    Resolver resolver =
        new Resolver(new SourceCandidates(sources, request.python()), request.python(), preferred);
    return new LockPlan(lockFile(), resolver.resolve(roots).lock(inputs), before);
  }
}
