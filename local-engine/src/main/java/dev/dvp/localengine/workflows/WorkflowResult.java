package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import java.util.List;
import java.util.Optional;

/**
 * What came of a workflow.
 *
 * @param job the number of its job
 * @param failure why it failed, if it did
 * @param source the source as it is now; nothing when there is none any more
 * @param snapshot the snapshot that was taken, if one was
 * @param changes what an upgrade changed
 */
public record WorkflowResult(
    long job,
    Optional<StepFailure> failure,
    Optional<Source> source,
    Optional<Snapshot> snapshot,
    List<Change> changes) {
  /** Copies the list. */
  public WorkflowResult {
    changes = List.copyOf(changes);
  }

  /**
   * An object that an upgrade changed.
   *
   * @param object what it is, for people
   * @param kind the key of its definition, for example {@code snapshotDefinition}
   * @param before what it was
   * @param after what it is
   */
  public record Change(String object, String kind, JsonNode before, JsonNode after) {}
}
