package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.WorkflowWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a job as it goes, on standard error: a line for each step, with what it told below. */
final class LabProgress implements WorkflowWatcher {
  private final Invocation call;
  private final List<WorkflowEvent> events = new ArrayList<>();
  private boolean isSilent;

  LabProgress(Invocation call) {
    this.call = call;
  }

  /** Shows nothing more, since all is in one document at the end. */
  LabProgress silent() {
    isSilent = true;
    return this;
  }

  /** All that happened. */
  List<WorkflowEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public void begun(WorkflowJob job) {
    say(Printable.text(job.title()) + " (job " + job.number() + ")");
  }

  @Override
  public void happened(WorkflowEvent event) {
    events.add(event);
    switch (event.kind()) {
      case BEGUN -> {
        // Its end is told.
      }
      case DONE -> say("  " + row(event.step(), took(event.nanos())));
      case SKIPPED -> say("  " + row(event.step(), event.text()));
      case FAILED -> say("  " + row(event.step(), "failed after " + took(event.nanos())));
      case NOTE -> new ScreenText(call).lines(event.text(), "    ").forEach(this::say);
    }
  }

  static String row(String step, String what) {
    return String.format("%-32s %s", Printable.text(step), Printable.text(what));
  }

  static String took(long nanos) {
    double millis = nanos / 1e6;
    if (millis >= 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private void say(String line) {
    if (!isSilent) {
      call.say(line);
    }
  }
}
