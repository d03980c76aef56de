package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.requirements.MarkerEnvironment;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.versions.SpecifierSet;
import dev.dvp.core.runtime.versions.Version;
import dev.dvp.core.runtime.wheels.Wheel;
import dev.dvp.core.runtime.wheels.WheelMetadata;
import dev.dvp.core.runtime.wheels.WheelName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the newest wheel of each package that satisfies everybody, and goes back to an older one
 * where that leads nowhere. A file that a lock names is tried first.
 */
final class Resolver {
  private static final int MOST_STEPS = 2_000;
  private static final int MOST_DEMANDS = 5_000;
  private static final int MOST_SHOWN = 8;

  private final Candidates candidates;
  private final TargetPython python;
  private final MarkerEnvironment environment;
  private int steps;
  private int deepest = -1;
  private @Nullable DvpException failure;

  Resolver(Candidates candidates, TargetPython python) {
    this.candidates = candidates;
    this.python = python;
    this.environment = MarkerEnvironment.of(python);
  }

  /**
   * A wheel that was chosen, the extras of it that somebody wants, and whether it was withdrawn.
   */
  private record Picked(Wheel wheel, Set<String> extras, boolean isYanked) {}

  /** How far a choice is: the demands up to {@code next} are satisfied. */
  private record State(Map<PackageName, Picked> picked, List<Demand> demands, int next) {
    State next(Picked pick, List<Demand> more) {
      Map<PackageName, Picked> all = new LinkedHashMap<>(picked);
      all.put(pick.wheel().metadata().name(), pick);
      List<Demand> both = new ArrayList<>(demands);
      both.addAll(more);
      return new State(all, both, next + 1);
    }

    List<Demand> demandsOn(PackageName name) {
      return demands.stream().filter(demand -> demand.name().equals(name)).toList();
    }
  }

  /**
   * Chooses.
   *
   * @throws DvpException with the reason that was met when most of the choice was made, when no
   *     choice satisfies everybody
   */
  Resolution resolve(List<RootRequirement> roots) {
    List<Demand> demands =
        roots.stream()
            .filter(root -> root.requirement().holds(environment))
            .map(Demand::of)
            .toList();
    Optional<State> solved = solve(new State(Map.of(), demands, 0));
    if (solved.isEmpty()) {
      DvpException reason = failure;
      throw reason == null ? new IllegalStateException("no choice and no reason") : reason;
    }
    Collection<Picked> picked = solved.get().picked().values();
    return new Resolution(
        picked.stream().map(Picked::wheel).toList(),
        solved.get().demands(),
        picked.stream().filter(Picked::isYanked).map(Picked::wheel).toList());
  }

  private Optional<State> solve(State start) {
    State state = start;
    // Demands on what is chosen already need no attempts: a loop, so that the stack stays shallow.
    while (state.next() < state.demands().size()) {
      Demand demand = state.demands().get(state.next());
      Picked pick = state.picked().get(demand.name());
      if (pick == null) {
        return attempt(state, demand);
      }
      Optional<DvpException> problem =
          allows(state.demandsOn(demand.name()), pick.wheel())
              ? unfit(demand, pick.wheel())
              : Optional.of(conflict(state, demand));
      if (problem.isPresent()) {
        fail(state, problem.get());
        return Optional.empty();
      }
      state = satisfied(state, demand, pick);
    }
    return Optional.of(state);
  }

  /** Goes on with a demand on a wheel that is chosen, and with what it needs for new extras. */
  private State satisfied(State state, Demand demand, Picked pick) {
    Set<String> fresh = new HashSet<>(demand.requirement().extras());
    fresh.removeAll(pick.extras());
    Set<String> all = new HashSet<>(pick.extras());
    all.addAll(fresh);
    return state.next(
        new Picked(pick.wheel(), all, pick.isYanked()), demandsOf(pick.wheel(), fresh, false));
  }

