package dev.dvp.localengine.datasets;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How large a dataset may be.
 *
 * @param bytes the most that the lengths of its files may sum up to; at least 1
 */
public record Quota(long bytes) {
  /** Refuses what is no limit. */
  public Quota {
    if (bytes < 1) {
      throw new IllegalArgumentException("a quota of " + bytes + " bytes");
    }
  }

  /**
   * Measures a dataset's working copy.
   *
   * @param dataset the dataset
   * @param name what the user calls it
   * @return E837 when it is larger than it may be
   * @throws IOException when it cannot be read
   */
  public Optional<Diagnostic> check(Dataset dataset, String name) throws IOException {
    return check(dataset.data(), name);
  }

  private Optional<Diagnostic> check(Path data, String name) throws IOException {
    TreeSize size = TreeSize.of(data);
    if (size.bytes() <= bytes) {
      return Optional.empty();
    }
    String largest =
        size.largest().stream()
            .map(file -> "`" + file.path() + "` (" + Sizes.show(file.bytes()) + ")")
            .collect(Collectors.joining(", "));
    return Optional.of(
        DatasetRule.QUOTA_EXCEEDED.at(
            Location.NONE,
            "The dataset of `%s` has %s, and its quota is %s. Its largest files: %s."
                .formatted(name, shown(size.bytes()), shown(bytes), largest),
            "Let the plugin write less, or allow more."));
  }

  /** With the exact number, since two that differ little are shown alike. */
  private static String shown(long bytes) {
    return bytes < 1000 ? Sizes.show(bytes) : Sizes.show(bytes) + " (" + bytes + " bytes)";
  }
}
