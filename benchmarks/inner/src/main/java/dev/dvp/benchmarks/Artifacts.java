package dev.dvp.benchmarks;

import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.plugin.PluginReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The way from a plugin's folder to its artifact, with nothing kept from an earlier build. */
final class Artifacts {
  private Artifacts() {}

  static Plugin read(Path manifest) {
    Diagnostics found = new Diagnostics();
    return PluginReader.read(manifest, found)
        .plugin()
        .orElseThrow(() -> new IllegalStateException(found.sorted().toString()));
  }

  static Payload payload(Path source) throws IOException {
    List<Payload.Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        entries.add(
            new Payload.Entry(
                source.relativize(file).toString(),
                new Payload.OnDisk(file, Files.size(file), Files.getLastModifiedTime(file))));
      }
    }
    return new Payload(entries, List.of());
  }

  static ArtifactWriter.Written write(Plugin plugin, Payload payload, Path target) {
    ArtifactWriter.Way way =
        new ArtifactWriter.Way(
            Instant.parse("1980-01-01T00:00:00Z"),
            Runtime.getRuntime().availableProcessors(),
            PackedCache.none(),
            Progress.NONE,
            ArtifactWriter.Finished.NOTHING);
    try (CreatedPaths temporary = new CreatedPaths()) {
      return ArtifactWriter.write(plugin, payload, target, way, temporary);
    }
  }
}
