package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.engine.EngineTimeouts;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say which engine a command talks to, as whom, and how. */
final class EngineOptions {
  private static final int A_DAY = 24 * 60 * 60;
  private static final String CONNECT = "--connect-timeout";
  private static final String REQUEST = "--request-timeout";
  private static final String IDLE = "--idle-timeout";
  static final String INSECURE_HTTP = "--insecure-http";

  private EngineOptions() {}

  /** For commands that take several engines. */
  static void addTo(CommandSpec spec) {
    addTo(
        spec,
        "An engine: a host, an address, a profile or a group of ~/.dvp/config, or `local`;"
            + " repeatable [DVP_ENGINE].");
  }

  /** For commands that take one. */
  static void addOneTo(CommandSpec spec) {
    addTo(
        spec,
        "The one engine: a host, an address, a profile of ~/.dvp/config, or `local` [DVP_ENGINE].");
  }

  private static void addTo(CommandSpec spec, String engines) {
    spec.addOption(Options.list("HOST", engines, "-e", "--engine").build());
    spec.addOption(
        Options.list("HOST", "The same, as older scripts say it.", "--delphix-engine")
            .hidden(true)
            .build());
    spec.addOption(
        Options.value("NAME", "The section of ~/.dvp/config that holds.", "--profile").build());
    spec.addOption(
        Options.value("NAME", "The engine's user who logs in [DVP_USER].", "-u", "--user").build());
    spec.addOption(
        Options.value(
                "TEXT",
                "That user's password. Better: DVP_PASSWORD, --password-stdin, or be asked.",
                "--password")
            .build());
    spec.addOption(
        Options.flag("Read the password from the first line of stdin.", "--password-stdin")
            .build());
    spec.addOption(
        Options.value(
                "COMMAND",
                "A command whose first line of output is the password [DVP_PASSWORD_COMMAND].",
                "--password-command")
            .build());
    addConnection(spec);
  }

  private static void addConnection(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "FILE",
                "Certificates in PEM that vouch for the engine, in place of Java's [DVP_CA_FILE].",
                "--ca-file")
            .build());
    spec.addOption(
        Options.value(
                "SHA256",
                "Believe the engine's certificate by its fingerprint, `sha256:…`, and no other"
                    + " [DVP_FINGERPRINT].",
                "--fingerprint")
            .build());
    spec.addOption(
        Options.flag(
                "Go on in clear where an engine named without `https://` takes no TLS: the password"
                    + " can be read on the way.",
                INSECURE_HTTP)
            .build());
    EngineTimeouts usual = EngineTimeouts.defaults();
    spec.addOption(seconds("to connect", usual.connect(), CONNECT));
    spec.addOption(seconds("for an answer", usual.request(), REQUEST));
    spec.addOption(seconds("without a byte of a file moving", usual.idle(), IDLE));
  }

  /** Adds the limit of commands that wait. */
  static void addWaitLimit(CommandSpec spec, String what) {
    Setting limit = Setting.WAIT_TIMEOUT;
    String usual = limit.defaultValue().orElseThrow() + ", " + limit.environmentVariable();
    spec.addOption(
        Options.value("SECONDS", "Longest time " + what + " [" + usual + "].", limit.option())
            .build());
  }

  /**
   * The limit that was set.
   *
   * @throws UsageException when it is none
   */
  static Duration waitLimit(SettingValue value) {
    try {
      int seconds = Integer.parseInt(value.text());
      if (seconds >= 1 && seconds <= A_DAY) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of bounds.
    }
    throw new UsageException(
        "The "
            + value.setting().label()
            + " from "
            + value.origin().describe()
            + " has to be a whole number from 1 to "
            + A_DAY
            + ", not `"
            + value.text()
            + "`.",
        "");
  }

  static picocli.CommandLine.Model.OptionSpec seconds(String what, Duration usual, String name) {
    return Options.value("SECONDS", "Longest time " + what + " [" + usual.toSeconds() + "].", name)
        .build();
  }

  /** The times that the user gave, the usual ones for all else. */
  static EngineTimeouts timeouts(Invocation call) {
    EngineTimeouts usual = EngineTimeouts.defaults();
    return new EngineTimeouts(
        seconds(call, CONNECT, usual.connect()),
        seconds(call, REQUEST, usual.request()),
        usual.work(),
        seconds(call, IDLE, usual.idle()),
        usual.pollInterval(),
        usual.waitLimit());
  }

  static Duration seconds(Invocation call, String name, Duration usual) {
    return Duration.ofSeconds(call.number(name, (int) usual.toSeconds(), 1, A_DAY));
  }

  /** Which engines the user names, in the order of the command line; none when none is named. */
  static List<String> engines(Invocation call) {
    List<String> named = call.values("--engine");
    return named.isEmpty() ? call.values("--delphix-engine") : named;
  }

  /** Settings of file, environment and options, the engine aside. */
  static Settings settings(Invocation call) {
    List<String> ways =
        List.of("--password", "--password-stdin", "--password-command").stream()
            .filter(call::flag)
            .toList();
    if (ways.size() > 1) {
      throw new UsageException(
          "`" + ways.get(0) + "` and `" + ways.get(1) + "` exclude each other.",
          "Give one of them.");
    }
    if (call.flag("--ca-file") && call.flag("--fingerprint")) {
      throw new UsageException(
          "`--ca-file` and `--fingerprint` exclude each other.", "Give one of them.");
    }
    // Before anybody is asked for a password.
    call.number(Setting.WAIT_TIMEOUT.option(), 1, 1, A_DAY);
    Settings settings = UserSettings.read(call);
    for (Setting setting :
        List.of(
            Setting.USER,
            Setting.PASSWORD_COMMAND,
            Setting.CA_FILE,
            Setting.FINGERPRINT,
            Setting.WAIT_TIMEOUT)) {
      if (call.value(setting.option()).isPresent()) {
        settings = settings.with(setting, Secret.of(call.value(setting.option()).get()));
      }
    }
    if (call.flag("--password-stdin")) {
      return settings.with(
          Setting.PASSWORD,
          EnginePassword.firstLine(call)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "The first line of standard input is no password.",
                          "Pipe it in: `pass show engine | dvp upload …`.")));
    }
    if (call.value("--password").isPresent()) {
      call.warn(
          "others on this machine can see `--password` in the list of processes;"
              + " `--password-stdin` and DVP_PASSWORD are safe from that.");
      return settings.with(Setting.PASSWORD, Secret.of(call.value("--password").get()));
    }
    return settings;
  }
}
