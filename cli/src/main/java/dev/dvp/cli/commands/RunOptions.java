package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** The options of commands that run a plugin's operations. */
final class RunOptions {
  private static final int SECONDS = 300;
  private static final int MOST_SECONDS = 24 * 3600;

  private RunOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "FILE", "The Python to run it in [3.11 on PATH, else any from 3.8].", "--python")
            .build());
    spec.addOption(
        Options.value("SECONDS", "How long an operation may take [300].", "--timeout").build());
    RuntimeOptions.addSources(spec);
  }

  static Duration timeout(Invocation call) {
    return Duration.ofSeconds(call.number("--timeout", SECONDS, 1, MOST_SECONDS));
  }
}
