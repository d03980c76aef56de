package dev.dvp.cli.commands;

import dev.dvp.cli.BadOptionException;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.localengine.EngineStatus;
import dev.dvp.localengine.LocalEngineProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which engines the user means: addresses, profiles, and groups of both, each engine once. */
final class EngineTargets {
  private static final int DEEPEST_GROUP = 50;

  private final Invocation call;
  private final Settings settings;
  private final Configuration configuration;
  private final Map<String, Target> found = new LinkedHashMap<>();
  private final Set<String> openGroups = new HashSet<>();
  private final Set<String> seenGroups = new HashSet<>();

  private EngineTargets(Invocation call, Settings settings) {
    this.call = call;
    this.settings = settings;
    this.configuration = settings.configuration();
  }

  /**
   * One engine.
   *
   * @param label what the user calls it
   * @param engine its address as it is written, or {@code local}
   * @param settings what holds for it
   */
  record Target(String label, String engine, Settings settings) {
    boolean isLocal() {
      return engine.equals(EngineLogin.LOCAL);
    }

    boolean namesScheme() {
      return engine.contains("://");
    }

    EngineAddress address() {
      return EngineAddress.parse(engine);
    }

    /** Whether it may be the misspelt name of a profile or a group as well as that of a host. */
    boolean isBareWord() {
      return label.equals(engine)
          && !isLocal()
          && engine.chars().noneMatch(c -> c == '.' || c == ':' || c == '/');
    }

    /** What else could be meant by such a word, as a sentence; empty when there is nothing near. */
    String hint() {
      return isBareWord() ? DidYouMean.hint(engine, names(settings.configuration())) : "";
    }

    /** The same for all ways to write one engine. */
    private String identity() {
      if (isLocal()) {
        return engine;
      }
      EngineAddress address = address();
      int port = address.port() >= 0 ? address.port() : address.secure() ? 443 : 80;
      return new EngineAddress(address.secure(), address.host(), port, address.path()).toString();
    }
  }

  /**
   * All of them, at least one.
   *
   * @throws UsageException when none is named, or a profile or a group is not as it has to be
   * @throws BadOptionException when the address that an option gives is none
   * @throws dev.dvp.core.diagnostics.DvpException when the configuration cannot be read, or an
   *     address from elsewhere is none
   */
  static List<Target> of(Invocation call) {
    Settings settings = EngineOptions.settings(call);
    Optional<String> profile = call.value("--profile");
    if (profile.isPresent()) {
      checkProfile(settings.configuration(), profile.get());
      settings = settings.withProfile(profile.get());
    }
    EngineTargets targets = new EngineTargets(call, settings);
    List<String> named = EngineOptions.engines(call);
    if (named.isEmpty()) {
      targets.addUsual(profile);
    }
    named.forEach(name -> targets.add(name, true));
    return List.copyOf(targets.found.values());
  }

  /** What a user may call an engine, addresses aside. */
  private static List<String> names(Configuration configuration) {
    return Stream.of(configuration.profiles(), configuration.groups(), List.of(EngineLogin.LOCAL))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static void checkProfile(Configuration configuration, String name) {
    if (configuration.profiles().contains(name) || name.equals(Configuration.DEFAULT_SECTION)) {
      return;
    }
    if (configuration.group(name).isPresent()) {
      throw new UsageException(
          "`" + name + "` in ~/.dvp/config is a group of engines, and `--profile` takes a profile.",
          "Write `-e " + name + "` for all engines of the group.");
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

  /** What is meant when no engine is named. */
  private void addUsual(Optional<String> profile) {
    Optional<SettingValue> engine = settings.find(Setting.ENGINE);
    Optional<SettingValue> own = settings.askedFor().find(Setting.ENGINE);
    if (own.isPresent() && profile.isPresent()) {
      put(new Target(profile.get(), own.get().text(), settings));
    } else if (engine.isPresent()) {
      add(engine.get().text(), false);
    } else if (profile.isPresent()) {
      throw withoutEngine(profile.get());
    } else {
      add(offerLocal(call).orElseThrow(EngineTargets::noEngine), false);
    }
  }

  private void add(String name, boolean isOption) {
    Optional<List<String>> group = configuration.group(name);
    if (name.equals(EngineLogin.LOCAL)) {
      put(new Target(name, name, settings));
    } else if (group.isPresent()) {
      addGroup(name, group.get());
    } else if (configuration.profiles().contains(name)) {
      Settings own = settings.withProfile(name);
      String engine =
          own.askedFor()
              .find(Setting.ENGINE)
              .map(SettingValue::text)
              .orElseThrow(() -> withoutEngine(name));
      put(new Target(name, engine, own));
    } else {
      Target target = new Target(name, name, settings);
      String identity = BadOptionException.reading(isOption, target::identity);
      put(target, identity);
    }
  }

  private void addGroup(String name, List<String> engines) {
    if (openGroups.contains(name) || openGroups.size() >= DEEPEST_GROUP) {
      throw new UsageException(
          "The group `" + name + "` in ~/.dvp/config leads to itself.",
          "Name engines in it, not the group.");
    }
    if (engines.isEmpty()) {
      throw new UsageException(
          "The group `" + name + "` in ~/.dvp/config has no engines.",
          "Write `engines = ADDRESS, ADDRESS` below `[group." + name + "]`.");
    }
    if (seenGroups.add(name)) {
      openGroups.add(name);
      engines.forEach(engine -> add(engine, false));
      openGroups.remove(name);
    }
  }

  private void put(Target target) {
    put(target, target.identity());
  }

  private void put(Target target, String identity) {
    if (found.putIfAbsent(identity, target) != null) {
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
            && call.host().prompt().confirm("No engine is named. Use the local one?", true);
    return agreed ? Optional.of(EngineLogin.LOCAL) : Optional.empty();
  }

  private static UsageException noEngine() {
    return new UsageException(
        "No engine is named.",
        "Give `-e HOST`, set DVP_ENGINE, or write `engine = HOST` below `[default]` in"
            + " ~/.dvp/config. `-e local` is the engine of this machine.");
  }
}
