package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.BadOptionException;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineAddress;
import dev.dvp.core.engine.EngineClient;
import dev.dvp.core.engine.EngineRule;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineTimeouts;
import dev.dvp.core.engine.EngineTrust;
import dev.dvp.core.settings.Origin;
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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine, and who logs in there. The word {@code local} stands for the engine of this machine,
 * which is started when it is not running and whose password is known.
 *
 * @param label what the user calls the engine
 * @param hint what else may be meant by the label when there is no such host; empty when it can
 *     only be an address
 * @param address the engine
 * @param user who logs in
 * @param password the user's password
 * @param trust which certificates are believed
 * @param local whether it is the engine of this machine
 * @param waitLimit how long to wait for it, as it was set
 */
record EngineLogin(
    String label,
    Optional<String> hint,
    EngineAddress address,
    String user,
    Secret password,
    EngineTrust trust,
    boolean local,
    Optional<SettingValue> waitLimit) {
  /** What a user writes for the engine of this machine. */
  static final String LOCAL = "local";

  /** How often the local engine is asked: it is done in less than the platform's five seconds. */
  private static final Duration LOCAL_POLL = Duration.ofMillis(100);

  /** Every engine that the user names, in that order. */
  static List<EngineLogin> all(Invocation call) {
    EnginePassword passwords = new EnginePassword(call);
    return EngineTargets.of(call).stream().map(target -> of(call, target, passwords)).toList();
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
          "Call it for each of them, with `-e NAME`.");
    }
    return of(call, targets.get(0), new EnginePassword(call));
  }

  /** One of the engines that the user names. */
  static EngineLogin of(Invocation call, EngineTargets.Target target, EnginePassword passwords) {
    return target.isLocal() ? local(call, target, passwords) : remote(call, target, passwords);
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
        LOCAL,
        Optional.empty(),
        address,
        LocalEngine.ADMIN,
        password,
        EngineTrust.ofJava(),
        true,
        Optional.empty());
  }

  /** The same, as whom the user says: what holds for all engines is not meant for this one. */
  private static EngineLogin local(
      Invocation call, EngineTargets.Target target, EnginePassword passwords) {
    EngineLogin admin = local(call);
    Settings asked = target.settings().askedFor();
    String user = asked.find(Setting.USER).map(SettingValue::text).orElse(admin.user());
    boolean isOther =
        !user.equals(admin.user())
            || asked.nearest(Setting.PASSWORD_COMMAND, Setting.PASSWORD).isPresent();
    Secret password = isOther ? passwords.find(asked, user, admin.address()) : admin.password();
    return new EngineLogin(
        target.label(),
        admin.hint(),
        admin.address(),
        user,
        password,
        admin.trust(),
        true,
        target.settings().find(Setting.WAIT_TIMEOUT));
  }

  private static EngineLogin remote(
      Invocation call, EngineTargets.Target target, EnginePassword passwords) {
    Settings settings = target.settings();
    String user =
        settings
            .find(Setting.USER)
            .map(SettingValue::text)
            .orElseThrow(
                () ->
                    new UsageException(
                        "No user is named for the engine " + target.address() + ".",
                        (target.hint()
                                + " Give `-u NAME`, set DVP_USER, or write `user = NAME`"
                                + " below `[default]` in ~/.dvp/config.")
                            .strip()));
    EngineTrust trust = trust(call, settings);
    EngineAddress address = address(call, target, trust);
    Secret password = passwords.find(settings, user, address);
    Optional<String> hint = target.isBareWord() ? Optional.of(target.hint()) : Optional.empty();
    return new EngineLogin(
        target.label(),
        hint,
        address,
        user,
        password,
        trust,
        false,
        settings.find(Setting.WAIT_TIMEOUT));
  }

  /** The address, by plain HTTP when the user allows it, wrote no scheme, and TLS is not taken. */
  private static EngineAddress address(
      Invocation call, EngineTargets.Target target, EngineTrust trust) {
    EngineAddress address = target.address();
    boolean isCertain = !trust.equals(EngineTrust.ofJava());
    if (!address.secure() && (call.flag("--fingerprint") || call.flag("--ca-file"))) {
      throw new UsageException(
          "`--fingerprint` and `--ca-file` are about certificates, and `"
              + address
              + "` shows none.",
          "Write `https://` in the engine's address.");
    }
    // Who says which certificate to believe wants no connection without.
    boolean isOpen = call.flag(EngineOptions.INSECURE_HTTP) && !target.namesScheme() && !isCertain;
    if (!isOpen
        || client(call, address, trust).timeouts(EngineOptions.timeouts(call)).build().takesTls()) {
      return address;
    }
    return address.inClear();
  }

  private static EngineTrust trust(Invocation call, Settings settings) {
    return settings
        .nearest(Setting.FINGERPRINT, Setting.CA_FILE)
        .map(
            value ->
                BadOptionException.reading(
                    value.origin() instanceof Origin.Option, () -> trust(call, value)))
        .orElseGet(EngineTrust::ofJava);
  }

  private static EngineTrust trust(Invocation call, SettingValue value) {
    return value.setting() == Setting.FINGERPRINT
        ? EngineTrust.ofFingerprint(value.text())
        : EngineTrust.ofAuthorities(SettingPath.of(call, value));
  }

  /**
   * The times of a command that waits.
   *
   * @throws UsageException when the limit that was set is none
   */
  EngineTimeouts waiting(Invocation call) {
    EngineTimeouts usual = EngineOptions.timeouts(call);
    return waitLimit.map(EngineOptions::waitLimit).map(usual::withWaitLimit).orElse(usual);
  }

  /** Logs in for what needs no artifact. */
  EngineSession open(Invocation call, EngineTimeouts timeouts) {
    return hinting(() -> client(call, timeouts, call::say).login(user, password));
  }

  /**
   * Logs in for an artifact.
   *
   * @param engineApi the API version that the artifact asks for
   * @param timeouts how long to wait for what
   * @param notes hears what is done about trouble on the way
   */
  EngineSession open(
      Invocation call, ObjectNode engineApi, EngineTimeouts timeouts, Consumer<String> notes) {
    return hinting(() -> client(call, timeouts, notes).login(engineApi, user, password));
  }

  private EngineClient client(Invocation call, EngineTimeouts timeouts, Consumer<String> notes) {
    call.detail("Logging in to " + address + " as " + user);
    return client(call, address, trust)
        .timeouts(local ? timeouts.withPollInterval(LOCAL_POLL) : timeouts)
        .notes(notes)
        .build();
  }

  /** Logs in; a word that is no host may as well be a misspelt profile. */
  private EngineSession hinting(Supplier<EngineSession> login) {
    try {
      return login.get();
    } catch (DvpException e) {
      throw hint.map(meant -> withHint(e, meant)).orElse(e);
    }
  }

  private DvpException withHint(DvpException failure, String meant) {
    boolean isUnknown =
        failure.diagnostics().stream().anyMatch(d -> d.rule().equals(EngineRule.UNKNOWN_HOST));
    if (!isUnknown) {
      return failure;
    }
    Diagnostic first = failure.diagnostics().get(0);
    return new DvpException(
        new Diagnostic(
            first.rule(),
            first.severity(),
            first.location(),
            "There is no profile or group `"
                + label
                + "` in ~/.dvp/config, and no host of that name.",
            meant.isEmpty() ? first.help() : meant),
        failure);
  }

  private static EngineClient.Builder client(
      Invocation call, EngineAddress address, EngineTrust trust) {
    return EngineClient.builder(address, call.host().clock(), call.host().sleeper())
        .trust(trust)
        .proxiesOf(call.host().env())
        .warnings(warning -> BuildCommand.show(call, List.of(warning)));
  }
}
