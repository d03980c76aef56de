package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.engine.EngineClient;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineTimeouts;
import dev.dvp.core.engine.EngineTrust;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An engine, and who logs in there. The word {@code local} stands for the engine of this machine,
 * which is started when it is not running and whose password is known.
 *
 * @param label what the user calls the engine
 * @param address the engine
 * @param user who logs in
 * @param password the user's password
 * @param trust which certificates are believed
 * @param local whether it is the engine of this machine
 * @param mayBeInClear whether it may be asked by plain HTTP when it takes no TLS
 */
record EngineLogin(
    String label,
    EngineAddress address,
    String user,
    Secret password,
    EngineTrust trust,
    boolean local,
    boolean mayBeInClear) {
  /** What a user writes for the engine of this machine. */
  static final String LOCAL = "local";

  /** How often the local engine is asked: it is done in less than the platform's five seconds. */
  private static final Duration LOCAL_POLL = Duration.ofMillis(100);

  /** What it looks like when plain HTTP is spoken where TLS is asked for. */
  private static final Set<Rule> NO_TLS =
      Set.of(
          EngineRule.WRONG_SCHEME,
          EngineRule.CANNOT_CONNECT,
          EngineRule.NO_ANSWER_IN_TIME,
          EngineRule.TLS_FAILED);

  /** Every engine that the user names, in that order. */
  static List<EngineLogin> all(Invocation call) {
    return EngineTargets.of(call).stream().map(target -> of(call, target)).toList();
  }

  /** The engine that the user names, for commands that take one. */
  static EngineLogin one(Invocation call) {
    List<EngineTargets.Target> targets = EngineTargets.of(call);
    if (targets.size() > 1) {
      throw new UsageException(
          "This command talks to one engine, and "
              + targets.size()
              + " are named: "
              + String.join(", ", targets.stream().map(EngineTargets.Target::label).toList())
              + ".",
          "Call it for each of them.");
    }
    return of(call, targets.get(0));
  }

  private static EngineLogin of(Invocation call, EngineTargets.Target target) {
    return target.engine().equals(LOCAL) ? local(call, target) : remote(call, target);
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
    return new EngineLogin(
        LOCAL, address, LocalEngine.ADMIN, password, EngineTrust.ofJava(), true, false);
  }

  /** The same, as whom the user says if the user says so. */
  private static EngineLogin local(Invocation call, EngineTargets.Target target) {
    EngineLogin admin = local(call);
    String user = call.value("--user").orElse(admin.user());
    boolean told =
        call.flag("--password") || call.flag("--password-stdin") || call.flag("--password-command");
    boolean other = told || !user.equals(admin.user());
    Secret password =
        other
            ? EnginePassword.find(call, target.settings(), user, admin.address())
            : admin.password();
    return new EngineLogin(
        target.label(), admin.address(), user, password, admin.trust(), true, false);
  }

  private static EngineLogin remote(Invocation call, EngineTargets.Target target) {
    EngineAddress address = EngineAddress.parse(target.engine());
    Settings settings = target.settings();
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
    Secret password = EnginePassword.find(call, settings, user, address);
    boolean mayBeInClear =
        call.flag(EngineOptions.INSECURE_HTTP) && !target.engine().contains("://");
    return new EngineLogin(
        target.label(), address, user, password, trust(call, settings), false, mayBeInClear);
  }

  private static EngineTrust trust(Invocation call, Settings settings) {
    Optional<SettingValue> file = settings.find(Setting.CA_FILE);
    Optional<SettingValue> fingerprint = settings.find(Setting.FINGERPRINT);
    // Of both, an option was written for this call.
    if (fingerprint.isPresent() && !call.flag(Setting.CA_FILE.option())) {
      return EngineTrust.ofFingerprint(fingerprint.get().text());
    }
    return file.map(value -> EngineTrust.ofAuthorities(call.host().resolve(value.text())))
        .orElseGet(EngineTrust::ofJava);
  }

  /** Logs in. */
  EngineSession open(Invocation call, ObjectNode engineApi) {
    return open(call, engineApi, EngineOptions.timeouts(call));
  }

  /** Logs in, with other times than the command line has. */
  EngineSession open(Invocation call, ObjectNode engineApi, EngineTimeouts timeouts) {
    call.detail("Logging in to " + address + " as " + user);
    try {
      return client(call, address, timeouts).login(engineApi, user, password);
    } catch (DvpException e) {
      if (!mayBeInClear || !e.diagnostics().stream().allMatch(d -> NO_TLS.contains(d.rule()))) {
        throw e;
      }
    }
    EngineAddress plain = new EngineAddress(false, address.host(), address.port(), address.path());
    return client(call, plain, timeouts).login(engineApi, user, password);
  }

  private EngineClient client(Invocation call, EngineAddress at, EngineTimeouts timeouts) {
    TextReport report = new TextReport(call.host(), call.errStyle());
    return EngineClient.builder(at, call.host().clock(), call.host().sleeper())
        .timeouts(local ? timeouts.withPollInterval(LOCAL_POLL) : timeouts)
        .trust(trust)
        .proxiesOf(call.host().env())
        .notes(call::say)
        .warnings(warning -> show(call, report, warning))
        .build();
  }

  private static void show(Invocation call, TextReport report, Diagnostic warning) {
    if (call.verbosity() > -2) {
      call.host().err().print(report.findings(List.of(warning)));
    }
  }
}
