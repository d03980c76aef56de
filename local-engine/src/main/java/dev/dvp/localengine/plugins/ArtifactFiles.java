package dev.dvp.localengine.plugins;

import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The artifacts of installed plugins, each in a file named by its content. A file is in place and
 * on the disk before the store speaks of it, and goes only after the store has ceased to: whatever
 * the store says is installed is there.
 */
final class ArtifactFiles {
  private final Path folder;

  ArtifactFiles(Path folder) {
    this.folder = folder;
  }

  Path file(String hash) {
    return folder.resolve(hash + ".json");
  }

  /** Moves an artifact into place; one of the same content that is there already stays. */
  void keep(ReceivedArtifact artifact) throws IOException {
    PrivateFiles.createFolder(folder);
    PrivateFiles.force(artifact.file());
    Files.move(artifact.file(), file(artifact.hash()), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.forceNames(folder);
  }

  void delete(String hash) throws IOException {
    Files.deleteIfExists(file(hash));
  }

  /** Deletes what no plugin uses: the remains of work that was interrupted. */
  void keepOnly(Set<String> hashes) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> unused = files.filter(file -> !isUsed(file, hashes)).toList();
      for (Path file : unused) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean isUsed(Path file, Set<String> hashes) {
    return hashes.stream().anyMatch(hash -> file(hash).equals(file));
  }
}
