package dev.dvp.core.payload;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a payload is collected from.
 *
 * @param srcDir the folder of the plugin's source
 * @param generated files that take the place of those on disk, by name below srcDir with {@code /}:
 *     the classes made from the schema, such as {@code generated/definitions/__init__.py}
 * @param staleGenerated whether a file on disk was made by our generator: such a file that is not
 *     among {@code generated} was left by an earlier schema and stays out
 * @param artifacts whether a file is a plugin's artifact: an old one never goes into a new one
 * @param target where the artifact will be written: it never goes into itself
 */
public record PayloadRequest(
    Path srcDir,
    Map<String, String> generated,
    Predicate<Path> staleGenerated,
    Predicate<Path> artifacts,
    Optional<Path> target) {

  /** Copies the map. */
  public PayloadRequest {
    generated = Map.copyOf(generated);
  }
}
