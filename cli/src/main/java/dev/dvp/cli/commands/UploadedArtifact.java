package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.engine.UploadOrder;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimeKinds;
import dev.dvp.core.runtime.RuntimeRule;
import java.nio.file.Path;
import java.util.List;

/** The artifact that is sent, read once. */
final class UploadedArtifact implements AutoCloseable {
  private final OpenArtifact opened;
  private final Artifact artifact;

  private UploadedArtifact(OpenArtifact opened, Artifact artifact) {
    this.opened = opened;
    this.artifact = artifact;
  }

  /**
   * Reads an artifact.
   *
   * @param temporary holds what of it cannot be read in place
   * @throws DvpException when it cannot be read, or lacks what makes an artifact
   */
  static UploadedArtifact open(Invocation call, Path file, CreatedPaths temporary) {
    Diagnostics problems = new Diagnostics();
    OpenArtifact opened = ArtifactArguments.open(call, file, temporary, problems);
    boolean good = false;
    try {
      problems.throwIfErrors();
      Artifact artifact = opened.artifact();
      good = true;
      return new UploadedArtifact(opened, artifact);
    } finally {
      if (!good) {
        opened.close();
      }
    }
  }

  OpenArtifact opened() {
    return opened;
  }

  String name() {
    return artifact.name();
  }

  String pluginId() {
    return artifact.pluginId();
  }

  String buildNumber() {
    return artifact.buildNumber().toString();
  }

  ObjectNode engineApi() {
    return artifact.engineApi();
  }

  UploadOrder order() {
    return UploadOrder.of(artifact);
  }

  /** An engine would install such a plugin, and fail at the first operation. */
  void refuseFor(EngineLogin login, Invocation call) {
    if (login.local() || call.flag("--force")) {
      return;
    }
    List<String> names =
        opened
            .payload()
            .map(payload -> payload.entries().stream().map(ZipRecord::name).toList())
            .orElse(List.of());
    RuntimeKind runtime = RuntimeKinds.of(names);
    if (runtime != RuntimeKind.OFFICIAL) {
      String has =
          runtime == RuntimeKind.BUNDLED
              ? "carries dvp's own runtime packages, which are good for the local engine only"
              : "carries no runtime packages, so the plugin in it cannot even be imported";
      throw new DvpException(
          RuntimeRule.NOT_FOR_REAL_ENGINES.at(
              Location.of(opened.file()),
              "The artifact " + has + ".",
              "Build it with `dvp build --runtime official`. `--force` sends it all the same."));
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
