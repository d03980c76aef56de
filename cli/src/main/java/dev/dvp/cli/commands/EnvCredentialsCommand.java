package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.settings.Secret;
import dev.dvp.localengine.environments.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp env credentials}: what a plugin gets by {@code retrieve_credentials}. */
final class EnvCredentialsCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Keep a password or a pair of keys under a name, in place of an earlier one, for"
                + " plugins that ask for credentials. Prints the object that stands for it.")
        .footer(
            "",
            "Without --password-stdin and --key the password is asked for.",
            "",
            "Example:",
            "  echo \"$PASSWORD\" | dvp env credentials app --user scott --password-stdin");
    spec.addPositional(ArtifactArguments.parameter("NAME", 0, "What to call them."));
    spec.addOption(Options.value("USER", "Whom they are for.", "-u", "--user").build());
    spec.addOption(
        Options.flag("Read the password from the first line of stdin.", "--password-stdin")
            .build());
    spec.addOption(
        Options.value("FILE", "A private key; the public one is FILE.pub.", "--key").build());
    spec.addOption(Options.flag("Forget them.", "--remove").build());
    spec.addOption(LocalEngineHome.dataOption());
  }

  @Override
  public int run(Invocation call) {
    String name = EnvCommand.name(call, "credentials");
    Vault vault = new Vault(EnvCommand.folder(call));
    if (call.flag("--remove")) {
      vault.remove(name);
      call.out().println("Removed " + name + ".");
      return ExitCode.OK;
    }
    String user =
        call.value("--user")
            .orElseThrow(
                () ->
                    new UsageException(
                        "It is not said whom the credentials are for.", "Add `--user NAME`."));
    Optional<String> key = call.value("--key");
    if (key.isPresent() && call.flag("--password-stdin")) {
      throw new UsageException(
          "`--key` and `--password-stdin` exclude each other.", "Give one of them.");
    }
    if (key.isPresent()) {
      Path file = call.host().resolve(key.get());
      vault.putKeyPair(
          name, user, read(file), read(file.resolveSibling(file.getFileName() + ".pub")));
    } else {
      vault.putPassword(name, user, new String(password(call).reveal()));
    }
    call.out().println(Vault.supplier(name));
    return ExitCode.OK;
  }

  private static Secret password(Invocation call) {
    Optional<Secret> password =
        call.flag("--password-stdin")
            ? EnginePassword.firstLine(call)
            : EnginePassword.typed(call, "Password: ");
    return password.orElseThrow(
        () ->
            new UsageException(
                "There is no password.",
                "Pipe it in: `echo \"$PASSWORD\" | dvp env credentials … --password-stdin`."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException(
          "`" + file + "` cannot be read.",
          "`--key` needs a private key, and the public one in a"
              + " file of the same name with `.pub`.");
    }
  }
}
