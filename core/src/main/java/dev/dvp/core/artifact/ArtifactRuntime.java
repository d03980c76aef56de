package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.files.ZipDirectory;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimeKinds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Tells which runtime packages an artifact carries. */
public final class ArtifactRuntime {
  private ArtifactRuntime() {}

  /**
   * Looks into an artifact's payload.
   *
   * @param artifact the artifact's file
   * @param scratch a folder with room for the payload's zip; nothing stays in it
   * @return the runtime that the payload's names show
   * @throws DvpException when the artifact or its payload cannot be read
   */
  public static RuntimeKind of(Path artifact, Path scratch) {
    try (CreatedPaths temporary = new CreatedPaths()) {
      Path zip = temporary.createFile(scratch.resolve(TemporaryNames.next()));
      try (OutputStream out = Files.newOutputStream(zip)) {
        ArtifactReader.extractPayload(artifact, out);
      }
      if (ZipDirectory.count(zip, PayloadCollector.MAX_ENTRIES) > PayloadCollector.MAX_ENTRIES) {
        throw new IOException("too many entries");
      }
      try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
        List<String> names =
            Collections.list(file.getEntries()).stream().map(ZipArchiveEntry::getName).toList();
        return RuntimeKinds.of(names);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DvpException(
          BuildRule.PAYLOAD_NOT_ZIP.at(
              Location.of(artifact),
              "The payload of `"
                  + artifact
                  + "` is no zip, or a broken one, or there is no room to"
                  + " unpack it.",
              "Build the artifact again with `dvp build`."),
          e);
    }
  }
}
