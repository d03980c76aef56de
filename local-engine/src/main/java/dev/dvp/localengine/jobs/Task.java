package dev.dvp.localengine.jobs;

import dev.dvp.localengine.store.StoreWork;

/** What an action does, in the background. */
public interface Task {
  /**
   * Does all but the last step. Nothing of it may be visible yet, so that a kill at any moment
   * leaves what was there.
   *
   * @param progress tells the user how it goes
   * @return the last step, which is committed together with the action's good end
   * @throws WorkFailedException when it cannot be done
   */
  StoreWork<?> run(Progress progress) throws WorkFailedException;

  /** Cleans up after the commit. */
  default void committed() {}

  /** Cleans up after a failure, of {@link #run} or of the commit. */
  default void failed() {}
}
