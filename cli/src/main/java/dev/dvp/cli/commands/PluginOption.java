package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** The option that says which plugin a command is about. */
final class PluginOption {
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
}
