package dev.dvp.core.inspection;

import dev.dvp.core.artifact.ArtifactFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is in an artifact.
 *
 * @param file the artifact's file
 * @param bytes its size
 * @param sha256 its hash, in lower-case hex
 * @param facts what it says about its plugin
 * @param operations what its flags say about the operations
 * @param schemas the definitions that it has
 * @param payload its files; nothing when they cannot be read
 */
public record Inspection(
    Path file,
    long bytes,
    String sha256,
    ArtifactFacts facts,
    OperationsSummary operations,
    List<SchemaSummary> schemas,
    Optional<PayloadSummary> payload) {

  /** Copies the list. */
  public Inspection {
    schemas = List.copyOf(schemas);
  }
}
