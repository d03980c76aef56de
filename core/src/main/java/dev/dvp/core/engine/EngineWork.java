package dev.dvp.core.engine;

import java.util.Optional;

/**
 * The work that an engine started on an upload.
 *
 * @param action the engine's reference of it, for example {@code ACTION-2}
 * @param job the job behind it, which reports events; present when an installed plugin is upgraded
 * @param wasFound whether the engine's answer was lost, and the work was found among all that it
 *     does
 */
public record EngineWork(String action, Optional<String> job, boolean wasFound) {
  /**
   * The name under which the engine lists it.
   *
   * @return the job, or the action when there is none
   */
  public String name() {
    return job.orElse(action);
  }
}
