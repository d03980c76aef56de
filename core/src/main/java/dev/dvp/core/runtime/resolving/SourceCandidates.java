package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.ListedFile;
import dev.dvp.core.runtime.index.WheelSources;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.versions.SpecifierSet;
import dev.dvp.core.runtime.versions.SyntaxException;
import dev.dvp.core.runtime.versions.Version;
import dev.dvp.core.runtime.wheels.Wheel;
import dev.dvp.core.runtime.wheels.WheelName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wheels of wheelhouses and of an index, those that no engine could use left aside. */
final class SourceCandidates implements Candidates {
  private final WheelSources sources;
  private final TargetPython python;
  private final Map<PackageName, LockedPackage> preferred;
  private final LockedFiles locked;
  private final Map<PackageName, Sorted> known = new HashMap<>();
  private final Map<WheelName, ListedFile> files = new HashMap<>();

  /** What there is of a package: what fits, and how many files do not and why. */
  private record Sorted(List<Candidate> fitting, Map<String, Integer> unfit) {}

  /**
   * The wheels of some sources.
   *
   * @param preferred what a lock names: those files are to stay what they were
   */
  SourceCandidates(
      WheelSources sources, TargetPython python, Map<PackageName, LockedPackage> preferred) {
    this.sources = sources;
    this.python = python;
    this.preferred = Map.copyOf(preferred);
    this.locked = new LockedFiles(sources);
  }

  @Override
  public List<Candidate> of(PackageName name) {
    return sorted(name).fitting();
  }

  private Sorted sorted(PackageName name) {
    Sorted before = known.get(name);
    if (before == null) {
      before = sort(name);
      known.put(name, before);
    }
    return before;
  }

  private Sorted sort(PackageName name) {
    List<Candidate> fitting = new ArrayList<>();
    Map<String, Integer> unfit = new java.util.TreeMap<>();
    for (ListedFile file : sources.files(name)) {
      Optional<WheelName> wheel =
          WheelName.parse(file.name()).filter(parsed -> parsed.name().equals(name));
      Optional<String> problem = problem(file, wheel);
      if (problem.isPresent() || wheel.isEmpty()) {
        unfit.merge(problem.orElse(""), 1, Integer::sum);
      } else {
        files.put(wheel.get(), file);
        fitting.add(candidate(wheel.get(), file));
      }
    }
    fitting.sort(
        Comparator.comparing((Candidate one) -> one.name().version(), Comparator.reverseOrder())
            .thenComparing(one -> one.name().rank(python).orElse(Integer.MAX_VALUE))
            .thenComparing(one -> one.name().buildNumber(), Comparator.reverseOrder())
            .thenComparing(one -> one.name().file()));
    return new Sorted(fitting, unfit);
  }

  private Candidate candidate(WheelName wheel, ListedFile file) {
    LockedPackage lockedOne = preferred.get(wheel.name());
    boolean isLocked = lockedOne != null && lockedOne.wheel().file().equals(wheel.file());
    // A place may say no hash, or another one: the lock's is the one that counts.
    Optional<String> sha256 =
        isLocked && lockedOne != null ? Optional.of(lockedOne.sha256()) : file.sha256();
    return new Candidate(wheel, sha256, file.isYanked(), isLocked);
  }

  @Override
  public Candidate hashed(Candidate candidate) {
    ListedFile file = files.get(candidate.name());
    return candidate.sha256().isPresent() || file == null
        ? candidate
        : new Candidate(
            candidate.name(),
            WheelSources.sha256(file),
            candidate.isYanked(),
            candidate.isLocked());
  }

  /** Why a file cannot be taken, as the rest of {@code 2 of them …}. */
  private Optional<String> problem(ListedFile file, Optional<WheelName> wheel) {
    if (wheel.isEmpty()) {
      return Optional.of("are no wheels, but source or other archives");
    }
    if (!wheel.get().isPure()) {
      return Optional.of("hold compiled code");
    }
    boolean fits = wheel.get().rank(python).isPresent() && allowsPython(file.requiresPython());
    return fits ? Optional.empty() : Optional.of("are for another Python than " + python);
  }

  /** Whether {@code Requires-Python} takes the engine's; as with pip, nonsense takes any. */
  private boolean allowsPython(String requiresPython) {
    try {
      return allows(SpecifierSet.parse(requiresPython, 0), python);
    } catch (SyntaxException e) {
      return true;
    }
  }

  /** Whether a Python of that minor version is taken, some release of it at least. */
  static boolean allows(SpecifierSet specifiers, TargetPython python) {
    // The engine's last number is not known: what asks for 3.11.4 or newer is let in.
    return specifiers.allows(version(python + ".0")) || specifiers.allows(version(python + ".99"));
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  @Override
  public DvpException none(Demand demand) {
    PackageName name = demand.name();
    Map<String, Integer> unfit = sorted(name).unfit();
    if (unfit.isEmpty()) {
      return new DvpException(
          RuntimeRule.PACKAGE_NOT_FOUND.at(
              demand.where(),
              "The package `"
                  + name
                  + "`, which "
                  + demand.by()
                  + " asks for, is in none of the places that were looked in: "
                  + sources.describe()
                  + ".",
              "Check its name, or name another place with `--wheelhouse DIR` or"
                  + " `--index-url URL`."));
    }
    List<String> reasons = new ArrayList<>();
    unfit.forEach((reason, count) -> reasons.add(count + " " + reason));
    return new DvpException(
        RuntimeRule.NO_FITTING_WHEEL.at(
            demand.where(),
            "The package `"
                + name
                + "`, which "
                + demand.by()
                + " asks for, has no wheel that CPython "
                + python
                + " on an engine could use. Of its files, "
                + String.join(", ", reasons)
                + ".",
            "A plugin carries wheels in pure Python only (`…-py3-none-any.whl`). Where there is"
                + " source in pure Python, `pip wheel --no-deps NAME` makes one; name its folder"
                + " with `--wheelhouse`."));
  }

  @Override
  public Wheel fetch(Candidate candidate) {
    LockedPackage lockedOne = preferred.get(candidate.name().name());
    if (candidate.isLocked() && lockedOne != null) {
      return locked.fetch(lockedOne);
    }
    ListedFile file = files.get(candidate.name());
    if (file == null) {
      throw new IllegalArgumentException("not one of ours: " + candidate);
    }
    return sources.fetch(candidate.name(), file.origin(), candidate.sha256());
  }
}
