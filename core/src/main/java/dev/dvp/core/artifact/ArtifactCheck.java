package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.manifest.EntryPoint;
import java.nio.file.Path;
import java.util.Optional;

/** Checks a whole artifact as an engine would: keys, schemas and payload. */
final class ArtifactCheck {
  private ArtifactCheck() {}

  /** Reads the file and checks it. */
  static Optional<Artifact> check(Path file, Path scratch, Diagnostics diagnostics) {
    try (CreatedPaths temporary = new CreatedPaths()) {
      ArtifactHeader header = ArtifactHeader.read(file);
      Optional<Artifact> artifact = checkHeader(header, diagnostics);
      try (PayloadArchive payload = PayloadArchive.open(header, scratch, temporary)) {
        checkPayload(header, payload, diagnostics, Progress.NONE);
      }
      return artifact;
    } catch (DvpException e) {
      diagnostics.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  static Optional<Artifact> checkHeader(ArtifactHeader header, Diagnostics diagnostics) {
    Optional<Artifact> artifact = ArtifactFields.read(header, diagnostics);
    new ArtifactShape(header, diagnostics).check();
    EmbeddedSchemas.check(header, diagnostics);
    return artifact;
  }

  static void checkPayload(
      ArtifactHeader header, PayloadArchive payload, Diagnostics diagnostics, Progress progress) {
    JsonNode entryPoint = header.document().path(ArtifactKeys.ENTRY_POINT);
    new PayloadCheck(payload, diagnostics, progress)
        .check(Optional.of(entryPoint.asText()).flatMap(EntryPoint::parse));
  }
}
