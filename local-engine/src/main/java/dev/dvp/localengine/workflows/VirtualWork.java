package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.running.RunRule;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import java.util.List;
import java.util.Optional;

/**
 * The workflows of a virtual source. A run that ended in the middle is taken up by running the
 * workflow again: whether the data was configured is known, so that {@code virtual.unconfigure} is
 * not called for what is not.
 */
final class VirtualWork extends SourceWork {
  private static final String UNCONFIGURE = "virtual.unconfigure";
  private static final String CONFIGURE = "virtual.configure";
  private static final String RECONFIGURE = "virtual.reconfigure";
  private static final String MOUNT_SPECIFICATION = "virtual.mount_specification";

  private final Source.Objects asked;
  private final Optional<Snapshot> snapshot;

  /**
   * For one workflow.
   *
   * @param asked what the source is to be made of, where the workflow makes it
   * @param snapshot the snapshot that data is from, where the workflow takes one
   */
  VirtualWork(
      WorkflowRun run,
      LabSettings settings,
      Source source,
      Source.Objects asked,
      Optional<Snapshot> snapshot) {
    super(run, settings, source);
    this.asked = asked;
    this.snapshot = snapshot;
  }

  @Override
  void work() throws StepFailedException, InterruptedException {
    data.recover(source);
    switch (workflow()) {
      case PROVISION, CREATE_EMPTY -> provision();
      case SNAPSHOT -> snapshot();
      case REFRESH -> refresh();
      case ROLLBACK -> rollback();
      case START -> start();
      case STOP -> stop();
      case ENABLE -> enable();
      case DISABLE -> disable();
      case DELETE -> delete();
      default -> throw new IllegalStateException(workflow().word());
    }
  }

  /** What was configured already is kept when the snapshot at the end alone had failed. */
  private void provision() throws StepFailedException, InterruptedException {
    if (source.condition().isConfigured() && !isAsAsked()) {
      unconfigure();
    }
    if (!source.condition().isConfigured()) {
      requireInitialize();
      source =
          source.with(
              new Source.Objects(
                  asked.repository(), source.objects().sourceConfig(), asked.parameters()));
      provisionedFrom(snapshot);
      mountedWith(snapshot);
      configure(
          snapshot.isPresent()
              ? call(CONFIGURE, value(), Optional.empty())
              : call("virtual.initialize"));
    }
    takeSnapshot();
    end(SourceState.RUNNING);
  }

  private boolean isAsAsked() {
    return source.objects().repository().equals(asked.repository())
        && source.objects().parameters().equals(asked.parameters())
        && source.condition().parent().equals(snapshot.map(Snapshot::number));
  }

  private void requireInitialize() throws StepFailedException, InterruptedException {
    if (snapshot.isEmpty() && !run.has("virtual.initialize")) {
      throw StepFailedException.of(
          "virtual.initialize",
          List.of(
              RunRule.NOT_IMPLEMENTED.at(
                  Location.NONE,
                  "The plugin does not implement `virtual.initialize`, which makes a source"
                      + " without data.",
                  "Implement it, or provision from a snapshot.")));
    }
  }

  /** The mount specification comes first, then the data is put there. */
  private void mountedWith(Optional<Snapshot> from)
      throws StepFailedException, InterruptedException {
    JsonNode specification = call(MOUNT_SPECIFICATION).orElseThrow();
    source = data.unmount(source);
    data.fill(source, from);
    source = data.mount(source, specification);
  }

  /**
   * Where the data comes from, noted before it is copied: from then on nobody deletes that. A
   * snapshot of its own does not change it.
   */
  private void provisionedFrom(Optional<Snapshot> from) {
    source = run.save(source.with(source.condition().from(from.map(Snapshot::number))));
  }

  private void configure(Optional<JsonNode> sourceConfig) {
    // An operation that is not implemented, such as virtual.initialize, leaves what there was.
    source = sourceConfig.map(source::configuredAs).orElse(source);
    configured(true);
  }

  private Optional<JsonNode> value() {
    return snapshot.map(Snapshot::value);
  }

  private void snapshot() throws StepFailedException, InterruptedException {
    SourceState state = source.condition().state();
    takeSnapshot();
    end(state);
  }

  private void takeSnapshot() throws StepFailedException, InterruptedException {
    snapshot("virtual.pre_snapshot", "virtual.post_snapshot", Optional.empty());
  }

  private void refresh() throws StepFailedException, InterruptedException {
    unconfigure();
    provisionedFrom(snapshot);
    mountedWith(snapshot);
    configure(call(CONFIGURE, value(), Optional.empty()));
    end(SourceState.RUNNING);
  }

  private void rollback() throws StepFailedException, InterruptedException {
    unconfigure();
    mountedWith(snapshot);
    configure(call(RECONFIGURE, value(), Optional.empty()));
    end(SourceState.RUNNING);
  }

  private void unconfigure() throws StepFailedException, InterruptedException {
    if (source.condition().isConfigured()) {
      call(UNCONFIGURE);
      configured(false);
    }
  }

  private void start() throws StepFailedException, InterruptedException {
    JsonNode specification = call(MOUNT_SPECIFICATION).orElseThrow();
    source = data.mount(source, specification);
    call("virtual.start");
    end(SourceState.RUNNING);
  }

  private void stop() throws StepFailedException, InterruptedException {
    call("virtual.stop");
    end(SourceState.STOPPED);
  }

  /** A source that was disabled is inactive, whatever the plugin says of it. */
  private void enable() throws StepFailedException, InterruptedException {
    Optional<JsonNode> status = call("virtual.status");
    boolean isActive = status.isPresent() && status.get().asText().equals("ACTIVE");
    if (isActive && source.condition().isConfigured()) {
      end(SourceState.RUNNING); // a disable that failed had left it as it was
      return;
    }
    if (isActive) {
      run.log()
          .note(
              "virtual.status",
              "It says ACTIVE of a source whose data is not mounted. An engine would believe it"
                  + " and not call virtual.reconfigure; the local engine goes on.");
    }
    JsonNode specification = call(MOUNT_SPECIFICATION).orElseThrow();
    source = data.mount(source, specification);
    configure(call(RECONFIGURE, value(), Optional.empty()));
    end(SourceState.RUNNING);
  }

  private void disable() throws StepFailedException, InterruptedException {
    unconfigure();
    source = data.unmount(source);
    end(SourceState.DISABLED);
  }

  private void delete() throws StepFailedException, InterruptedException {
    boolean hasSourceConfig = source.objects().sourceConfig().isPresent();
    if (hasSourceConfig) {
      unconfigure();
      call("virtual.cleanup");
    }
    source = data.unmount(source);
    data.delete(source);
  }
}
