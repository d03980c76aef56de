package dev.dvp.localengine.workflows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The steps of a dataset's life, in order. A source that runs is stopped before it is started. */
public enum LifeStep {
  /** Finds source configs. */
  DISCOVER(Workflow.DISCOVER),
  /** Makes a linked source. */
  LINK(Workflow.LINK),
  /** Takes a snapshot of it. */
  SYNC(Workflow.SYNC),
  /** Makes a virtual source of that. */
  PROVISION(Workflow.PROVISION),
  /** Takes a snapshot of the virtual source. */
  SNAPSHOT(Workflow.SNAPSHOT),
  /** Stops it, starts it, and stops it again. */
  STOP(Workflow.STOP),
  /** Starts it. */
  START(Workflow.START),
  /** Stops it once more. */
  STOP_AGAIN(Workflow.STOP),
  /** Gives it the linked source's data again. */
  REFRESH(Workflow.REFRESH),
  /** Gives it the data of its own snapshot. */
  ROLLBACK(Workflow.ROLLBACK),
  /** Takes the data from the host. */
  DISABLE(Workflow.DISABLE),
  /** Mounts it again. */
  ENABLE(Workflow.ENABLE),
  /** Removes both sources. */
  DELETE(Workflow.DELETE);

  private final Workflow workflow;

  LifeStep(Workflow workflow) {
    this.workflow = workflow;
  }

  /** The workflow that it runs. */
  Workflow workflow() {
    return workflow;
  }

  /**
   * What the user types.
   *
   * @return for example {@code refresh}
   */
  public String word() {
    return workflow.word();
  }

  /**
   * Finds a step.
   *
   * @param word what the user typed
   * @return the first step of that name, if there is one
   */
  public static Optional<LifeStep> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /**
   * All that can be typed.
   *
   * @return each word once, in order
   */
  public static List<String> words() {
    return Arrays.stream(values()).map(LifeStep::word).distinct().toList();
  }
}
