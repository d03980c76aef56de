package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.LogArchive;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp download-logs}: fetches what an engine logged about a plugin. */
public final class DownloadLogsCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Fetch the logs that one engine keeps of a plugin, as a tar.gz archive.")
        .footer("", "Example:", "  dvp download-logs -e local -d /tmp");
    EngineOptions.addOneTo(spec);
    spec.addOption(PluginOption.config());
    spec.addOption(
        Options.flag("Unpack the archive, too, into a folder of its name.", "--extract").build());
    EngineOptions.addWaitLimit(spec, "for an engine that starts anew");
    spec.addOption(
        Options.value("DIR", "Where to put the archive [.].", "-d", "--directory").build());
  }

  @Override
  public int run(Invocation call) {
    Diagnostics found = new Diagnostics();
    ManifestDocument manifest = ManifestReader.read(PluginOption.manifest(call), found);
    String id = manifest.text("id").orElseThrow(() -> new DvpException(found.sorted()));
    Path folder = call.path("--directory", ".");
    EngineLogin login = EngineLogin.one(call);
    EngineSession session = login.open(call, login.waiting(call));
    Path file = download(call, session, id, folder);
    call.out().println("Logs are in " + call.host().show(file) + ".");
    if (call.flag("--extract")) {
      call.out().flush();
      LogArchive.Unpacked unpacked =
          ArtifactArguments.withTemporary(call, made -> LogArchive.unpack(file, made));
      String others =
          unpacked.leftOut() == 0 ? "" : "; " + unpacked.leftOut() + " links were left out";
      call.out()
          .println(
              "Unpacked "
                  + unpacked.files()
                  + " files into "
                  + call.host().show(unpacked.folder())
                  + others
                  + ".");
    }
    return ExitCode.OK;
  }

  private static Path download(Invocation call, EngineSession session, String id, Path folder) {
    try (ProgressLine progress = new ProgressLine(call, "Downloading")) {
      return session.downloadLogs(id, folder, progress::update);
    }
  }
}
