package dev.dvp.localengine.jobs;

import dev.dvp.localengine.store.StoreWork;

/** What an action does, in the background. */
public interface Task {
  /**
   * The last step of a task.
   *
   * @param commit what is committed together with the action's good end
   * @param code the message code of the job's last event
   * @param details the same for people
   */
  record LastStep(StoreWork<?> commit, String code, String details) {}

  /**
   * Does all but the last step. Nothing of it may be visible yet, so that a kill at any moment
   * leaves what was there.
   *
   * @param progress tells the user how it goes
   * @return the last step
   * @throws WorkFailedException when it cannot be done
   */
  LastStep run(Progress progress) throws WorkFailedException;

  /** Cleans up after the commit. */
  default void committed() {}

  /** Cleans up after a failure, of {@link #run} or of the commit. */
  default void failed() {}
}
