package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** The option that names the artifact's file. */
final class ArtifactOption {
  private static final String DEFAULT = "artifact.json";

  private ArtifactOption() {}

  static OptionSpec uploadArtifact() {
    return Options.value("FILE", "The artifact [artifact.json].", "-a", "--upload-artifact")
        .build();
  }

  static Path file(Invocation call) {
    return call.path("--upload-artifact", DEFAULT);
  }
}
