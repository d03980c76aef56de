package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.settings.Origin;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.core.settings.SettingsRule;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Where a password comes from: what is set, a command, or the user. A command of the same place as
 * a password, or of a nearer one, goes before it.
 */
final class EnginePassword {
  private static final int LONGEST = 1024;
  private static final long PATIENCE_SECONDS = 120;

  private EnginePassword() {}

  static Secret find(Invocation call, Settings settings, String user, EngineAddress address) {
    Optional<SettingValue> known = settings.find(Setting.PASSWORD);
    Optional<SettingValue> command = settings.find(Setting.PASSWORD_COMMAND);
    if (command.isPresent() && (known.isEmpty() || isNearer(command.get(), known.get()))) {
      return printedBy(command.get().text(), call.host().workingDir().toFile());
    }
    if (known.isPresent()) {
      return known.get().secret();
    }
    Optional<char[]> typed =
        call.host().terminal().in()
            ? call.host().prompt().password("Password of " + user + " on " + address + ": ")
            : Optional.empty();
    return typed
        .filter(password -> password.length > 0)
        .map(Secret::of)
        .orElseThrow(
            () ->
                new UsageException(
                    "No password is given for "
                        + user
                        + " on "
                        + address
                        + ", and nobody can be asked.",
                    "Set DVP_PASSWORD or pipe it in with `--password-stdin`."));
  }

  private static boolean isNearer(SettingValue one, SettingValue other) {
    return rank(one.origin()) <= rank(other.origin());
  }

  private static int rank(Origin origin) {
    if (origin instanceof Origin.Option) {
      return 0;
    }
    if (origin instanceof Origin.ConfigurationFile file) {
      return file.isDefault() ? 3 : 1;
    }
    return 2;
  }

  /** The first line of standard input. */
  static Secret firstLine(Invocation call) {
    try {
      return firstLine(call.host().in())
          .orElseThrow(
              () ->
                  new UsageException(
                      "The first line of standard input is no password.",
                      "Pipe it in: `pass show engine | dvp upload …`."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Secret> firstLine(InputStream stream) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
      if (line.length() > LONGEST) {
        return Optional.empty();
      }
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.length() == 0 ? Optional.empty() : Optional.of(Secret.of(line));
  }

  /** Runs a command by the shell, which may talk to the user, and takes what it prints first. */
  private static Secret printedBy(String command, File folder) {
    boolean isWindows = File.separatorChar == '\\';
    List<String> line =
        isWindows ? List.of("cmd", "/c", command) : List.of("/bin/sh", "-c", command);
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(folder)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Optional<Secret> printed = firstLine(process.getInputStream());
      process.getInputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed("did not end within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw failed("ended with " + process.exitValue());
      }
      return printed.orElseThrow(() -> failed("printed no password on its first line"));
    } catch (IOException e) {
      throw failed("cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
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
