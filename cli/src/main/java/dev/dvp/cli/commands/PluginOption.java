package dev.dvp.cli.commands;

import dev.dvp.cli.Host;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.Version;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.python.ParseCache;
import java.nio.file.Path;
import java.util.Optional;
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
        ? ParseCache.in(manifest(call).resolveSibling(".dvp").resolve("cache"), Version.build())
        : ParseCache.none();
  }

  /**
   * What builds keep for the next ones, in the user's own folder: a plugin from elsewhere could
   * bring a cache along that holds another program than its source.
   */
  static Optional<CacheFolder> buildCache(Invocation call) {
    return isCaching(call)
        ? Optional.of(new CacheFolder(call.host().dvpHome().resolve("cache")))
        : Optional.empty();
  }

  private static boolean isCaching(Invocation call) {
    return !call.flag("--no-cache") && isCaching(call.host());
  }

  /** Whether the environment lets anything be kept, for commands without the option. */
  static boolean isCaching(Host host) {
    return host.env().getOrDefault(NO_CACHE, "").isEmpty();
  }
}