  private Optional<State> attempt(State state, Demand demand) {
    List<Candidate> all = candidates.of(demand.name());
    if (all.isEmpty()) {
      fail(state, candidates.none(demand));
      return Optional.empty();
    }
    List<Demand> demands = state.demandsOn(demand.name());
    List<Candidate> allowed = allowed(all, demands);
    if (allowed.isEmpty()) {
      fail(state, otherHash(all, demands).orElseGet(() -> conflict(state, demand)));
    }
    for (Candidate candidate : allowed) {
      if (++steps > MOST_STEPS || state.demands().size() > MOST_DEMANDS) {
        throw overLimit();
      }
      Wheel wheel = candidates.fetch(candidate);
      Optional<DvpException> problem =
          allowsHash(demands, wheel.sha256())
              ? unfit(demand, wheel)
              : Optional.of(otherHash(wheel.name(), wheel.sha256(), demands));
      if (problem.isPresent()) {
        fail(state, problem.get());
        continue;
      }
      Set<String> extras = demand.requirement().extras();
      Optional<State> solved =
          solve(
              state.next(
                  new Picked(wheel, extras, candidate.isYanked()), demandsOf(wheel, extras, true)));
      if (solved.isPresent()) {
        return solved;
      }
    }
    return Optional.empty();
  }

  /** What a wheel needs: for some of its extras, and by itself when {@code base} is set. */
  private List<Demand> demandsOf(Wheel wheel, Set<String> extras, boolean base) {
    List<Demand> demands = new ArrayList<>();
    for (Requirement requirement : wheel.metadata().requires()) {
      boolean always = requirement.holds(environment);
      boolean forAnExtra =
          extras.stream().anyMatch(extra -> requirement.holds(environment.withExtra(extra)));
      if (base ? always || forAnExtra : forAnExtra && !always) {
        demands.add(Demand.of(requirement, wheel));
      }
    }
    return demands;
  }

  private static SpecifierSet specifiers(List<Demand> demands) {
    return demands.stream()
        .map(demand -> demand.requirement().specifiers())
        .reduce(SpecifierSet.ANY, SpecifierSet::and);
  }

  private static boolean allows(List<Demand> demands, Wheel wheel) {
    return specifiers(demands).allows(wheel.metadata().version());
  }

  /** The candidates that satisfy all demands, in the order in which they are tried. */
  private List<Candidate> allowed(List<Candidate> all, List<Demand> demands) {
    SpecifierSet specifiers = specifiers(demands);
    List<Candidate> usable =
        inRange(all, demands).stream()
            .filter(one -> one.sha256().map(hash -> allowsHash(demands, hash)).orElse(true))
            .toList();
    // A withdrawn file is taken only where its very version is asked for and nothing else is there.
    boolean allYanked = usable.stream().allMatch(Candidate::isYanked);
    List<Candidate> offered =
        allYanked && specifiers.isPinned()
            ? usable
            : usable.stream().filter(one -> !one.isYanked()).toList();
    List<Version> versions = offered.stream().map(one -> one.name().version()).distinct().toList();
    Set<Version> taken = new HashSet<>(specifiers.filter(versions));
    List<Candidate> ordered = new ArrayList<>();
    for (Candidate one : offered) {
      if (taken.contains(one.name().version())) {
        ordered.add(one.isLocked() ? 0 : ordered.size(), one);
      }
    }
    return ordered;
  }

  /** The candidates of the versions that are asked for; with hashes, where those are asked for. */
  private List<Candidate> inRange(List<Candidate> all, List<Demand> demands) {
    SpecifierSet specifiers = specifiers(demands);
    boolean needsHashes = demands.stream().anyMatch(demand -> !demand.sha256().isEmpty());
    return all.stream()
        .filter(one -> specifiers.allows(one.name().version()))
        .map(one -> needsHashes ? candidates.hashed(one) : one)
        .toList();
  }

  private static boolean allowsHash(List<Demand> demands, String sha256) {
    return demands.stream()
        .allMatch(demand -> demand.sha256().isEmpty() || demand.sha256().contains(sha256));
  }

  /** The reason why there is nothing, when it is the hash of what there is. */
  private Optional<DvpException> otherHash(List<Candidate> all, List<Demand> demands) {
    for (Candidate one : inRange(all, demands)) {
      if (one.sha256().isPresent() && !allowsHash(demands, one.sha256().get())) {
        return Optional.of(otherHash(one.name(), one.sha256().get(), demands));
      }
    }
    return Optional.empty();
  }

