package dev.dvp.localengine.workflows;

import java.util.Optional;

/**
 * What came of one operation in a dataset's life.
 *
 * @param step the step that it was called in
 * @param operation the operation, or what the local engine did itself
 * @param outcome what came of it
 * @param nanos how long it took, in nanoseconds
 * @param text why it was left out
 * @param failure why it failed, if it did
 */
public record LifeRow(
    LifeStep step,
    String operation,
    Outcome outcome,
    long nanos,
    String text,
    Optional<StepFailure> failure) {
  /** What can come of it. */
  public enum Outcome {
    /** It came to a good end. */
    PASSED,
    /** The plugin does not implement it, and does not have to. */
    SKIPPED,
    /** It failed. */
    FAILED,
    /** A step before it failed. */
    NOT_RUN
  }
}
