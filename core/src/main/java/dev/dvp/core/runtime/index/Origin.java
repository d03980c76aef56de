package dev.dvp.core.runtime.index;

import java.net.URI;
import java.nio.file.Path;

/** Where a file can be had. */
public sealed interface Origin {
  /**
   * A file of a wheelhouse.
   *
   * @param file the file
   */
  record Local(Path file) implements Origin {}

  /**
   * A file on an index.
   *
   * @param uri its address, without user, password and fragment
   */
  record Remote(URI uri) implements Origin {}
}
