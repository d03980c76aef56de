package dev.dvp.localengine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a workflow.
 *
 * @param number counts up from 1
 * @param pluginId the id of the plugin
 * @param target what it works on: a source's reference, or the plugin
 * @param workflow the workflow's word, for example {@code refresh}
 * @param title the same for people
 * @param state how far it has come
 * @param started when it began
 * @param ended when it ended, if it has
 * @param reason why it failed, if it did
 */
public record WorkflowJob(
    long number,
    String pluginId,
    String target,
    String workflow,
    String title,
    WorkState state,
    Instant started,
    Optional<Instant> ended,
    Optional<String> reason) {

  /**
   * The same with its number.
   *
   * @param given the number
   * @return the job
   */
  public WorkflowJob numbered(long given) {
    return new WorkflowJob(given, pluginId, target, workflow, title, state, started, ended, reason);
  }
}
