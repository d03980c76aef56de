package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryFolder;
import dev.dvp.core.imported.ImportFailures;
import dev.dvp.core.imported.ImportOutcome;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.operations.ImportRule;
import dev.dvp.core.operations.MigrationId;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.payload.PayloadReview;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.running.KeptRunner;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Outcome;
import dev.dvp.localengine.running.OutcomeFindings;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.PluginPlace;
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
    Payload payload = payload();
    KeptRunner.Made kept = kept(payload, python);
    try (Workspace workspace = workspace(payload, kept)) {
      PluginFolder plugin =
          new PluginFolder(
              workspace.plugin(), target.manifest().entryPoint(), target.manifest().pluginType());
      Launch launch =
          new Launch(
              python,
              workspace,
              plugin,
              Isolation.find(true),
              call.host().env(),
              DebugOption.of(call, python, target.manifest().srcDir(), plugin.root()));
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

  private static Workspace workspace(Payload payload, KeptRunner.Made kept) {
    try {
      return Workspace.of(payload, kept);
    } catch (IOException e) {
      Path folder = TemporaryFolder.parent();
      throw new DvpException(
          RunRule.PROCESS_ENDED.at(
              Location.of(folder),
              "The temporary folder `"
                  + folder
                  + "` cannot hold what the plugin's process needs"
                  + Reasons.of(e)
                  + ".",
              "Look at its rights and the space there, or name another with"
                  + " `DVP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER`."),
          e);
    }
  }

  private KeptRunner.Made kept(Payload payload, Python python) {
    if (PluginOption.buildCache(call).isEmpty()) {
      return KeptRunner.Made.none();
    }
    KeptRunner kept =
        new KeptRunner(call.host().dvpHome().resolve("cache"), python, call.host().env());
    return call.host().cleanups().during(kept::cancel, () -> kept.of(payload));
  }

  /**
   * What an engine would have of the plugin, with dvp's own runtime; what no build takes is none.
   */
  private Payload payload() {
    Diagnostics found = new Diagnostics();
    RuntimePackages runtime = RuntimeOptions.toRun(call, target.manifest(), found);
    PayloadRequest request =
        PayloadOptions.request(
            call,
            target.manifest().file(),
            target.manifest().srcDir(),
            GeneratedClasses.of(target.schemas()).files(),
            runtime,
            Optional.empty());
    Payload own = PayloadCollector.collect(request, found);
    PayloadReview.reviewNames(own, request, found);
    found.throwIfErrors();
    return own.plus(runtime.entries());
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
    try {
      Optional<Outcome> failure = process.open(report::log, DebugOption.limit(call, IMPORT_LIMIT));
      call.host().cleanups().refuseWhenEnding();
      report.opened(python, process.python(), begun, process.printed());
      if (failure.isPresent()) {
        return report.notImported(importFailure(python, failure.get()));
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
                  asked, target.schemas(), target.manifest().srcDir(), process.registered())
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

  private Diagnostic importFailure(Python python, Outcome outcome) {
    if (outcome instanceof Outcome.TimeUp timeUp) {
      List<PluginPlace> places = timeUp.places();
      Location where =
          places.isEmpty()
              ? target.document().locationOf("entryPoint")
              : places.get(places.size() - 1).in(target.manifest().srcDir());
      return ImportRule.IMPORT_FAILED.at(
          where,
          "Importing the plugin had not ended after "
              + timeUp.limit().toSeconds()
              + " s and was ended by force"
              + (places.isEmpty() ? "." : "; it was at this line."),
          "Importing a module should only define things: leave the rest to a function that the"
              + " platform calls.");
    }
    return new ImportFailures(python, target.document().locationOf("entryPoint"))
        .finding(imported(outcome), target.manifest().entryPoint().toString());
  }

  private ImportOutcome imported(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      Failure failure = failed.failure();
      return new ImportOutcome.Raised(
          failure.type(),
          failure.message(),
          failure.module(),
          failure.places().stream().map(this::frame).toList());
    }
    return new ImportOutcome.Broken(
        outcome instanceof Outcome.Died died ? died.reason() : "it gave no answer");
  }

  private ImportOutcome.Frame frame(PluginPlace place) {
    return new ImportOutcome.Frame(place.in(target.manifest().srcDir()), place.function());
  }
}
