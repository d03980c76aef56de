package dev.dvp.core.inspection;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Tells what is in an artifact, whoever made it. */
public final class ArtifactInspector {
  private ArtifactInspector() {}

  /**
   * Looks at everything.
   *
   * @param artifact the artifact
   * @param progress hears how far hashing the file is
   * @param problems where it is said what cannot be read
   * @return what could be read
   * @throws DvpException when the file can no longer be read
   */
  public static Inspection inspect(OpenArtifact artifact, Progress progress, Diagnostics problems) {
    List<SchemaSummary> schemas =
        artifact.facts().schemas().entrySet().stream()
            .map(entry -> SchemaSummary.of(entry.getKey(), entry.getValue()))
            .toList();
    try {
      long bytes = Files.size(artifact.file());
      long zip = artifact.payload().map(PayloadArchive::size).orElse(0L);
      String sha256;
      try (InputStream in = Files.newInputStream(artifact.file())) {
        sha256 = Sha256.of(in, bytes, (done, all) -> progress.moved(done, bytes + zip));
      }
      Optional<PayloadSummary> payload = Optional.empty();
      if (artifact.payload().isPresent()) {
        PayloadArchive archive = artifact.payload().get();
        archive.sizeProblem().ifPresent(problems::add);
        payload =
            Optional.of(
                PayloadSummarizer.summarize(
                    archive, (done, all) -> progress.moved(bytes + done, bytes + zip)));
      }
      return new Inspection(
          artifact.file(),
          bytes,
          sha256,
          artifact.facts(),
          OperationsSummary.of(artifact.facts()),
          schemas,
          payload);
    } catch (IOException e) {
      throw unreadable(artifact, e);
    }
  }

  static DvpException unreadable(OpenArtifact artifact, IOException e) {
    return new DvpException(
        BuildRule.ARTIFACT_UNREADABLE.at(
            Location.of(artifact.file()),
            "Reading the artifact `" + artifact.file() + "` failed" + Reasons.of(e) + ".",
            "Look at it again when nothing writes to it."),
        e);
  }
}
