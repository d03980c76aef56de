package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.wheels.Wheel;
import java.util.List;

/** The wheels that a choice can be made among. */
interface Candidates {
  /**
   * What there is of a package and could run on the engine.
   *
   * @param name the package
   * @return candidates, the best of each version first
   * @throws DvpException when the sources cannot be asked
   */
  List<Candidate> of(PackageName name);

  /**
   * Finds out a candidate's hash, where that takes no download.
   *
   * @param candidate one of {@link #of}
   * @return the candidate, with its hash as far as it can be known
   */
  Candidate hashed(Candidate candidate);

  /**
   * Why there are none.
   *
   * @param demand who asks
   * @return the finding
   */
  DvpException none(Demand demand);

  /**
   * Fetches and opens one.
   *
   * @param candidate one of {@link #of}
   * @return the wheel
   * @throws DvpException when it cannot be had or is not what it should be
   */
  Wheel fetch(Candidate candidate);
}
