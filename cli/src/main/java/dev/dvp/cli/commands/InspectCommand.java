package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.UsageException;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.inspection.ArtifactInspector;
import dev.dvp.core.inspection.Inspection;
import dev.dvp.core.inspection.PayloadExtractor;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp inspect}: shows what is in an artifact, whoever made it. */
public final class InspectCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show what is in an artifact, of any tool and release: what it says about its plugin,"
                + " and its files. What cannot be read is said, the rest is shown.")
        .footer(
            "",
            "Examples:",
            "  dvp inspect",
            "  dvp inspect artifact.json --files",
            "  dvp inspect --format json",
            "  dvp inspect --extract unpacked");
    spec.addPositional(ArtifactArguments.parameter("ARTIFACT", 0, "The artifact [artifact.json]."));
    spec.addOption(
        Options.flag("List every file: size, packed size, checksum, whose it is.", "--files")
            .build());
    spec.addOption(
        Options.value(
                "DIR",
                "Unpack it into a folder that is empty or not there yet: the files below payload,"
                    + " all else as artifact.json.",
                "--extract")
            .build());
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean json = FormatOption.isJson(call);
    if (call.flag("--extract") && (json || call.flag("--files"))) {
      throw new UsageException(
          "`--extract` unpacks and shows nothing, so `--files` and `--format json` make no sense"
              + " with it.",
          "Call `dvp inspect` twice.");
    }
    Path file = call.host().resolve(call.parameter(0).orElse("artifact.json"));
    return ArtifactArguments.withTemporary(call, temporary -> inspect(call, file, json, temporary));
  }

  private static int inspect(Invocation call, Path file, boolean json, CreatedPaths temporary) {
    Diagnostics problems = new Diagnostics();
    try (OpenArtifact artifact = ArtifactArguments.open(call, file, temporary, problems)) {
      if (call.flag("--extract")) {
        extract(call, artifact, temporary, problems);
      } else if (call.flag("--files") && !json) {
        artifact.payload().flatMap(PayloadArchive::sizeProblem).ifPresent(problems::add);
        new PayloadTable(call).print(artifact);
      } else {
        Inspection inspection = look(call, artifact, problems);
        if (json) {
          InspectionJson.print(call, inspection, artifact, problems.sorted());
        } else {
          call.out().print(new InspectionText(call).render(inspection));
        }
      }
    }
    call.out().flush();
    BuildCommand.show(call, problems.sorted());
    return problems.hasErrors() ? ExitCode.REFUSED : ExitCode.OK;
  }

  private static Inspection look(Invocation call, OpenArtifact artifact, Diagnostics problems) {
    try (ProgressLine progress = new ProgressLine(call, "Hashing")) {
      return ArtifactInspector.inspect(artifact, progress::update, problems);
    }
  }

  private static void extract(
      Invocation call, OpenArtifact artifact, CreatedPaths temporary, Diagnostics problems) {
    if (artifact.payload().isEmpty()) {
      throw new DvpException(problems.sorted());
    }
    Path target = call.path("--extract", ".");
    int files;
    try (ProgressLine progress = new ProgressLine(call, "Unpacking")) {
      files = PayloadExtractor.extract(artifact, target, temporary, progress::update);
    }
    call.out()
        .println(
            "Unpacked "
                + files
                + (files == 1 ? " file" : " files")
                + " into "
                + call.host().show(target.resolve(PayloadExtractor.PAYLOAD))
                + ", all else into "
                + call.host().show(target.resolve(PayloadExtractor.HEADER)));
  }
}
