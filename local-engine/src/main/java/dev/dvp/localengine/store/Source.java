package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A linked or a virtual source.
 *
 * @param number counts up from 1
 * @param identity what never changes of it
 * @param objects what the plugin knows of it
 * @param condition how it is
 */
public record Source(long number, Identity identity, Objects objects, Condition condition) {
  /**
   * What never changes once it is made.
   *
   * @param pluginId the id of its plugin
   * @param kind linked or virtual
   * @param name what the user calls it; one of its plugin has the name
   * @param guid what the plugin knows it by
   * @param environment the name of the environment that it is on
   * @param quota how large its working copy may be, in bytes; 0 for no limit
   * @param created when it was made
   */
  public record Identity(
      String pluginId,
      SourceKind kind,
      String name,
      String guid,
      String environment,
      long quota,
      Instant created) {}

  /**
   * What the plugin knows of it, in the names of the plugin's schemas.
   *
   * @param repository the repository
   * @param sourceConfig the source config; a virtual source has none before it was configured
   * @param parameters what the user chose for it
   */
  public record Objects(
      JsonNode repository, Optional<JsonNode> sourceConfig, JsonNode parameters) {}

  /**
   * How it is.
   *
   * @param state its state in between workflows
   * @param isConfigured whether its working copy was configured, or a staging area started
   * @param mounts where its working copy is mounted, or was: the place as the plugin gets it, and
   *     what takes it away again while it is
   * @param parent the number of the snapshot that its data is from
   * @param unfinished a workflow that is under way, or did not end well
   */
  public record Condition(
      SourceState state,
      boolean isConfigured,
      List<JsonNode> mounts,
      Optional<Long> parent,
      Optional<Unfinished> unfinished) {
    /** Copies the list. */
    public Condition {
      mounts = List.copyOf(mounts);
    }

    /**
     * The same in another state, with nothing unfinished.
     *
     * @param next the state
     * @return the condition
     */
    public Condition in(SourceState next) {
      return new Condition(next, isConfigured, mounts, parent, Optional.empty());
    }

    /**
     * The same while a workflow is at a step.
     *
     * @param work the workflow
     * @return the condition
     */
    public Condition during(Unfinished work) {
      return new Condition(state, isConfigured, mounts, parent, Optional.of(work));
    }

    /**
     * The same, configured or not.
     *
     * @param is whether it is
     * @return the condition
     */
    public Condition configured(boolean is) {
      return new Condition(state, is, mounts, parent, unfinished);
    }

    /**
     * The same with other mounts.
     *
     * @param paths where it is mounted
     * @return the condition
     */
    public Condition mountedAt(List<JsonNode> paths) {
      return new Condition(state, isConfigured, paths, parent, unfinished);
    }

    /**
     * The same with data of another snapshot.
     *
     * @param snapshot the number of the snapshot
     * @return the condition
     */
    public Condition from(Optional<Long> snapshot) {
      return new Condition(state, isConfigured, mounts, snapshot, unfinished);
    }
  }

  /**
   * The same in another condition.
   *
   * @param next the condition
   * @return the source
   */
  public Source with(Condition next) {
    return new Source(number, identity, objects, next);
  }

  /**
   * The same with other objects.
   *
   * @param next the objects
   * @return the source
   */
  public Source with(Objects next) {
    return new Source(number, identity, next, condition);
  }

  /**
   * The same with another source config.
   *
   * @param sourceConfig the source config
   * @return the source
   */
  public Source configuredAs(JsonNode sourceConfig) {
    return with(new Objects(objects.repository(), Optional.of(sourceConfig), objects.parameters()));
  }

  /**
   * The same, made of something else.
   *
   * @param wanted has the objects, the environment and the quota
   * @return the source
   */
  public Source takenUpAs(Source wanted) {
    return new Source(
        number,
        new Identity(
            identity.pluginId(),
            identity.kind(),
            identity.name(),
            identity.guid(),
            wanted.identity().environment(),
            wanted.identity().quota(),
            identity.created()),
        wanted.objects(),
        condition);
  }

  /**
   * The name of its folder, and of locks on it.
   *
   * @return for example {@code VIRTUAL-3}
   */
  public String reference() {
    return identity.kind() + "-" + number;
  }

  /**
   * Where its working copy is mounted.
   *
   * @return the paths; none when it is not
   */
  public List<String> mountPaths() {
    return condition.mounts().stream()
        .filter(one -> one.has("mounted"))
        .map(one -> one.path("mount").path("mountPath").asText())
        .toList();
  }

  /**
   * Its state as users see it.
   *
   * @return for example {@code RUNNING} or {@code refresh unfinished at virtual.configure}
   */
  public String stateText() {
    return condition
        .unfinished()
        .map(work -> work.workflow() + " unfinished at " + work.step())
        .orElseGet(() -> condition.state().name().toLowerCase(Locale.ROOT));
  }
}
