package dev.dvp.localengine.jobs;

/** Tells the user of a job how it goes. */
@FunctionalInterface
public interface Progress {
  /**
   * Adds an event to the job; for an action without a job nobody sees it.
   *
   * @param code a stable message code
   * @param details what happened, in whole sentences
   */
  void event(String code, String details);
}
