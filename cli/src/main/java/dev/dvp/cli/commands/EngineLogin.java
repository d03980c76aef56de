package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.engine.EngineClient;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineTimeouts;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.localengine.EngineStatus;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which engine a command talks to, and as whom: options first, then the environment, then {@code
 * ~/.dvp/config}. The word {@code local} stands for the engine of this machine, which is started
 * when it is not running and whose password is known.
 *
 * @param address the engine
 * @param user who logs in
 * @param password the user's password
 * @param local whether it is the engine of this machine
 */
record EngineLogin(EngineAddress address, String user, Secret password, boolean local) {
  /** What a user writes for the engine of this machine. */
  static final String LOCAL = "local";

  private static final int LONGEST_PASSWORD = 1024;

  /** How often the local engine is asked: it is done in less than the platform's five seconds. */
  private static final Duration LOCAL_POLL = Duration.ofMillis(100);

  static void addOptions(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "HOST",
                "The engine: a host, an address, or `local` [DVP_ENGINE].",
                "-e",
                "--engine")
            .build());
    spec.addOption(
        Options.value("HOST", "The same, as older scripts say it.", "--delphix-engine")
            .hidden(true)
            .build());
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
  }

  static EngineLogin resolve(Invocation call) {
    if (call.flag("--password") && call.flag("--password-stdin")) {
      throw new UsageException(
          "`--password` and `--password-stdin` exclude each other.", "Give one of them.");
    }
    Settings settings = settings(call);
    String engine =
        settings
            .find(Setting.ENGINE)
            .map(SettingValue::text)
            .or(() -> offerLocal(call))
            .orElseThrow(EngineLogin::noEngine);
    return engine.equals(LOCAL) ? local(call, settings) : remote(call, settings, engine);
  }

  private static Settings settings(Invocation call) {
    Settings settings = UserSettings.read(call);
    Optional<String> engine = call.value("--engine").or(() -> call.value("--delphix-engine"));
    if (engine.isPresent()) {
      settings = settings.with(Setting.ENGINE, Secret.of(engine.get()));
    }
    if (call.value("--user").isPresent()) {
      settings = settings.with(Setting.USER, Secret.of(call.value("--user").get()));
    }
    if (call.flag("--password-stdin")) {
      settings = settings.with(Setting.PASSWORD, firstLine(call));
    } else if (call.value("--password").isPresent()) {
      call.warn(
          "others on this machine can see `--password` in the list of processes;"
              + " `--password-stdin` and DVP_PASSWORD are safe from that.");
      settings = settings.with(Setting.PASSWORD, Secret.of(call.value("--password").get()));
    }
    return settings;
  }

  private static Secret firstLine(Invocation call) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(call.host().in(), StandardCharsets.UTF_8));
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
        if (line.length() > LONGEST_PASSWORD) {
          throw new UsageException("The first line of standard input is no password.", "");
        }
      }
      if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      if (line.length() == 0) {
        throw new UsageException(
            "Standard input holds no password.", "Pipe it in: `pass show engine | dvp upload …`.");
      }
      return Secret.of(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No engine is named: the one of this machine is at hand, if the user wants it. */
  private static Optional<String> offerLocal(Invocation call) {
    Path folder = LocalEngineHome.folder(call.host());
    if (LocalEngineProcess.status(folder) instanceof EngineStatus.Running) {
      call.say("No engine is named: using the local one, which is running.");
      return Optional.of(LOCAL);
    }
    boolean agreed =
        call.host().terminal().in()
            && call.host().prompt().confirm("No engine is named. Use the local one?");
    return agreed ? Optional.of(LOCAL) : Optional.empty();
  }

  private static UsageException noEngine() {
    return new UsageException(
        "No engine is named.",
        "Give `-e HOST`, set DVP_ENGINE, or write `engine = HOST` below `[default]` in"
            + " ~/.dvp/config. `-e local` is the engine of this machine.");
  }

  /** The engine of this machine, started when it is not running, as its administrator. */
  static EngineLogin local(Invocation call) {
    Path folder = LocalEngineHome.folder(call.host());
    LocalEngineProcess.Started started = LocalEngineHome.start(folder, 0);
    if (started.launched()) {
      call.detail("Started the local engine");
    }
    EngineAddress address = EngineAddress.parse(EngineCommand.address(started.engine().port()));
    Secret password =
        LocalEngineProcess.adminPassword(folder)
            .map(Secret::of)
            .orElseThrow(() -> new IllegalStateException("an engine runs without a password"));
    return new EngineLogin(address, LocalEngine.ADMIN, password, true);
  }

  /** The same, as whom the user says if the user says so. */
  private static EngineLogin local(Invocation call, Settings settings) {
    EngineLogin admin = local(call);
    String user = call.value("--user").orElse(admin.user());
    boolean told = call.flag("--password") || call.flag("--password-stdin");
    boolean other = told || !user.equals(admin.user());
    Secret password = other ? password(call, settings, user, admin.address()) : admin.password();
    return new EngineLogin(admin.address(), user, password, true);
  }

  private static EngineLogin remote(Invocation call, Settings settings, String engine) {
    EngineAddress address = EngineAddress.parse(engine);
    String user =
        settings
            .find(Setting.USER)
            .map(SettingValue::text)
            .orElseThrow(
                () ->
                    new UsageException(
                        "No user is named for the engine " + address + ".",
                        "Give `-u NAME`, set DVP_USER, or write `user = NAME` below `[default]`"
                            + " in ~/.dvp/config."));
    return new EngineLogin(address, user, password(call, settings, user, address), false);
  }

  private static Secret password(
      Invocation call, Settings settings, String user, EngineAddress address) {
    Optional<Secret> known = settings.find(Setting.PASSWORD).map(SettingValue::secret);
    if (known.isPresent()) {
      return known.get();
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
                    "No password is given for " + user + ", and nobody can be asked.",
                    "Set DVP_PASSWORD or pipe it in with `--password-stdin`."));
  }

  /** Logs in. */
  EngineSession open(Invocation call, ObjectNode engineApi) {
    TextReport report = new TextReport(call.host(), call.errStyle());
    EngineTimeouts usual = EngineTimeouts.defaults();
    EngineTimeouts timeouts =
        local
            ? new EngineTimeouts(
                usual.connect(),
                usual.request(),
                usual.work(),
                usual.idle(),
                LOCAL_POLL,
                usual.waitLimit())
            : usual;
    call.detail("Logging in to " + address + " as " + user);
    return EngineClient.builder(address, call.host().clock(), time -> Thread.sleep(time.toMillis()))
        .timeouts(timeouts)
        .warnings(
            warning -> {
              if (call.verbosity() > -2) {
                call.host().err().print(report.findings(java.util.List.of(warning)));
              }
            })
        .build()
        .login(engineApi, user, password);
  }
}
