package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.artifact.ArtifactRuntime;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.EngineEvent;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.EngineWork;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimeRule;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp upload}: sends an artifact to an engine and, if asked, waits for the end. */
public final class UploadCommand implements Command {
  private static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Upload an artifact to an engine, which installs or upgrades the plugin.")
        .footer(
            "",
            "Examples:",
            "  dvp upload -e local --wait",
            "  dvp upload -e https://engine.example.com -u admin --wait");
    EngineLogin.addOptions(spec);
    spec.addOption(ArtifactOption.uploadArtifact());
    spec.addOption(Options.flag("Wait until the plugin is installed.", "--wait").build());
    spec.addOption(
        Options.flag(
                "Send it to a real engine even without the official runtime packages.", "--force")
            .build());
  }

  @Override
  public int run(Invocation call) {
    Path file = ArtifactOption.file(call);
    Artifact artifact = ArtifactReader.read(file);
    EngineLogin login = EngineLogin.resolve(call);
    refuseWithoutOfficialRuntime(call, file, login);
    EngineSession session = login.open(call, artifact.engineApi());
    EngineWork work = send(call, session, file);
    String plugin = Printable.text(artifact.name()) + " " + artifact.buildNumber();
    if (!call.flag("--wait")) {
      call.out().println("Uploaded " + plugin + " to " + login.address() + ".");
      call.say("The engine works on it as " + work.name() + "; `--wait` waits for the end.");
      return ExitCode.OK;
    }
    session.await(work, file, event -> call.out().println(show(event)));
    call.out().println("Installed " + plugin + " on " + login.address() + ".");
    return ExitCode.OK;
  }

  /** An engine would install such a plugin, and fail at the first operation. */
  private static void refuseWithoutOfficialRuntime(Invocation call, Path file, EngineLogin login) {
    if (login.local() || call.flag("--force")) {
      return;
    }
    RuntimeKind runtime = ArtifactRuntime.of(file, SCRATCH);
    if (runtime != RuntimeKind.OFFICIAL) {
      String has =
          runtime == RuntimeKind.BUNDLED
              ? "carries dvp's own runtime packages, which are good for the local engine only"
              : "carries no runtime packages, so the plugin in it cannot even be imported";
      throw new DvpException(
          RuntimeRule.NOT_FOR_REAL_ENGINES.at(
              Location.of(file),
              "The artifact " + has + ".",
              "Build it with `dvp build --runtime official`. `--force` sends it all the same."));
    }
  }

  static EngineWork send(Invocation call, EngineSession session, Path file) {
    try (ProgressLine progress = new ProgressLine(call, "Uploading")) {
      return session.upload(file, progress::update);
    }
  }

  private static String show(EngineEvent event) {
    String action = event.action().isEmpty() ? "" : " " + event.action();
    String text = event.details().isEmpty() ? event.code() : event.details();
    return (event.timestamp() + "  " + Printable.text(text + action)).strip();
  }
}
