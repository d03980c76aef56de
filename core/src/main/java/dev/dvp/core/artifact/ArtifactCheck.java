package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.manifest.EntryPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks a whole artifact as an engine would: keys, schemas and payload. */
final class ArtifactCheck {
  private final Path file;
  private final Path scratch;
  private final Diagnostics diagnostics;

  ArtifactCheck(Path file, Path scratch, Diagnostics diagnostics) {
    this.file = file;
    this.scratch = scratch;
    this.diagnostics = diagnostics;
  }

  Optional<Artifact> check() {
    try {
      ArtifactHeader header = ArtifactHeader.read(file);
      Optional<Artifact> artifact = ArtifactFields.read(header, diagnostics);
      new ArtifactShape(header, diagnostics).check();
      EmbeddedSchemas.check(header, diagnostics);
      if (header.hasPayload()) {
        checkPayload(header);
      } else {
        diagnostics.add(ArtifactFields.payloadMissing(header));
      }
      return artifact;
    } catch (DvpException e) {
      diagnostics.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  /** A zip is read from its end, so it must stand in a file of its own for a while. */
  private void checkPayload(ArtifactHeader header) {
    Location where = header.place(ArtifactKeys.SOURCE_CODE);
    JsonNode entryPoint = header.document().path(ArtifactKeys.ENTRY_POINT);
    try (CreatedPaths temporary = new CreatedPaths()) {
      Path zip = temporary.createFile(scratch.resolve(TemporaryNames.next()));
      try (OutputStream out = Files.newOutputStream(zip)) {
        ArtifactReader.extractPayload(file, out);
      }
      new PayloadCheck(zip, where, diagnostics, PayloadCheck.MAX_UNPACKED)
          .check(Optional.of(entryPoint.asText()).flatMap(EntryPoint::parse));
    } catch (IOException e) {
      diagnostics.add(
          BuildRule.TARGET_WRITE_FAILED.at(
              Location.of(scratch),
              "The payload could not be unpacked for checking" + Reasons.of(e) + ".",
              "Make room on the disk, and the folder writable for you."));
    }
  }
}
