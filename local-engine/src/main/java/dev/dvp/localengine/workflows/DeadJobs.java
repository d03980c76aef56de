package dev.dvp.localengine.workflows;

import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Jobs that are noted as running and whose process is gone: it held a lock while it lived. */
final class DeadJobs {
  /** What is said of them. */
  static final String REASON = "The process that ran it ended before it did.";

  private final Store store;
  private final DataFolder folder;
  private final Clock clock;

  DeadJobs(Store store, DataFolder folder, Clock clock) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
  }

  /** Notes the end of those among some jobs. */
  void end(List<WorkflowJob> jobs) {
    jobs.stream()
        .filter(job -> job.state() == WorkState.RUNNING)
        .map(WorkflowJob::target)
        .distinct()
        .forEach(this::end);
  }

  private void end(String target) {
    Path file = folder.datasetLock(target);
    if (!Files.exists(file)) {
      return;
    }
    try {
      Optional<FolderLock> lock = FolderLock.tryAcquire(file);
      if (lock.isEmpty()) {
        return; // it lives
      }
      try (FolderLock held = lock.get()) {
        held.file();
        store.write(
            tables ->
                tables
                    .workflowJobs()
                    .endAll(target, clock.instant().truncatedTo(ChronoUnit.MILLIS), REASON));
      }
    } catch (IOException e) {
      // Who cannot use the lock cannot know; the next job on it does.
    }
  }
}
