package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.UsageException;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.inspection.ArtifactComparer;
import dev.dvp.core.inspection.Comparison;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp diff}: shows how two artifacts differ, and what that means for an upgrade. */
public final class DiffCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show how two artifacts differ, by what they say and hold: fields, operations, schemas"
                + " and files, however they are packed. The verdict says whether the new one can"
                + " take the place of the old one.")
        .footer(
            "",
            "Examples:",
            "  dvp diff artifact.json artifact.json",
            "  dvp diff artifact.json artifact.json --patch",
            "  dvp diff artifact.json artifact.json --check --format json");
    spec.addPositional(ArtifactArguments.parameter("OLD", 0, "The old artifact."));
    spec.addPositional(ArtifactArguments.parameter("NEW", 1, "The new artifact."));
    spec.addOption(Options.flag("Show how the lines of changed texts differ.", "--patch").build());
    spec.addOption(
        Options.flag("Exit with 1 when the upgrade breaks something.", "--check").build());
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean json = FormatOption.isJson(call);
    if (call.parameter(0).isEmpty() || call.parameter(1).isEmpty()) {
      throw new UsageException(
          "`dvp diff` needs two artifacts to compare.",
          "Name the old one first, then the new one.");
    }
    Path old = call.host().resolve(call.parameter(0).get());
    Path now = call.host().resolve(call.parameter(1).get());
    Diagnostics problems = new Diagnostics();
    Comparison comparison =
        ArtifactArguments.withTemporary(
            call, temporary -> compare(call, old, now, temporary, problems));
    if (json) {
      ComparisonJson.print(call, comparison, old, now, problems.sorted());
    } else {
      call.out().print(new ComparisonText(call).render(comparison, old, now));
    }
    call.out().flush();
    BuildCommand.show(call, problems.sorted());
    boolean breaking = comparison.verdict() == Comparison.Verdict.BREAKING;
    boolean refused = problems.hasErrors() || (breaking && call.flag("--check"));
    return refused ? ExitCode.REFUSED : ExitCode.OK;
  }

  private static Comparison compare(
      Invocation call, Path old, Path now, CreatedPaths temporary, Diagnostics problems) {
    try (OpenArtifact before = ArtifactArguments.open(call, old, temporary, problems);
        OpenArtifact after = ArtifactArguments.open(call, now, temporary, problems)) {
      // A verdict on half an artifact would be none.
      problems.throwIfErrors();
      try (ProgressLine progress = new ProgressLine(call, "Comparing")) {
        return ArtifactComparer.compare(
            before, after, call.flag("--patch"), progress::update, problems);
      }
    }
  }
}
