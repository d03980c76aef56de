package dev.dvp.localengine.workflows;

import dev.dvp.localengine.running.LogLine;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.WorkflowEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What happens in one job, kept in the store and told to whoever watches. */
final class JobLog {
  private static final int MOST_NOTES = 2000;
  private static final int MOST_TEXT = 8192;

  private final Store store;
  private final Clock clock;
  private final WorkflowWatcher watcher;
  private final long job;
  private int notes;

  JobLog(Store store, Clock clock, WorkflowWatcher watcher, long job) {
    this.store = store;
    this.clock = clock;
    this.watcher = watcher;
    this.job = job;
  }

  long job() {
    return job;
  }

  void begun(String step) {
    add(step, WorkflowEvent.Kind.BEGUN, "", 0);
  }

  void done(String step, long nanos) {
    add(step, WorkflowEvent.Kind.DONE, "", nanos);
  }

  void skipped(String step, String why) {
    add(step, WorkflowEvent.Kind.SKIPPED, why, 0);
  }

  void failed(String step, String why, long nanos) {
    add(step, WorkflowEvent.Kind.FAILED, why, nanos);
  }

  /** Something worth knowing; a plugin that tells without end is not listened to for ever. */
  void note(String step, String text) {
    if (notes < MOST_NOTES) {
      notes++;
      add(step, WorkflowEvent.Kind.NOTE, text, 0);
    } else if (notes == MOST_NOTES) {
      notes++;
      add(step, WorkflowEvent.Kind.NOTE, "More is not kept: there were " + MOST_NOTES + ".", 0);
    }
  }

  void log(String step, LogLine line) {
    note(step, line.level() + " " + line.logger() + ": " + line.message());
  }

  /** What the plugin printed. */
  void printed(String step, String text) {
    if (!text.isBlank()) {
      note(step, "printed: " + text.strip());
    }
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  void end(Optional<String> reason) {
    store.write(
        tables -> {
          tables.workflowJobs().end(job, now(), reason);
          return job;
        });
  }

  private void add(String step, WorkflowEvent.Kind kind, String text, long nanos) {
    String kept = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    WorkflowEvent event = new WorkflowEvent(now(), step, kind, kept, nanos);
    store.write(
        tables -> {
          tables.workflowJobs().addEvent(job, event);
          return job;
        });
    watcher.happened(event);
  }
}
