package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.SettingsRule;
import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Runs the commands that print passwords, each once in a call of the tool: a password manager that
 * asks for something need not ask for every engine anew.
 */
final class PasswordCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Invocation call;
  private final Map<String, Secret> printed = new HashMap<>();

  PasswordCommand(Invocation call) {
    this.call = call;
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
        new BoundedProcess(line, call.host().env(), PATIENCE)
            .in(call.host().workingDir())
            .atTheTerminal()
            .run();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    if (ended.isTimeUp()) {
      throw failed("did not end within " + PATIENCE.toSeconds() + " s");
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
