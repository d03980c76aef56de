package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What is asked of the local engine. */
public sealed interface WorkflowRequest {
  /**
   * The workflow.
   *
   * @return which one
   */
  Workflow workflow();

  /**
   * Find repositories and source configs.
   *
   * @param environment the name of the environment
   */
  record Discover(String environment) implements WorkflowRequest {
    @Override
    public Workflow workflow() {
      return Workflow.DISCOVER;
    }
  }

  /**
   * What a new source is made of.
   *
   * @param name what the user calls it
   * @param environment the name of its environment
   * @param repository the repository that it is in
   * @param parameters what the user chose for it
   * @param quota how large its working copy may be, in bytes; 0 for no limit
   */
  record NewSource(
      String name, String environment, JsonNode repository, JsonNode parameters, long quota) {}

  /**
   * Make a linked source; one that was left unfinished is taken up.
   *
   * @param made what it is made of
   * @param sourceConfig the source config that it is linked to
   */
  record Link(NewSource made, JsonNode sourceConfig) implements WorkflowRequest {
    @Override
    public Workflow workflow() {
      return Workflow.LINK;
    }
  }

  /**
   * Make a virtual source; one that was left unfinished is taken up.
   *
   * @param made what it is made of
   * @param snapshot the number of the snapshot that its data is from; nothing for an empty one
   */
  record Provision(NewSource made, Optional<Long> snapshot) implements WorkflowRequest {
    @Override
    public Workflow workflow() {
      return snapshot.isPresent() ? Workflow.PROVISION : Workflow.CREATE_EMPTY;
    }
  }

  /**
   * Do something with a source that is there.
   *
   * @param workflow what
   * @param source the source's name
   * @param snapshot the number of a snapshot to refresh from or roll back to; nothing for the
   *     newest
   * @param snapshotParameters what the user chose for a snapshot, if anything
   * @param isForced whether operations that fail are passed over, to delete
   */
  record OnSource(
      Workflow workflow,
      String source,
      Optional<Long> snapshot,
      Optional<JsonNode> snapshotParameters,
      boolean isForced)
      implements WorkflowRequest {
    /**
     * The usual case.
     *
     * @param workflow what
     * @param source the source's name
     * @return the request
     */
    public static OnSource of(Workflow workflow, String source) {
      return new OnSource(workflow, source, Optional.empty(), Optional.empty(), false);
    }
  }

  /**
   * Bring stored objects up to the plugin's version.
   *
   * @param isTrial whether nothing is to be written
   */
  record Upgrade(boolean isTrial) implements WorkflowRequest {
    @Override
    public Workflow workflow() {
      return Workflow.UPGRADE;
    }
  }
}
