package dev.dvp.core.runtime.resolving;

import dev.dvp.core.runtime.requirements.PackageName;

/** Which locked versions may give way to newer ones. */
public sealed interface LockUpgrade {
  /** None, as long as they satisfy the requirements. */
  record None() implements LockUpgrade {}

  /** All of them: the lock is made as if there were none yet. */
  record All() implements LockUpgrade {}

  /**
   * That of one package.
   *
   * @param name the package
   */
  record One(PackageName name) implements LockUpgrade {}
}
