package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.StepFailure;
import java.util.List;
import java.util.Optional;

/** One job, step by step, as it goes. */
final class JobPage {
  private final Shelf shelf;

  JobPage(Shelf shelf) {
    this.shelf = shelf;
  }

  PageAnswer show(PageRequest request) throws NoPageException {
    WorkflowJob job = job(request);
    String title = Shorten.to(job.title(), 200);
    Html html = new Html();
    Frame.trail(html, "/jobs", "Jobs");
    html.element("h1", title);
    boolean runs = job.state() == WorkState.RUNNING;
    String live = runs ? "/jobs/" + job.number() + "/live" : "";
    html.element("p", said(job), "role", "status", "class", "said", "id", "said");
    html.open("div", Attributes.of("id", "job").when(runs, "data-live", live));
    html.add(part(job)).close("div").line();
    return new PageAnswer.Document(
        200, Frame.page(request, Frame.Page.of(title, "/jobs", runs), html));
  }

  /** What changes of the page while the job runs. */
  PageAnswer live(PageRequest request) throws NoPageException {
    WorkflowJob job = job(request);
    Html html = new Html();
    html.open(
        "div",
        Attributes.of("data-said", said(job))
            .when(job.state() == WorkState.RUNNING, "data-runs", "yes"));
    html.add(part(job)).close("div");
    return new PageAnswer.Document(200, html.toString());
  }

  private WorkflowJob job(PageRequest request) throws NoPageException {
    Optional<Long> number = Shelf.number(request.segment(1));
    try {
      if (number.isPresent()) {
        return shelf.book().job(number.get());
      }
    } catch (DvpException e) {
      // The same as a number that is none.
    }
    throw new NoPageException("There is no such job; the oldest are forgotten.");
  }

  /** How far it has come, as it is also read aloud. */
  private String said(WorkflowJob job) {
    return switch (job.state()) {
      case RUNNING -> {
        List<WorkflowEvent> events = shelf.book().events(job.number(), 0);
        String step = events.isEmpty() ? "" : events.get(events.size() - 1).step();
        yield step.isEmpty() ? "Running." : "Running: " + Shorten.to(step, 200);
      }
      case COMPLETED -> "Completed.";
      case FAILED -> "Failed.";
    };
  }

  private Html part(WorkflowJob job) {
    Html html = new Html();
    List<WorkflowEvent> events = shelf.book().events(job.number(), 0);
    if (job.state() == WorkState.FAILED) {
      failure(html, job);
    }
    html.open("dl", "class", "facts");
    PluginPage.fact(html, "Job", String.valueOf(job.number()));
    html.open("div").element("dt", "Began").open("dd");
    Shown.time(html, job.started()).close("dd").close("div");
    job.ended().ifPresent(end -> PluginPage.fact(html, "Took", Shown.between(job.started(), end)));
    html.close("dl").line();
    html.element("h2", "Steps");
    Timeline.write(html, events);
    html.open("p", "class", "buttons");
    Words.sourceNumber(job.target())
        .filter(number -> shelf.world().store().read(t -> t.sources().find(number)).isPresent())
        .ifPresent(
            number ->
                html.element(
                    "a", "To the source", "class", "button", "href", "/sources/" + number));
    if (shelf.installed().find(job.pluginId()).isPresent()) {
      html.element("a", "To the plugin", "class", "button", "href", "/plugins/" + job.pluginId());
    }
    return html.close("p");
  }

  private void failure(Html html, WorkflowJob job) {
    html.open("div", "class", "problems");
    html.element("h2", "Why it failed");
    Optional<StepFailure> known = shelf.world().desk().failure(job.number());
    if (known.isPresent()) {
      html.open("p").text("At the step ").element("code", Shorten.to(known.get().step(), 200));
      html.text(":").close("p");
      Findings.write(html, known.get());
    } else {
      html.element("p", Shorten.to(job.reason().orElse("It is not known."), 8000));
    }
    html.close("div").line();
  }
}
