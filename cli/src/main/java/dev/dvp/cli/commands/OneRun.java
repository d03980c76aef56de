package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.operations.MigrationId;
import dev.dvp.localengine.running.ImportFindings;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.running.OutcomeFindings;
import dev.dvp.localengine.running.PluginProcess;
import dev.dvp.localengine.running.Registered;
import dev.dvp.localengine.running.RunRule;
import dev.dvp.localengine.running.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One call of one operation, from the plugin's files to what is said of it. */
final class OneRun {
  private static final Duration IMPORT_LIMIT = Duration.ofMinutes(1);
  private final Invocation call;
  private final RunTarget target;
  private final ObjectNode arguments;
  private final RunReport report;

  OneRun(Invocation call, RunTarget target, ObjectNode arguments, RunReport report) {
    this.call = call;
    this.target = target;
    this.arguments = arguments;
    this.report = report;
  }

  int run(RunEnvironment environment) {
    Python python = ImportOptions.python(call);
    call.host().cleanups().refuseWhenEnding();
    Path source = target.plugin().manifest().srcDir();
    Launch launch =
        new PluginCopies(call, target.plugin(), python)
            .prepare(copy -> DebugOption.of(call, python, source, copy));
    try (Workspace workspace = launch.workspace()) {
      return start(launch, workspace, environment.library());
    } catch (IOException e) {
      throw new DvpException(
          RunRule.PROCESS_ENDED.at(
              Location.NONE,
              "The plugin's process cannot be started" + Reasons.of(e) + ".",
              "Look whether there is memory for it, and whether `"
                  + String.join(" ", python.command())
                  + "` can be run."));
    }
  }

  private int start(Launch launch, Workspace workspace, LibraryCalls library) throws IOException {
    Instant begun = call.host().clock().instant();
    try (PluginProcess process = PluginProcess.start(launch)) {
      Runnable undo =
          () -> {
            process.kill();
            workspace.close();
          };
      return call.host()
          .cleanups()
          .during(undo, () -> converse(process, launch.python(), library, begun));
    }
  }

  private int converse(PluginProcess process, Python python, LibraryCalls library, Instant begun) {
    PluginFiles plugin = target.plugin();
    try {
      Optional<Outcome> failure = process.open(report::log, DebugOption.limit(call, IMPORT_LIMIT));
      call.host().cleanups().refuseWhenEnding();
      report.opened(python, process.python(), begun, process.printed());
      if (failure.isPresent()) {
        ImportFindings findings =
            new ImportFindings(
                python,
                plugin.document().locationOf("entryPoint"),
                plugin.manifest().entryPoint(),
                plugin.manifest().srcDir());
        return report.notImported(findings.of(failure.get()));
      }
      OperationCall asked =
          new OperationCall(target.operation(), migration(process.registered()), arguments);
      Instant called = call.host().clock().instant();
      Outcome outcome =
          process.call(
              asked, library, report::log, DebugOption.limit(call, RunOptions.timeout(call)));
      report.called(called, process.printed());
      call.host().cleanups().refuseWhenEnding();
      List<Diagnostic> findings =
          new OutcomeFindings(
                  asked, plugin.schemas(), plugin.manifest().srcDir(), process.registered())
              .of(outcome);
      return report.outcome(outcome, findings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the run was given up");
    }
  }

  private Optional<String> migration(List<Registered> registered) {
    if (!target.isMigration()) {
      return Optional.empty();
    }
    List<String> ids =
        registered.stream()
            .filter(one -> one.operation().equals(target.operation()))
            .flatMap(one -> one.migrationId().stream())
            .toList();
    Optional<String> given = call.value("--migration");
    if (given.isEmpty()) {
      if (ids.size() > 1) {
        throw new UsageException(
            "The plugin has " + ids.size() + " migrations of `" + target.operation() + "`.",
            "Say which with `--migration`: " + String.join(", ", ids) + ".");
      }
      return ids.stream().findFirst();
    }
    boolean isLua = given.get().startsWith("LUA ");
    String text = isLua ? given.get().substring("LUA ".length()) : given.get();
    Optional<String> id = new MigrationId(Optional.of(text), isLua).canonical();
    if (id.isEmpty() || !ids.contains(id.get())) {
      throw new UsageException(
          "The plugin has no migration `" + given.get() + "` of `" + target.operation() + "`.",
          ids.isEmpty()
              ? "It has none of these at all."
              : "It has " + String.join(", ", ids) + ".");
    }
    return id;
  }
}
