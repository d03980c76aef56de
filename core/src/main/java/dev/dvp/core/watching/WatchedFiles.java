package dev.dvp.core.watching;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What to watch.
 *
 * @param files single files, whether they are there or not
 * @param tree a folder with all below it that an artifact could hold, if there is one
 * @param exceptions folders below the tree whose content does not count
 */
public record WatchedFiles(Set<Path> files, Optional<Path> tree, Set<Path> exceptions) {
  /** Copies the sets. */
  public WatchedFiles {
    files = Set.copyOf(files);
    exceptions = Set.copyOf(exceptions);
  }
}
