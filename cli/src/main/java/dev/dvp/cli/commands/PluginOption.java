package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.Version;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.python.ParseCache;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** The option that says which plugin a command is about. */
final class PluginOption {
  private static final String NO_CACHE = "DVP_NO_CACHE";
  private static final String DEFAULT = "plugin_config.yml";

  private PluginOption() {}

  static OptionSpec config() {
    return Options.value(
            "FILE", "The plugin's manifest [plugin_config.yml].", "-c", "--plugin-config")
        .build();
  }

  static Path manifest(Invocation call) {
    return call.path("--plugin-config", DEFAULT);
  }

  static OptionSpec noCache() {
    return Options.flag("Neither use nor keep what was read before.", "--no-cache").build();
  }

  /** What was read before, kept beside the manifest unless the user does not want it. */
  static ParseCache cache(Invocation call) {
    return isCaching(call)
        ? ParseCache.in(cacheFolder(manifest(call)), Version.build())
        : ParseCache.none();
  }

  /** What was compressed before, in the same place. */
  static PackedCache packedCache(Invocation call, Path manifest) {
    return isCaching(call) ? PackedCache.in(cacheFolder(manifest)) : PackedCache.none();
  }

  private static boolean isCaching(Invocation call) {
    return !call.flag("--no-cache") && call.host().env().getOrDefault(NO_CACHE, "").isEmpty();
  }

  private static Path cacheFolder(Path manifest) {
    return manifest.resolveSibling(".dvp").resolve("cache");
  }
}
