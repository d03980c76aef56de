package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.environments.Vault;
import dev.dvp.localengine.libraries.EnvironmentProbe;
import dev.dvp.localengine.libraries.HostException;
import dev.dvp.localengine.libraries.Leftovers;
import dev.dvp.localengine.libraries.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp env}: the machines that a plugin's commands run on. */
public final class EnvCommand implements Command {
  private static final int SCHEMA_VERSION = 1;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Look at and change the environments of the local engine: the machines that a"
                + " plugin's commands run on. `local` is this machine, and always there.");
  }

  @Override
  public List<CommandTable.Entry> subcommands() {
    return List.of(
        new CommandTable.Entry("add", "Add an environment.", EnvAddCommand::new),
        new CommandTable.Entry("list", "Show the environments.", All::new),
        new CommandTable.Entry("remove", "Forget an environment.", Remove::new),
        new CommandTable.Entry("test", "Try an environment out.", Test::new),
        new CommandTable.Entry(
            "credentials", "Keep credentials for plugins.", EnvCredentialsCommand::new));
  }

  @Override
  public int run(Invocation call) {
    throw new UsageException(
        "`dvp env` needs to know what to do.",
        "Write `dvp env add`, `list`, `remove`, `test` or `credentials`.");
  }

  static DataFolder folder(Invocation call) {
    return new DataFolder(LocalEngineHome.folder(call));
  }

  static Environments environments(Invocation call) {
    return new Environments(folder(call));
  }

  static String name(Invocation call, String of) {
    return call.parameter(0)
        .orElseThrow(
            () -> new UsageException("The " + of + " has no name.", "Write it after the command."));
  }

  static Surroundings around(Invocation call) {
    return new Surroundings(
        folder(call), call.host().env(), List.of(), Optional.empty(), Leftovers.ENDED);
  }

  /** Work that a host may refuse, and Ctrl-C may end. */
  @FunctionalInterface
  interface HostWork<T> {
    T run() throws HostException, InterruptedException;
  }

  static <T> T on(HostWork<T> work) {
    try {
      return work.run();
    } catch (HostException e) {
      throw e.forUser();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** {@code dvp env list}. */
  static final class All implements Command {
    private static final List<String> HEADS = List.of("NAME", "HOST", "SCRATCH");

    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage().footer("", "Examples:", "  dvp env list", "  dvp env list --format json");
      spec.addOption(LocalEngineHome.dataOption());
      spec.addOption(FormatOption.format());
    }

    @Override
    public int run(Invocation call) {
      boolean asJson = FormatOption.isJson(call);
      List<Environment> all = environments(call).all();
      if (asJson) {
        List<Vault.Shown> credentials = new Vault(folder(call)).all();
        JsonText.print(call.out(), json -> write(json, all, credentials));
      } else {
        print(call, all);
      }
      call.out().flush();
      return ExitCode.OK;
    }

    private static void print(Invocation call, List<Environment> all) {
      int name = width(all.stream().map(Environment::name).toList(), HEADS.get(0));
      int host = width(all.stream().map(one -> one.host().text()).toList(), HEADS.get(1));
      String row = "%-" + name + "s  %-" + host + "s  %s";
      call.out().println(row.formatted(HEADS.toArray()));
      for (Environment one : all) {
        call.out()
            .println(
                row.formatted(one.name(), one.host().text(), Printable.text(one.scratchPath())));
      }
    }

    private static int width(List<String> cells, String head) {
      return Math.max(head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static void write(
        JsonGenerator json, List<Environment> all, List<Vault.Shown> credentials)
        throws IOException {
      json.writeNumberField("schemaVersion", SCHEMA_VERSION);
      json.writeArrayFieldStart("environments");
      for (Environment one : all) {
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeStringField("reference", one.reference());
        json.writeStringField("host", one.host().text());
        json.writeStringField("scratchPath", one.scratchPath());
        if (one.host() instanceof HostAddress.Ssh ssh) {
          json.writeStringField("identityFile", text(ssh.identityFile()));
          json.writeStringField("knownHostsFile", text(ssh.knownHostsFile()));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("credentials");
      for (Vault.Shown one : credentials) {
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeStringField("type", one.type());
        json.writeStringField("username", one.username());
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    private static @Nullable String text(Optional<Path> path) {
      return path.map(Path::toString).orElse(null);
    }
  }

  /** {@code dvp env remove}. */
  static final class Remove implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage().footer("", "What lies in its scratch folder stays.");
      spec.addPositional(ArtifactArguments.parameter("NAME", 0, "The environment."));
      spec.addOption(LocalEngineHome.dataOption());
    }

    @Override
    public int run(Invocation call) {
      String name = name(call, "environment");
      environments(call).remove(name);
      call.out().println("Removed " + name + ".");
      return ExitCode.OK;
    }
  }

  /** {@code dvp env test}. */
  static final class Test implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage()
          .description(
              "Run a command in an environment, make its scratch folder, and show which programs"
                  + " it has for a plugin's library calls.")
          .footer(
              "",
              "Exits with 1 when no command can be run there.",
              "",
              "Example:",
              "  dvp env test local");
      spec.addPositional(ArtifactArguments.parameter("NAME", 0, "The environment."));
      spec.addOption(LocalEngineHome.dataOption());
    }

    @Override
    public int run(Invocation call) {
      Environment environment = environments(call).get(name(call, "environment"));
      EnvironmentProbe probe = new EnvironmentProbe(environment, around(call));
      List<EnvironmentProbe.Program> programs = on(probe::programs);
      String how = on(probe::sandbox).map(text -> ", " + Printable.text(text)).orElse("");
      call.out()
          .println(
              environment.name() + " runs commands on " + environment.host().text() + how + ".");
      for (EnvironmentProbe.Program program : programs) {
        String version = program.version().map(Printable::text).orElse("missing");
        call.out().println("%-6s  %s".formatted(program.name(), version));
      }
      return ExitCode.OK;
    }
  }
}
