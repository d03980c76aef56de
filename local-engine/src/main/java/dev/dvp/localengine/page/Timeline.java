package dev.dvp.localengine.page;

import dev.dvp.localengine.store.WorkflowEvent;
import java.util.ArrayList;
import java.util.List;

/** The steps of a job, each with what the plugin logged meanwhile. */
final class Timeline {
  private static final int MOST_STEPS = 200;
  private static final int MOST_NOTES = 400;
  private static final int MOST_TEXT = 2000;

  private final WorkflowEvent first;
  private WorkflowEvent last;
  private final List<WorkflowEvent> notes = new ArrayList<>();

  private Timeline(WorkflowEvent first) {
    this.first = first;
    this.last = first;
  }

  static void write(Html html, List<WorkflowEvent> events) {
    List<Timeline> steps = steps(events);
    if (steps.isEmpty()) {
      html.element("p", "Nothing has happened yet.", "class", "muted");
      return;
    }
    int hidden = Math.max(0, steps.size() - MOST_STEPS);
    if (hidden > 0) {
      html.element("p", hidden + " earlier steps are not shown.", "class", "muted");
    }
    List<Timeline> shown = steps.subList(hidden, steps.size());
    int over = shown.stream().mapToInt(step -> step.notes.size()).sum() - MOST_NOTES;
    html.open("ol", "class", "timeline").line();
    for (Timeline step : shown) {
      int left = Math.min(Math.max(0, over), step.notes.size());
      step.write(html, left);
      over -= left;
    }
    html.close("ol").line();
  }

  private static List<Timeline> steps(List<WorkflowEvent> events) {
    List<Timeline> steps = new ArrayList<>();
    for (WorkflowEvent event : events) {
      Timeline current = steps.isEmpty() ? new Timeline(event) : steps.get(steps.size() - 1);
      boolean goesOn =
          !steps.isEmpty()
              && current.first.step().equals(event.step())
              && event.kind() != WorkflowEvent.Kind.BEGUN
              && (event.kind() == WorkflowEvent.Kind.NOTE
                  || current.last.kind() == WorkflowEvent.Kind.BEGUN
                  || current.last.kind() == WorkflowEvent.Kind.NOTE);
      if (!goesOn) {
        current = new Timeline(event);
        steps.add(current);
      }
      current.take(event);
    }
    return steps;
  }

  private void take(WorkflowEvent event) {
    if (event.kind() == WorkflowEvent.Kind.NOTE) {
      notes.add(event);
    } else {
      last = event;
    }
  }

  /** Leaves the first notes out. */
  private void write(Html html, int hidden) {
    html.open("li", "class", last.kind().word()).open("p");
    html.element("code", Shorten.to(first.step(), 200), "class", "step").text(" ");
    html.element("span", word(), "class", "what");
    html.text(" ").open("span", "class", "muted");
    Shown.time(html, first.timestamp()).close("span").close("p");
    if (!last.text().isBlank()) {
      html.element("p", Shorten.to(last.text(), MOST_TEXT), "class", "why");
    }
    if (!notes.isEmpty()) {
      html.open("ul", "class", "notes");
      if (hidden > 0) {
        html.element("li", hidden + " earlier lines are not shown.", "class", "muted");
      }
      notes
          .subList(hidden, notes.size())
          .forEach(note -> html.element("li", Shorten.to(note.text(), MOST_TEXT)));
      html.close("ul");
    }
    html.close("li").line();
  }

  private String word() {
    return switch (last.kind()) {
      case BEGUN -> "under way";
      case DONE -> "done in " + Shown.took(last.nanos());
      case SKIPPED -> "skipped";
      case FAILED -> "failed after " + Shown.took(last.nanos());
      case NOTE -> "";
    };
  }
}
