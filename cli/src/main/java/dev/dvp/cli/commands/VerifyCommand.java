package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.report.Report;
import dev.dvp.cli.report.ReportFormat;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.inspection.ArtifactVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp verify}: checks an artifact as an engine would, alone or as an upgrade. */
public final class VerifyCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check an artifact, whoever made it: everything that an engine would refuse, and what"
                + " would fail only when the plugin runs.")
        .footer(
            "",
            "Examples:",
            "  dvp verify",
            "  dvp verify artifact.json --format json",
            "  dvp verify --against artifact.json");
    spec.addPositional(ArtifactArguments.parameter("ARTIFACT", 0, "The artifact [artifact.json]."));
    spec.addOption(
        Options.value(
                "OLD",
                "Check it as the upgrade of this artifact, too: what an engine refuses, and what"
                    + " data of the old version would not fit.",
                "--against")
            .build());
    spec.addOption(ReportOptions.format());
    spec.addOption(ReportOptions.strict());
    spec.addOption(ReportOptions.rules());
  }

  @Override
  public int run(Invocation call) {
    ReportFormat format = ReportOptions.format(call);
    SeverityPolicy policy = SeverityPolicy.parse(call.values("--rule"), call.flag("--strict"));
    Path file = call.host().resolve(call.parameter(0).orElse("artifact.json"));
    Optional<Path> old = call.value("--against").map(call.host()::resolve);
    Diagnostics found =
        ArtifactArguments.withTemporary(call, temporary -> verify(call, file, old, temporary));
    List<Diagnostic> findings = policy.apply(found.sorted());
    int exitCode = policy.fails(findings) ? ExitCode.REFUSED : ExitCode.OK;
    ReportOptions.print(call, format, new Report("verify", exitCode, findings, ""));
    return exitCode;
  }

  private static Diagnostics verify(
      Invocation call, Path file, Optional<Path> old, CreatedPaths temporary) {
    Diagnostics found = new Diagnostics();
    try (OpenArtifact artifact = ArtifactArguments.open(call, file, temporary, found);
        ProgressLine progress = new ProgressLine(call, "Checking")) {
      ArtifactVerifier.verify(artifact, progress::update, found);
      if (old.isPresent()) {
        try (OpenArtifact before = ArtifactArguments.open(call, old.get(), temporary, found)) {
          ArtifactVerifier.verifyUpgrade(before, artifact, found);
        }
      }
    }
    return found;
  }
}
