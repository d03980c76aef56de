package dev.dvp.localengine.store;

import java.util.List;
import java.util.Optional;

/**
 * An action that tells of its progress.
 *
 * @param number counts up from 1
 * @param action the action that it belongs to, which has its state
 * @param target what it works on, for example a plugin's reference
 * @param events what happened so far, in order
 */
public record Job(long number, Action action, String target, List<JobEvent> events) {
  private static final String PREFIX = "JOB-";

  /** Copies the events. */
  public Job {
    events = List.copyOf(events);
  }

  /**
   * The name that clients know it by.
   *
   * @return for example {@code JOB-5}
   */
  public String reference() {
    return reference(number);
  }

  /**
   * The name for a number.
   *
   * @param number a job's number
   * @return for example {@code JOB-5}
   */
  public static String reference(long number) {
    return PREFIX + number;
  }

  /**
   * The number in a name.
   *
   * @param reference what a client sent
   * @return the number, or nothing when it is no job's name
   */
  public static Optional<Long> number(String reference) {
    return References.number(PREFIX, reference);
  }
}
