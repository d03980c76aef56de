package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.localengine.EngineStatus;
import dev.dvp.localengine.LocalEngineProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which engines the user means: addresses, profiles, and groups of both, each engine once. */
final class EngineTargets {
  private static final int DEEPEST_GROUP = 8;

  private final Invocation call;
  private final Map<String, Target> found = new LinkedHashMap<>();

  private EngineTargets(Invocation call) {
    this.call = call;
  }

  /**
   * One engine.
   *
   * @param label what the user calls it
   * @param engine its address as it is written, or {@code local}
   * @param settings what holds for it
   */
  record Target(String label, String engine, Settings settings) {}

  /** All of them, at least one. */
  static List<Target> of(Invocation call) {
    Settings settings = EngineOptions.settings(call);
    Optional<String> profile = call.value("--profile");
    if (profile.isPresent()) {
      checkProfile(settings.configuration(), profile.get());
      settings = settings.withProfile(profile.get());
    }
    List<String> named = EngineOptions.engines(call);
    if (named.isEmpty()) {
      named =
          List.of(
              settings
                  .find(Setting.ENGINE)
                  .map(SettingValue::text)
                  .or(() -> offerLocal(call))
                  .orElseThrow(EngineTargets::noEngine));
    }
    EngineTargets targets = new EngineTargets(call);
    for (String name : named) {
      targets.add(name, settings, 0);
    }
    return new ArrayList<>(targets.found.values());
  }

  private static void checkProfile(Configuration configuration, String name) {
    if (configuration.profiles().contains(name) || name.equals(Configuration.DEFAULT_SECTION)) {
      return;
    }
    List<String> all = configuration.profiles();
    String hint = DidYouMean.hint(name, all);
    throw new UsageException(
        "There is no profile `" + name + "` in ~/.dvp/config.",
        !hint.isEmpty()
            ? hint
            : all.isEmpty()
                ? "It has none: write a section `[" + name + "]` with the settings of the engine."
                : "It has `" + String.join("`, `", all) + "`.");
  }

  private void add(String name, Settings settings, int depth) {
    Configuration configuration = settings.configuration();
    Optional<List<String>> group = configuration.group(name);
    if (group.isPresent()) {
      if (depth >= DEEPEST_GROUP) {
        throw new UsageException(
            "The group `" + name + "` in ~/.dvp/config leads to itself.",
            "Name engines in it, not the group.");
      }
      if (group.get().isEmpty()) {
        throw new UsageException(
            "The group `" + name + "` in ~/.dvp/config has no engines.",
            "Write `engines = ADDRESS, ADDRESS` below `[group." + name + "]`.");
      }
      group.get().forEach(one -> add(one, settings, depth + 1));
      return;
    }
    if (configuration.profiles().contains(name)) {
      Settings own = settings.withProfile(name);
      String engine =
          configuration
              .section(name)
              .flatMap(section -> section.entry(Setting.ENGINE.key()))
              .map(entry -> new String(entry.value().reveal()))
              .orElseThrow(() -> withoutEngine(name));
      put(new Target(name, engine, own));
      return;
    }
    put(new Target(name, name, settings));
  }

  private void put(Target target) {
    if (found.putIfAbsent(target.engine(), target) != null) {
      call.detail("Named twice, and taken once: " + target.label());
    }
  }

  private static UsageException withoutEngine(String profile) {
    return new UsageException(
        "The profile `" + profile + "` in ~/.dvp/config names no engine.",
        "Write `engine = ADDRESS` below `[" + profile + "]`.");
  }

  /** No engine is named: the one of this machine is at hand, if the user wants it. */
  private static Optional<String> offerLocal(Invocation call) {
    Path folder = LocalEngineHome.folder(call.host());
    if (LocalEngineProcess.status(folder) instanceof EngineStatus.Running) {
      call.say("No engine is named: using the local one, which is running.");
      return Optional.of(EngineLogin.LOCAL);
    }
    boolean agreed =
        call.host().terminal().in()
            && call.host().prompt().confirm("No engine is named. Use the local one?");
    return agreed ? Optional.of(EngineLogin.LOCAL) : Optional.empty();
  }

  private static UsageException noEngine() {
    return new UsageException(
        "No engine is named.",
        "Give `-e HOST`, set DVP_ENGINE, or write `engine = HOST` below `[default]` in"
            + " ~/.dvp/config. `-e local` is the engine of this machine.");
  }
}
