package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Python;
import dev.dvp.localengine.running.Debugging;
import dev.dvp.localengine.running.RunRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The option that has a plugin wait for a debugger. */
final class DebugOption {
  private static final String DEBUG = "--debug";
  private static final String PORT = "--debug-port";
  private static final int USUAL_PORT = 5678;
  private static final int LAST_PORT = 65_535;
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WHERE =
      "import debugpy, os; print(os.path.dirname(os.path.dirname(os.path.abspath("
          + "debugpy.__file__))))";

  private DebugOption() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.flag(
                "Wait for a debugger before the plugin is imported; takes debugpy, and sets no time"
                    + " limit.",
                DEBUG)
            .build());
    spec.addOption(
        Options.value("PORT", "Where a debugger finds it on this machine [5678].", PORT).build());
  }

  /** A time limit, unless somebody steps through the plugin. */
  static Duration limit(Invocation call, Duration usual) {
    return call.flag(DEBUG) ? A_DAY : usual;
  }

  /**
   * What the user wants of debugging.
   *
   * @param source where the author has the source
   * @param copy where it runs
   * @throws DvpException when Python has no debugpy ({@link RunRule#NO_DEBUGGER})
   */
  static Optional<Debugging> of(Invocation call, Python python, Path source, Path copy) {
    int port = call.number(PORT, USUAL_PORT, 1, LAST_PORT);
    if (!call.flag(DEBUG)) {
      return Optional.empty();
    }
    Runnable listening =
        () ->
            call.say(
                "Waiting for a debugger at 127.0.0.1:"
                    + port
                    + "; in its path mappings, "
                    + source
                    + " is "
                    + copy
                    + ".");
    return Optional.of(new Debugging(port, List.of(debugpy(call, python)), listening));
  }

  private static Path debugpy(Invocation call, Python python) {
    List<String> command = new ArrayList<>(python.command());
    command.addAll(List.of("-c", WHERE));
    BoundedProcess process = new BoundedProcess(command, call.host().env(), PATIENCE);
    BoundedProcess.Ended ended = call.host().cleanups().during(process::cancel, process::run);
    List<String> lines = ended.output().lines().toList();
    if (!ended.isGood() || lines.isEmpty()) {
      String name = String.join(" ", python.command());
      throw new DvpException(
          RunRule.NO_DEBUGGER.at(
              Location.NONE,
              "`" + name + "` cannot load debugpy, which `--debug` takes.",
              "Run `"
                  + name
                  + " -m pip install debugpy`, or name a Python that has it with `--python`."));
    }
    return Path.of(lines.get(lines.size() - 1));
  }
}
