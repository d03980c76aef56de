package dev.dvp.core.supply;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.payload.PayloadRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that say how an artifact is made, such as manifest and schema. They are read at several
 * places of a build: hashed before and after, they were the same in between.
 */
public final class SettingsInputs {
  private final Map<Path, Optional<String>> hashes = new LinkedHashMap<>();

  /**
   * Hashes a file before it is read. One that was noted before keeps its hash.
   *
   * @param file the file, which need not be there
   */
  public void note(Path file) {
    hashes.computeIfAbsent(file.toAbsolutePath().normalize(), SettingsInputs::hash);
  }

  /**
   * Hashes all files again.
   *
   * @return the hashes of those that are there, in the order in which they were noted
   * @throws DvpException when one is not as it was
   */
  public Map<Path, String> confirmed() {
    Map<Path, String> same = new LinkedHashMap<>();
    hashes.forEach(
        (file, before) -> {
          if (!hash(file).equals(before)) {
            throw new DvpException(
                PayloadRule.SOURCE_CHANGED.at(
                    Location.of(file),
                    "`"
                        + file
                        + "` changed while the plugin was built, so no record of it would be true.",
                    "Build again when nothing writes to it."));
          }
          before.ifPresent(hash -> same.put(file, hash));
        });
    return same;
  }

  /** Nothing when there is no such file, or it cannot be read, which whoever reads it tells. */
  private static Optional<String> hash(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Sha256.of(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
