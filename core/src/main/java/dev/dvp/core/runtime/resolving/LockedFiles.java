package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.index.ListedFile;
import dev.dvp.core.runtime.index.PackageSource;
import dev.dvp.core.runtime.index.WheelSources;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The very files that a lock names. Their hash says what they are, so it does not matter where they
 * come from: the cache, or the first place that has them.
 */
final class LockedFiles {
  private final WheelSources sources;
  private final Map<LockedPackage, Wheel> fetched = new HashMap<>();
  private @Nullable DvpException silence;

  LockedFiles(WheelSources sources) {
    this.sources = sources;
  }

  /**
   * Fetches every wheel of a lock.
   *
   * @throws DvpException with all that cannot be had
   */
  void fetchAll(Lock lock) {
    List<Diagnostic> missing = new ArrayList<>();
    for (LockedPackage one : lock.packages()) {
      try {
        fetch(one);
      } catch (DvpException e) {
        missing.addAll(e.diagnostics());
        if (Unavailable.isSilence(e)) {
          break;
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new DvpException(missing);
    }
  }

  /** Every wheel of a lock, when all of them are in the cache. */
  Optional<List<Wheel>> allCached(Lock lock) {
    List<Wheel> wheels = new ArrayList<>();
    for (LockedPackage one : lock.packages()) {
      Optional<Wheel> wheel = sources.cached(one.wheel(), one.sha256());
      if (wheel.isEmpty()) {
        return Optional.empty();
      }
      wheels.add(wheel.get());
    }
    return Optional.of(wheels);
  }

  /**
   * Fetches and opens one.
   *
   * @throws DvpException when no place has the file with its hash
   */
  Wheel fetch(LockedPackage one) {
    Wheel known = fetched.get(one);
    if (known == null) {
      known = sources.cached(one.wheel(), one.sha256()).orElseGet(() -> find(one));
      fetched.put(one, known);
    }
    return known;
  }

  private Wheel find(LockedPackage one) {
    List<String> problems = new ArrayList<>();
    for (PackageSource place : sources.places()) {
      Optional<ListedFile> file = listed(place, one, problems);
      if (file.isEmpty()) {
        continue;
      }
      Optional<String> hash = WheelSources.sha256(file.get());
      if (hash.isEmpty() || hash.get().equals(one.sha256())) {
        return sources.fetch(one.wheel(), file.get().origin(), Optional.of(one.sha256()));
      }
      problems.add(place.describe() + " has it with another SHA-256 than it was locked with");
    }
    throw missing(one, String.join("; ", problems) + ".");
  }

  /** The file as a place lists it; otherwise a problem more. */
  private Optional<ListedFile> listed(
      PackageSource place, LockedPackage one, List<String> problems) {
    try {
      DvpException before = silence;
      if (before != null && place == sources.rest()) {
        throw before;
      }
      Optional<ListedFile> file =
          place.files(one.wheel().name()).stream()
              .filter(listed -> listed.name().equals(one.wheel().file()))
              .findFirst();
      if (file.isEmpty()) {
        problems.add(place.describe() + " does not have it");
      }
      return file;
    } catch (DvpException e) {
      if (!Unavailable.is(e)) {
        throw e;
      }
      // Each further file would wait as long again.
      silence = Unavailable.isSilence(e) ? e : silence;
      if (problems.isEmpty()) {
        throw e;
      }
      throw missing(one, String.join("; ", problems) + ". " + e.diagnostics().get(0).message());
    }
  }

  private static DvpException missing(LockedPackage one, String problem) {
    return new DvpException(
        RuntimeRule.LOCKED_FILE_MISSING.at(
            one.where(),
            "The locked file " + Shown.text(one.wheel().file()) + " cannot be had: " + problem,
            "Name the place that has it with `--wheelhouse` or `--index-url`. Where it was"
                + " exchanged, find out why before you lock what is there now with `dvp lock"
                + " --upgrade "
                + one.wheel().name()
                + "`."));
  }
}
