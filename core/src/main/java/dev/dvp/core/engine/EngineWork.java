package dev.dvp.core.engine;

import java.util.Optional;

/**
 * The work that an engine started on an upload.
 *
 * @param action the engine's reference of it, for example {@code ACTION-2}
 * @param job the job behind it, which reports events; present when an installed plugin is upgraded
 */
public record EngineWork(String action, Optional<String> job) {
  /**
   * The name under which the engine lists it.
   *
   * @return the job, or the action when there is none
   */
  public String name() {
    return job.orElse(action);
  }
}
