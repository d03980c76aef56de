package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceState;
import java.util.Optional;

/** The workflows of a linked source. */
final class LinkedWork extends SourceWork {
  private final boolean isStaged;
  private final Optional<JsonNode> snapshotParameters;

  LinkedWork(
      WorkflowRun run, LabSettings settings, Source source, Optional<JsonNode> snapshotParameters) {
    super(run, settings, source);
    this.isStaged = run.plugin().type() == PluginType.STAGED;
    this.snapshotParameters = snapshotParameters;
  }

  @Override
  void work() throws StepFailedException, InterruptedException {
    data.recover(source);
    switch (workflow()) {
      case LINK -> link();
      case SYNC -> sync();
      case ENABLE -> enable();
      case DISABLE -> disable();
      case DELETE -> delete();
      default -> throw new IllegalStateException(workflow().word());
    }
  }

  private void link() throws StepFailedException, InterruptedException {
    data.fill(source, Optional.empty());
    end(SourceState.ENABLED);
  }

  private void sync() throws StepFailedException, InterruptedException {
    mountStaging();
    snapshot("linked.pre_snapshot", "linked.post_snapshot", snapshotParameters);
    end(SourceState.ENABLED);
  }

  private void mountStaging() throws StepFailedException, InterruptedException {
    if (isStaged) {
      Optional<JsonNode> specification = call("linked.mount_specification");
      source = data.mount(source, specification.orElseThrow());
      // From here on something may run there, also when the next operation fails.
      configured(true);
    }
  }

  private void enable() throws StepFailedException, InterruptedException {
    mountStaging();
    if (isStaged) {
      call("linked.start_staging");
    }
    end(SourceState.ENABLED);
  }

  private void disable() throws StepFailedException, InterruptedException {
    stopStaging();
    source = data.unmount(source);
    end(SourceState.DISABLED);
  }

  private void stopStaging() throws StepFailedException, InterruptedException {
    if (isStaged && source.condition().isConfigured()) {
      call("linked.stop_staging");
      configured(false);
    }
  }

  private void delete() throws StepFailedException, InterruptedException {
    stopStaging();
    source = data.unmount(source);
    data.delete(source);
  }
}
