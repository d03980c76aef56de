package dev.dvp.core.artifact;

import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.plugin.Plugin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Short ways to artifacts for tests that care about neither progress nor interruption. */
public final class TestArtifacts {
  private TestArtifacts() {}

  /** Writes an artifact; nobody hears how far it is. */
  public static ArtifactWriter.Written write(
      Plugin plugin, Payload payload, Path target, Instant entryTime) {
    try (CreatedPaths temporary = new CreatedPaths()) {
      return ArtifactWriter.write(
          plugin,
          payload,
          target,
          new ArtifactWriter.Way(
              entryTime, 2, PackedCache.none(), Progress.NONE, ArtifactWriter.Finished.NOTHING),
          temporary);
    }
  }

  /** The files of a source folder as they are. */
  public static PayloadRequest sources(Path srcDir) {
    return new PayloadRequest(
        srcDir,
        Map.of(),
        file -> false,
        ArtifactSniffer.notGoingInto(srcDir.resolve("artifact.json")),
        Optional.empty());
  }
}
