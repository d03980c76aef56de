package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the passwords of one call come from: what is set, a command, or the user. A command of the
 * same place as a password, or of a nearer one, goes before it.
 */
final class EnginePassword {
  private static final int LONGEST = 1024;

  private final Invocation call;
  private final PasswordCommand command;

  EnginePassword(Invocation call) {
    this.call = call;
    this.command = new PasswordCommand(call.host(), PasswordCommand.PATIENCE);
  }

  /** The password of one user on one engine, asked for when it is set nowhere. */
  Secret find(Settings settings, String user, EngineAddress address) {
    Optional<SettingValue> known = settings.nearest(Setting.PASSWORD_COMMAND, Setting.PASSWORD);
    if (known.isPresent()) {
      SettingValue value = known.get();
      return value.setting() == Setting.PASSWORD_COMMAND
          ? command.run(value.text())
          : value.secret();
    }
    return typed(call, "Password of " + user + " on " + address + ": ")
        .orElseThrow(
            () ->
                new UsageException(
                    "No password is given for "
                        + user
                        + " on "
                        + address
                        + ", and nobody can be asked.",
                    "Pipe it in with `--password-stdin`, or set DVP_PASSWORD, which is for all"
                        + " engines but the local one."));
  }

  /** What the user types; nothing when nobody is there, or nothing was typed. */
  static Optional<Secret> typed(Invocation call, String question) {
    Optional<char[]> typed =
        call.host().terminal().in() ? call.host().prompt().password(question) : Optional.empty();
    return typed.filter(characters -> characters.length > 0).map(Secret::of);
  }

  /** The first line of standard input; nothing when it is empty or no password at all. */
  static Optional<Secret> firstLine(Invocation call) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(call.host().in(), StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
        if (line.length() > LONGEST) {
          return Optional.empty();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.length() == 0 ? Optional.empty() : Optional.of(Secret.of(line));
  }
}
