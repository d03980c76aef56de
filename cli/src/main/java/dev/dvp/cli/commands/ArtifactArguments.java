package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.ProgressLine;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the commands that look into artifacts share. */
final class ArtifactArguments {
  private ArtifactArguments() {}

  static PositionalParamSpec parameter(String label, int index, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index(Integer.toString(index))
        .arity("0..1")
        .type(String.class)
        .description(description)
        .build();
  }

  /** Opens an artifact, showing how far that is. */
  static OpenArtifact open(
      Invocation call, Path file, CreatedPaths temporary, Diagnostics problems) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    try (ProgressLine progress = new ProgressLine(call, "Reading")) {
      return OpenArtifact.open(file, scratch, temporary, progress::update, problems);
    }
  }

  /** Does work whose temporary files go when it ends or is interrupted. */
  static <T> T withTemporary(Invocation call, Function<CreatedPaths, T> work) {
    try (CreatedPaths temporary = new CreatedPaths()) {
      T result = call.host().cleanups().during(temporary::undo, () -> work.apply(temporary));
      call.host().cleanups().refuseWhenEnding();
      return result;
    } catch (DvpException e) {
      // What fails because the user gave up is no fault of the artifact.
      call.host().cleanups().refuseWhenEnding();
      throw e;
    }
  }
}
