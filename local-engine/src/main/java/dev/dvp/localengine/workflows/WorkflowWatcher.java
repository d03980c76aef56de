package dev.dvp.localengine.workflows;

import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;

/** Is told how a job goes, as it goes. */
public interface WorkflowWatcher {
  /**
   * A job has begun.
   *
   * @param job the job
   */
  default void begun(WorkflowJob job) {}

  /**
   * Something happened in it.
   *
   * @param event what
   */
  default void happened(WorkflowEvent event) {}
}
