package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineWork;
import dev.dvp.core.engine.UploadOrder;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp upload}: sends an artifact to engines and, if asked, waits for the end. */
public final class UploadCommand implements Command {
  private static final String WAIT = "--wait";
  private static final String WAIT_LIMIT = Setting.WAIT_TIMEOUT.option();
  private static final String TRIAL = "--dry-run";
  static final String FAIL_FAST = "--fail-fast";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Upload an artifact to an engine, or to several at once, which install or upgrade the"
                + " plugin.")
        .footer(
            "",
            "Examples:",
            "  dvp upload -e local --wait",
            "  dvp upload -e https://engine.example.com -u admin --wait",
            "  dvp upload -e qa --wait --if-newer",
            "  dvp upload -e prod --dry-run");
    EngineOptions.addTo(spec);
    spec.addOption(ArtifactOption.uploadArtifact());
    spec.addOption(Options.flag("Wait until the plugin is installed.", WAIT).build());
    EngineOptions.addWaitLimit(spec, "to wait for that");
    spec.addOption(
        Options.flag(
                "Check the artifact, log in, compare with what is installed, and send nothing.",
                TRIAL)
            .build());
    spec.addOption(
        Options.flag(
                "Send nothing to an engine that has this build already; where the engine tells its"
                    + " content, with the same content.",
                "--if-newer")
            .build());
    spec.addOption(
        Options.flag(
                "Of several engines: one after the other, and no more after one has failed.",
                FAIL_FAST)
            .build());
    spec.addOption(
        Options.flag(
                "Send it to a real engine even without the official runtime packages.", "--force")
            .build());
  }

  @Override
  public int run(Invocation call) {
    if (call.flag(TRIAL) && call.flag(WAIT)) {
      throw new UsageException(
          "`--dry-run` sends nothing, so there is nothing to `--wait` for.", "Give one of them.");
    }
    if (call.flag(WAIT_LIMIT) && !call.flag(WAIT)) {
      throw new UsageException(
          "`--wait-timeout` limits a wait that was not asked for.", "Add `--wait`.");
    }
    EngineUpload.Wishes wishes =
        new EngineUpload.Wishes(call.flag(WAIT), call.flag("--if-newer"), call.flag(TRIAL));
    Path file = ArtifactOption.file(call);
    try (CreatedPaths temporary = new CreatedPaths()) {
      return call.host()
          .cleanups()
          .during(temporary::undo, () -> upload(call, file, wishes, temporary));
    }
  }

  private static int upload(
      Invocation call, Path file, EngineUpload.Wishes wishes, CreatedPaths temporary) {
    try (UploadedArtifact artifact = UploadedArtifact.open(call, file, temporary)) {
      // From here on it is the engine's state that Ctrl-C is about.
      call.host().cleanups().refuseWhenEnding();
      if (wishes.isTrial()) {
        check(call, artifact);
      }
      List<EngineLogin> logins = EngineLogin.all(call);
      // Before any of them is asked.
      logins.forEach(login -> login.waiting(call));
      EngineUpload upload = new EngineUpload(call, artifact, wishes);
      if (logins.size() > 1) {
        return new ParallelUpload(call, upload, logins).run();
      }
      EngineUpload.Outcome outcome;
      try (ProgressLine line = new ProgressLine(call, "Uploading")) {
        outcome = upload.to(logins.get(0), new Alone(call, line));
      }
      BuildCommand.show(call, outcome.warnings());
      call.confirm(outcome.sentence());
      if (!outcome.hint().isEmpty()) {
        call.say(outcome.hint());
      }
      return ExitCode.OK;
    }
  }

  /** All that an engine would look at. */
  private static void check(Invocation call, UploadedArtifact artifact) {
    Diagnostics found = new Diagnostics();
    try (ProgressLine progress = new ProgressLine(call, "Checking")) {
      artifact.opened().check(progress::update, found);
    }
    found.throwIfErrors();
    BuildCommand.show(call, found.sorted());
  }

  /** Shows what one engine does. */
  private record Alone(Invocation call, ProgressLine line) implements EngineUpload.Listener {
    @Override
    public Progress progress() {
      return line::update;
    }

    @Override
    public Consumer<EngineEvent> events() {
      return event -> {
        line.close();
        call.confirm(show(event));
      };
    }

    @Override
    public Consumer<String> notes() {
      return note -> {
        line.close();
        call.say(note);
      };
    }
  }

  /** Sends an artifact to the local engine for the command that shows the whole job. */
  static EngineWork send(Invocation call, EngineSession session, UploadOrder order) {
    try (ProgressLine progress = new ProgressLine(call, "Uploading")) {
      return session.upload(order, progress::update);
    }
  }

  private static String show(EngineEvent event) {
    String action = event.action().isEmpty() ? "" : " " + event.action();
    String text = event.details().isEmpty() ? event.code() : event.details();
    return (event.timestamp() + "  " + Printable.text(text + action)).strip();
  }
}
