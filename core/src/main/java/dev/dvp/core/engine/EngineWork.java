package dev.dvp.core.engine;

import java.util.Optional;

/**
 * The work that an engine started on an upload.
 *
 * @param action the engine's reference of it, for example {@code ACTION-2}; absent when the
 *     engine's answer was lost and all that is known is that the plugin is installed now
 * @param job the job behind it, which reports events; present when an installed plugin is upgraded
 * @param wasFound whether the engine's answer was lost, and the work was found among all that it
 *     does
 */
public record EngineWork(Optional<String> action, Optional<String> job, boolean wasFound) {
  /** Work of which no trace was found, but what it was to bring about. */
  static EngineWork done() {
    return new EngineWork(Optional.empty(), Optional.empty(), true);
  }

  /**
   * Whether there is nothing left to wait for.
   *
   * @return whether the plugin was seen to be installed
   */
  public boolean isDone() {
    return action.isEmpty();
  }

  /**
   * The name under which the engine lists it.
   *
   * @return the job, or the action when there is none; empty when it is done
   */
  public String name() {
    return job.or(() -> action).orElse("");
  }
}
