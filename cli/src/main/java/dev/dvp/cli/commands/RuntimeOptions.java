package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.core.runtime.index.IndexUrl;
import dev.dvp.core.runtime.resolving.RuntimeChoice;
import dev.dvp.core.runtime.resolving.RuntimeRequest;
import dev.dvp.core.runtime.resolving.RuntimeResolver;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which runtime packages an artifact gets, and where they come from. */
final class RuntimeOptions {
  private RuntimeOptions() {}

  /** All of them, for commands that make an artifact. */
  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "WHICH",
                "Runtime packages: official, bundled (for the local engine only) or auto (default):"
                    + " official where they can be had [DVP_RUNTIME].",
                "--runtime")
            .completionCandidates(RuntimeChoice.WORDS)
            .build());
    addSources(spec);
    spec.addOption(Options.flag("Take exactly what dvp.lock says, or fail.", "--locked").build());
  }

  /** Refuses them where no artifact is made. */
  static void refuse(Invocation call, String reason) {
    for (String option : List.of("--runtime", "--locked", "--wheelhouse", "--index-url")) {
      if (call.flag(option)) {
        throw new UsageException(
            reason + ", so `" + option + "` makes no sense with it.", "Give one of them.");
      }
    }
  }

  /** Those that say where wheels come from. */
  static void addSources(CommandSpec spec) {
    spec.addOption(
        Options.list(
                "DIR",
                "A folder of wheels, which is looked in before the index; repeatable"
                    + " [DVP_WHEELHOUSE].",
                "--wheelhouse")
            .build());
    spec.addOption(
        Options.value("URL", "The package index [DVP_INDEX_URL, else PyPI's].", "--index-url")
            .build());
  }

  /**
   * Finds the runtime packages of a plugin, as options, environment and configuration want it.
   *
   * @param call what the user wrote
   * @param manifest the plugin's manifest
   * @param found takes warnings
   * @return the packages and their files
   */
  static RuntimePackages resolve(Invocation call, PluginManifest manifest, Diagnostics found) {
    boolean isRelease = call.flag(BuildCommand.RELEASE);
    return packages(call, request(call, manifest, isRelease || call.flag("--locked")), found);
  }

  /**
   * Finds what a plugin needs to run on this machine: dvp's own runtime, and its own requirements.
   *
   * @param call what the user wrote
   * @param manifest the plugin's manifest
   * @param found takes warnings
   * @return the packages and their files
   */
  static RuntimePackages toRun(Invocation call, PluginManifest manifest, Diagnostics found) {
    return packages(call, request(call, manifest, false).with(RuntimeChoice.BUNDLED), found);
  }

  private static RuntimePackages packages(
      Invocation call, RuntimeRequest request, Diagnostics found) {
    RuntimePackages packages;
    try (CreatedPaths temporary = new CreatedPaths()) {
      RuntimeResolver resolver = new RuntimeResolver(request, found, temporary);
      packages = call.host().cleanups().during(temporary::undo, resolver::packages);
    }
    packages
        .packages()
        .forEach(one -> call.detail("Runtime package: " + one.name() + " " + one.version()));
    return packages;
  }

  /** What is wanted; {@code --runtime} is looked at where the command has it. */
  static RuntimeRequest request(Invocation call, PluginManifest manifest, boolean locked) {
    Settings settings = UserSettings.read(call);
    String runtime =
        call.flag(BuildCommand.RELEASE)
            ? RuntimeKind.OFFICIAL.word()
            : text(call, settings, Setting.RUNTIME).orElseThrow();
    TargetPython python =
        TargetPython.ofLanguage(manifest.language())
            .orElseThrow(() -> new IllegalStateException(manifest.language()));
    return new RuntimeRequest(
        manifest.file(),
        python,
        choice(runtime),
        locked,
        wheelhouses(call, settings),
        index(call, settings),
        call.host().dvpHome().resolve("cache").resolve("wheels"));
  }

  private static RuntimeChoice choice(String word) {
    if (!RuntimeChoice.WORDS.contains(word.toLowerCase(Locale.ROOT))) {
      throw new UsageException(
          "The runtime is one of "
              + String.join(", ", RuntimeChoice.WORDS)
              + ", not `"
              + word
              + "`.",
          "Look at `--runtime`, DVP_RUNTIME and `runtime` in ~/.dvp/config.");
    }
    return RuntimeChoice.of(word);
  }

  private static Optional<String> text(Invocation call, Settings settings, Setting setting) {
    return call.value(setting.option()).or(() -> settings.find(setting).map(SettingValue::text));
  }

  private static List<Path> wheelhouses(Invocation call, Settings settings) {
    List<String> given = call.values(Setting.WHEELHOUSE.option());
    if (given.isEmpty()) {
      return settings
          .find(Setting.WHEELHOUSE)
          .map(value -> SettingPath.all(call, value))
          .orElse(List.of());
    }
    return given.stream().filter(name -> !name.isEmpty()).map(call.host()::resolve).toList();
  }

  private static IndexSettings index(Invocation call, Settings settings) {
    Secret address =
        call.value(Setting.INDEX_URL.option())
            .map(Secret::of)
            .or(() -> settings.find(Setting.INDEX_URL).map(SettingValue::secret))
            .orElseThrow();
    return new IndexSettings(
        IndexUrl.parse(address),
        call.host().env(),
        call.host().home(),
        IndexSettings.Timeouts.DEFAULT,
        call.host().clock(),
        call.host().sleeper());
  }
}
