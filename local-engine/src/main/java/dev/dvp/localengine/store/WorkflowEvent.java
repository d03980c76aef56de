package dev.dvp.localengine.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened in a workflow.
 *
 * @param timestamp when
 * @param step the step that it belongs to, for example {@code virtual.configure}
 * @param kind what happened
 * @param text the same for people; may be empty
 * @param nanos how long a step took that ended, in nanoseconds
 */
public record WorkflowEvent(Instant timestamp, String step, Kind kind, String text, long nanos) {
  /** What can happen. */
  public enum Kind {
    /** A step began. */
    BEGUN,
    /** A step came to a good end. */
    DONE,
    /** A step was left out, for the reason that the text gives. */
    SKIPPED,
    /** A step failed, for the reason that the text gives. */
    FAILED,
    /** The plugin's log, or something worth knowing. */
    NOTE;

    /**
     * The word for machines.
     *
     * @return in lower case
     */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
