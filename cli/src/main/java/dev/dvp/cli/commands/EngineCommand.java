package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.Version;
import dev.dvp.localengine.EngineStatus;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import dev.dvp.localengine.LocalEngineProcess;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp engine}: an engine on this machine, to try plugins on. */
public final class EngineCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Run an engine on this machine, to try plugins on. It listens on 127.0.0.1 only.")
        .footer("", "`dvp upload -e local` uploads to it and starts it when it is not running.");
  }

  @Override
  public List<CommandTable.Entry> subcommands() {
    return List.of(
        new CommandTable.Entry("start", "Start the local engine.", Start::new),
        new CommandTable.Entry("stop", "Stop the local engine.", Stop::new),
        new CommandTable.Entry(
            "open", "Open the local engine's page in a browser.", EngineOpenCommand::new),
        new CommandTable.Entry("status", "Tell whether the local engine runs.", Status::new),
        new CommandTable.Entry(
            "reset", "Remove all that the local engine keeps.", EngineResetCommand::new));
  }

  @Override
  public int run(Invocation call) {
    throw new UsageException(
        "`dvp engine` needs to know what to do.",
        "Write `dvp engine start`, `stop`, `open`, `status` or `reset`.");
  }

  /** {@code dvp engine start}. */
  static final class Start implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage()
          .footer("", "Examples:", "  dvp engine start", "  dvp engine start --foreground");
      spec.addOption(LocalEngineHome.dataOption());
      spec.addOption(Options.value("N", "The port to listen on [any free one].", "--port").build());
      spec.addOption(
          Options.flag("Run until Ctrl-C instead of in the background.", "--foreground").build());
    }

    @Override
    public int run(Invocation call) {
      return LocalEngineHome.hinting(call, () -> start(call));
    }

    private static int start(Invocation call) {
      Path folder = LocalEngineHome.folder(call);
      int port = call.number("--port", 0, 0, 65535);
      if (call.flag("--foreground")) {
        return foreground(call, folder, port);
      }
      LocalEngineProcess.Started started = LocalEngineHome.start(folder, port);
      String what = started.launched() ? "started" : "already running";
      call.out().println("Local engine " + what + ": " + address(started.engine().port()));
      return ExitCode.OK;
    }

    private static int foreground(Invocation call, Path folder, int port) {
      Path cache = call.host().dvpHome().resolve("cache");
      LocalEngineConfig config =
          LocalEngineConfig.of(folder, call.host().clock(), Version.number())
              .withPort(port)
              .withEnvironment(call.host().env())
              .withNativeLibraries(cache.resolve("native"));
      if (PluginOption.isCaching(call.host())) {
        config = config.withKept(cache);
      }
      try (LocalEngine engine = LocalEngine.start(config)) {
        call.say("Local engine: " + address(engine.port()) + " (Ctrl-C stops it)");
        engine.awaitStop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return ExitCode.OK;
    }
  }

  /** {@code dvp engine stop}. */
  static final class Stop implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.addOption(LocalEngineHome.dataOption());
    }

    @Override
    public int run(Invocation call) {
      return LocalEngineHome.hinting(call, () -> stop(call));
    }

    private static int stop(Invocation call) {
      Path folder = LocalEngineHome.folder(call);
      EngineStatus status = LocalEngineProcess.status(folder);
      if (status instanceof EngineStatus.Stopped || status instanceof EngineStatus.Stale) {
        call.out().println("The local engine is not running.");
        return ExitCode.OK;
      }
      LocalEngineProcess.Ending ending =
          LocalEngineProcess.stop(folder, LocalEngineProcess.PATIENCE, call::say);
      String how = ending == LocalEngineProcess.Ending.FORCED ? " (it had to be killed)" : "";
      call.out().println("Local engine stopped" + how + ".");
      return ExitCode.OK;
    }
  }

  /** {@code dvp engine status}. */
  static final class Status implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage().footer("", "Exits with 0 when the engine runs, with 1 when it does not.");
      spec.addOption(LocalEngineHome.dataOption());
    }

    @Override
    public int run(Invocation call) {
      EngineStatus status = LocalEngineProcess.status(LocalEngineHome.folder(call));
      if (status instanceof EngineStatus.Running running) {
        call.out().println("Running: " + address(running.port()) + ", process " + running.pid());
        return ExitCode.OK;
      }
      String line =
          status instanceof EngineStatus.Unresponsive silent
              ? "Process "
                  + silent.pid()
                  + " is there but does not answer. `"
                  + LocalEngineHome.hint(call, "stop")
                  + "` ends it."
              : "Not running. `" + LocalEngineHome.hint(call, "start") + "` starts it.";
      call.out().println(line);
      return ExitCode.REFUSED;
    }
  }

  static String address(int port) {
    return "http://127.0.0.1:" + port;
  }
}