  private static DvpException otherHash(WheelName file, String sha256, List<Demand> demands) {
    Demand first =
        demands.stream()
            .filter(one -> !one.sha256().isEmpty() && !one.sha256().contains(sha256))
            .findFirst()
            .orElseThrow();
    return new DvpException(
        RuntimeRule.DOWNLOAD_DAMAGED.at(
            first.where(),
            "The file "
                + Shown.text(file.file())
                + " has the SHA-256 "
                + sha256
                + ", and "
                + first.by()
                + " allows other ones only here.",
            "Find out why before you add the hash: the file may have been exchanged."));
  }

  private void fail(State state, DvpException reason) {
    if (state.picked().size() > deepest) {
      deepest = state.picked().size();
      failure = reason;
    }
  }

  private DvpException conflict(State state, Demand demand) {
    List<Demand> demands = state.demandsOn(demand.name());
    String asked =
        demands.stream()
            .map(one -> one.by() + " asks for `" + one.requirement().withoutMarker() + "`")
            .distinct()
            .limit(MOST_SHOWN)
            .collect(Collectors.joining(", "));
    List<Candidate> all = candidates.of(demand.name());
    String there =
        all.stream()
            .map(one -> one.name().version() + (one.isYanked() ? " (withdrawn)" : ""))
            .distinct()
            .limit(MOST_SHOWN)
            .collect(Collectors.joining(", "));
    Location where =
        demands.stream()
            .map(Demand::where)
            .filter(Location::hasFile)
            .findFirst()
            .orElse(Location.NONE);
    return new DvpException(
        RuntimeRule.CONFLICTING_REQUIREMENTS.at(
            where,
            "No wheel of `"
                + demand.name()
                + "` satisfies everybody: "
                + asked
                + ". There is "
                + there
                + ".",
            "Ask for less in `dvp.yml` or the requirements file, lock anew with `dvp lock"
                + " --upgrade`, or name a place that has another version with `--wheelhouse` or"
                + " `--index-url`."));
  }

  /** Why a wheel cannot be had for a demand, by what its METADATA says. */
  private Optional<DvpException> unfit(Demand demand, Wheel wheel) {
    if (!SourceCandidates.allows(wheel.metadata().requiresPython(), python)) {
      return Optional.of(otherPython(demand, wheel));
    }
    Set<String> extras = demand.requirement().extras();
    return wheel.metadata().unreadable().stream()
        .filter(
            one ->
                one.holds(environment)
                    || extras.stream().anyMatch(e -> one.holds(environment.withExtra(e))))
        .findFirst()
        .map(one -> unreadable(demand, wheel, one));
  }

  private static DvpException unreadable(
      Demand demand, Wheel wheel, WheelMetadata.UnreadableRequirement required) {
    return new DvpException(
        RuntimeRule.WHEEL_METADATA.at(
            demand.where(),
            "The wheel "
                + Shown.text(wheel.name().file())
                + ", which "
                + demand.by()
                + " asks for, requires "
                + Shown.text(required.text())
                + ", which cannot be read: "
                + required.problem(),
            "Ask for another version of it."));
  }

  private DvpException otherPython(Demand demand, Wheel wheel) {
    return new DvpException(
        RuntimeRule.NO_FITTING_WHEEL.at(
            demand.where(),
            "`"
                + wheel.name().file()
                + "`, which "
                + demand.by()
                + " asks for, runs on Python "
                + wheel.metadata().requiresPython()
                + " only, and engines have "
                + python
                + ".",
            "Ask for another version of it."));
  }

  private static DvpException overLimit() {
    return new DvpException(
        RuntimeRule.RESOLUTION_OVER_LIMIT.at(
            Location.NONE,
            "The packages that the plugin asks for, and those that they ask for, allow so many"
                + " choices that none was found in "
                + MOST_STEPS
                + " steps.",
            "Ask for exact versions (`name==1.2`) in `dvp.yml`."));
  }
}
