package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimeKinds;
import java.nio.file.Path;

/** Tells which runtime packages an artifact carries. */
public final class ArtifactRuntime {
  private ArtifactRuntime() {}

  /**
   * Looks into an artifact's payload.
   *
   * @param artifact the artifact's file
   * @param scratch a folder with room for the payload's zip, should it not be readable in place
   * @return the runtime that the payload's names show
   * @throws DvpException when the artifact or its payload cannot be read
   */
  public static RuntimeKind of(Path artifact, Path scratch) {
    try (CreatedPaths temporary = new CreatedPaths();
        PayloadArchive payload =
            PayloadArchive.open(ArtifactHeader.read(artifact), scratch, temporary)) {
      return RuntimeKinds.of(payload.entries().stream().map(ZipRecord::name).toList());
    }
  }
}
