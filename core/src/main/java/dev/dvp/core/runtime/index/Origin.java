package dev.dvp.core.runtime.index;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

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
   * @param page the page that names it
   * @param checksum what the page says of its content, if anything
   */
  record Remote(URI uri, URI page, Optional<Checksum> checksum) implements Origin {
    /** The SHA-256 in lower-case hexadecimal, if the page says one that is one. */
    Optional<String> sha256() {
      return checksum
          .filter(one -> one.algorithm().equals(Checksum.SHA256) && one.isUsable())
          .map(Checksum::value);
    }
  }
}
