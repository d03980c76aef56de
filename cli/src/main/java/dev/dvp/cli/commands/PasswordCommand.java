package dev.dvp.cli.commands;

import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.SettingsRule;
import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the commands that print passwords, each once in a call of the tool: a password manager that
 * asks for something need not ask for every engine anew.
 */
final class PasswordCommand {
  /** How long who has to type something into a password manager may take. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Host host;
  private final Duration limit;
  private final Map<String, Secret> printed = new HashMap<>();

  /**
   * Commands that have not run.
   *
   * @param host the world around them
   * @param limit how long each may take
   */
  PasswordCommand(Host host, Duration limit) {
    this.host = host;
    this.limit = limit;
  }

  /**
   * The first line that a command prints.
   *
   * @throws DvpException when it fails; neither the command nor what it printed is quoted
   */
  Secret run(String command) {
    Secret known = printed.get(command);
    if (known == null) {
      known = printedBy(command);
      printed.put(command, known);
    }
    return known;
  }

  private Secret printedBy(String command) {
    boolean isWindows = File.separatorChar == '\\';
    List<String> line =
        isWindows ? List.of("cmd", "/c", command) : List.of("/bin/sh", "-c", command);
    BoundedProcess.Ended ended =
        new BoundedProcess(line, host.env(), limit).in(host.workingDir()).atTheTerminal().run();
    // The terminal's Ctrl-C reaches the command, too, and may reach it first.
    boolean isInterrupted = ended.exitCode().equals(Optional.of(BoundedProcess.INTERRUPTED));
    if (isInterrupted || Thread.currentThread().isInterrupted()) {
      throw new DvpException(
          EngineRule.INTERRUPTED.at(
              Location.NONE,
              "Interrupted while the command that prints the password was running.",
              "Nothing was sent to the engine."));
    }
    if (ended.isTimeUp()) {
      throw failed("did not end within " + inWords(limit));
    }
    if (!ended.isGood()) {
      throw failed(ended.exitCode().map(code -> "ended with " + code).orElse("cannot be run"));
    }
    return ended
        .output()
        .lines()
        .findFirst()
        .filter(password -> !password.isEmpty())
        .map(Secret::of)
        .orElseThrow(() -> failed("printed no password on its first line"));
  }

  private static String inWords(Duration limit) {
    return limit.toSeconds() >= 1 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  private static DvpException failed(String how) {
    return new DvpException(
        SettingsRule.PASSWORD_COMMAND_FAILED.at(
            Location.NONE,
            "The command that should print the password " + how + ".",
            "Run it by hand: its first line of output has to be the password alone, and its exit"
                + " code 0. It is `password_command` in ~/.dvp/config, `DVP_PASSWORD_COMMAND` or"
                + " `--password-command`."));
  }
}
