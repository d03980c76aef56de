package dev.dvp.core.runtime.requirements;

import dev.dvp.core.diagnostics.Location;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A requirement that no package has, but the plugin itself.
 *
 * @param requirement what is needed
 * @param sha256 the only files that may be taken, by their SHA-256 in lower-case hexadecimal; empty
 *     when any may
 * @param origin who asks, for messages and the lock: {@code dvp.yml}, or a file's name
 * @param where the place at which it is asked for; none for what every plugin needs
 */
public record RootRequirement(
    Requirement requirement, Set<String> sha256, String origin, Location where) {

  /** Sorts and copies the hashes. */
  public RootRequirement {
    sha256 = Collections.unmodifiableSet(new TreeSet<>(sha256));
  }
}
