package dev.dvp.localengine.store;

/** How far an action, and the job that belongs to it, has come. */
public enum WorkState {
  /** Under way, or waiting for its turn. */
  RUNNING,
  /** Done. */
  COMPLETED,
  /** Ended without effect, for the reason that its {@link Failure} gives. */
  FAILED
}
