package dev.dvp.core.runtime.resolving;

import dev.dvp.core.runtime.wheels.WheelName;
import java.util.Optional;

/**
 * A wheel that may be chosen.
 *
 * @param name what its file name says
 * @param sha256 its hash, as far as it is known before it is fetched
 * @param isYanked whether its authors withdrew it
 * @param isLocked whether a lock names it, so that it goes before the others and has to have the
 *     lock's hash
 */
record Candidate(WheelName name, Optional<String> sha256, boolean isYanked, boolean isLocked) {}
