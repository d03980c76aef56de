package dev.dvp.core.runtime.index;

import dev.dvp.core.runtime.requirements.PackageName;
import java.util.List;
import java.util.Optional;

/** Archives of a package's source: dvp takes none, and says so when there is nothing else. */
final class SourceArchive {
  private static final List<String> SUFFIXES = List.of(".tar.gz", ".zip", ".tar.bz2", ".tgz");

  private SourceArchive() {}

  static boolean isOne(String file) {
    return SUFFIXES.stream().anyMatch(file::endsWith);
  }

  /** The package of {@code name-1.0.tar.gz}. */
  static Optional<PackageName> name(String file) {
    int dash = file.lastIndexOf('-');
    return dash > 0 && isOne(file) ? PackageName.of(file.substring(0, dash)) : Optional.empty();
  }
}
