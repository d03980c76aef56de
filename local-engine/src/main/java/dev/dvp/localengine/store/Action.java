package dev.dvp.localengine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a user asked the engine to do.
 *
 * @param number counts up from 1
 * @param type what kind of work, for example {@code TOOLKIT_UPLOAD}
 * @param title the same for people
 * @param state how far it has come
 * @param started when it was asked for
 * @param ended when it came to its end, if it has
 * @param failure why it failed, if it did
 */
public record Action(
    long number,
    String type,
    String title,
    WorkState state,
    Instant started,
    Optional<Instant> ended,
    Optional<Failure> failure) {
  private static final String PREFIX = "ACTION-";

  /**
   * The name that clients know it by.
   *
   * @return for example {@code ACTION-12}
   */
  public String reference() {
    return reference(number);
  }

  /**
   * The name for a number.
   *
   * @param number an action's number
   * @return for example {@code ACTION-12}
   */
  public static String reference(long number) {
    return PREFIX + number;
  }

  /**
   * The number in a name.
   *
   * @param reference what a client sent
   * @return the number, or nothing when it is no action's name
   */
  public static Optional<Long> number(String reference) {
    return References.number(PREFIX, reference);
  }
}
