package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.libraries.HostKeys;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp env add}: adds an environment, and makes sure of its host's key first. */
final class EnvAddCommand implements Command {
  private static final String PREFIX = "SHA256:";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Add an environment. A host is asked for its key first; when the key is not known, its"
                + " fingerprint is shown and you are asked.")
        .footer(
            "",
            "Logins are by key alone, yours or the one of --identity.",
            "",
            "Example:",
            "  dvp env add mine --host local");
    spec.addPositional(ArtifactArguments.parameter("NAME", 0, "What to call it."));
    spec.addOption(
        Options.value("HOST", "local or ssh://USER@HOST[:PORT].", "--host")
            .required(false)
            .build());
    spec.addOption(
        Options.value("DIR", "Where plugins may write there, absolute.", "--scratch").build());
    spec.addOption(Options.value("FILE", "The private key to log in with.", "--identity").build());
    spec.addOption(
        Options.value(
                "FILE",
                "Where the host's key is kept [known_hosts of the data folder and"
                    + " ~/.ssh/known_hosts].",
                "--known-hosts")
            .build());
    spec.addOption(
        Options.value(
                "FINGERPRINT",
                "Trust the host when its key has this fingerprint, SHA256:….",
                "--accept-host-key")
            .build());
    spec.addOption(Options.flag("Do not ask the host for its key now.", "--offline").build());
    spec.addOption(LocalEngineHome.dataOption());
  }

  @Override
  public int run(Invocation call) {
    String name = EnvCommand.name(call, "environment");
    HostAddress host = HostAddress.parse(hostText(call));
    if (host instanceof HostAddress.Ssh ssh) {
      host =
          ssh.with(
              call.value("--identity").map(call.host()::resolve),
              call.value("--known-hosts").map(call.host()::resolve));
    }
    Environments environments = EnvCommand.environments(call);
    Optional<String> scratch = call.value("--scratch");
    if (host instanceof HostAddress.Local) {
      scratch = scratch.map(path -> call.host().resolve(path).toString());
    }
    Environment environment = environments.make(name, host, scratch);
    environments.checkFree(name);
    if (host instanceof HostAddress.Ssh ssh && !call.flag("--offline")) {
      makeSure(call, ssh);
    }
    environments.add(environment);
    call.out().println("Added " + name + ": " + host.text() + ".");
    call.say("`dvp env test " + name + "` tries it out.");
    return ExitCode.OK;
  }

  private static String hostText(Invocation call) {
    return call.value("--host")
        .orElseThrow(
            () ->
                new UsageException(
                    "The environment has no host.",
                    "Name it: `--host local` or `--host ssh://user@host`."));
  }

  private static void makeSure(Invocation call, HostAddress.Ssh ssh) {
    HostKeys keys = new HostKeys(EnvCommand.around(call), ssh);
    Optional<String> accepted = call.value("--accept-host-key");
    if (accepted.isEmpty() && EnvCommand.on(keys::isTrusted)) {
      return;
    }
    HostKeys.Seen key = EnvCommand.on(keys::see);
    if (accepted.isPresent()) {
      if (!isSame(accepted.get(), key.fingerprint())) {
        throw refused(
            "The key of "
                + ssh.text()
                + " has the fingerprint "
                + key.fingerprint()
                + ", not that"
                + " of `--accept-host-key`.",
            "Ask the host's owner which one is right: somebody may stand between.");
      }
    } else if (!agrees(call, ssh, key)) {
      throw refused(
          "The key of "
              + ssh.text()
              + " is not known; its fingerprint is "
              + key.fingerprint()
              + " ("
              + key.type()
              + ").",
          "When that is right, add `--accept-host-key " + key.fingerprint() + "`.");
    }
    boolean isKnown = accepted.isPresent() && EnvCommand.on(keys::isTrusted);
    if (!isKnown) {
      EnvCommand.on(
          () -> {
            keys.trust(key);
            return key;
          });
    }
  }

  private static boolean agrees(Invocation call, HostAddress.Ssh ssh, HostKeys.Seen key) {
    return call.host().terminal().in()
        && call.host()
            .prompt()
            .confirm(
                "The key of "
                    + ssh.text()
                    + " is not known. Its fingerprint is "
                    + key.fingerprint()
                    + " ("
                    + key.type()
                    + "). Trust it?",
                false);
  }

  /** Base64 knows case; what stands before it does not. */
  private static boolean isSame(String given, String fingerprint) {
    boolean hasPrefix = given.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    String hash = hasPrefix ? given.substring(PREFIX.length()) : given;
    return hash.replaceAll("=+$", "").equals(fingerprint.substring(PREFIX.length()));
  }

  private static DvpException refused(String problem, String remedy) {
    return new DvpException(EnvironmentRule.HOST_KEY.at(Location.NONE, problem, remedy));
  }
}
