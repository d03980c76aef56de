package dev.dvp.localengine.jobs;

import dev.dvp.localengine.store.Failure;

/** Work that cannot be done, for a reason that the user is told. */
public final class WorkFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /**
   * Fails.
   *
   * @param failure why
   */
  public WorkFailedException(Failure failure) {
    super(failure.details());
    this.failure = failure;
  }

  /**
   * The reason.
   *
   * @return what to tell the user
   */
  public Failure failure() {
    return failure;
  }
}
