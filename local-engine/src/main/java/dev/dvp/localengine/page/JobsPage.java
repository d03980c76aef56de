package dev.dvp.localengine.page;

import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The newest jobs of all plugins. */
final class JobsPage {
  private static final int MOST = 100;

  private final Shelf shelf;

  JobsPage(Shelf shelf) {
    this.shelf = shelf;
  }

  PageAnswer show(PageRequest request) {
    Set<String> plugins = new LinkedHashSet<>();
    shelf.installed().all().stream()
        .map(InstalledPlugin::version)
        .forEach(v -> plugins.add(v.id()));
    shelf.notInstalled().stream().map(LabPlugin::id).forEach(plugins::add);
    List<WorkflowJob> jobs = new ArrayList<>();
    plugins.forEach(id -> jobs.addAll(shelf.book().jobs(id, MOST)));
    jobs.sort(Comparator.comparingLong(WorkflowJob::number).reversed());
    List<WorkflowJob> newest = jobs.stream().limit(MOST).toList();
    Html html = new Html();
    html.element("h1", "Jobs");
    table(html, newest);
    boolean anyRuns = newest.stream().anyMatch(job -> job.state() == WorkState.RUNNING);
    if (anyRuns) {
      html.element(
          "p", "This page follows the jobs that run.", "class", "muted", "data-reload", "3");
    }
    return new PageAnswer.Document(
        200, Frame.page(request, Frame.Page.of("Jobs", "/jobs", anyRuns), html));
  }

  static void table(Html html, List<WorkflowJob> jobs) {
    if (jobs.isEmpty()) {
      html.element("p", "There are none yet.", "class", "muted");
      return;
    }
    html.open("div", "class", "wide").open("table");
    html.element("caption", "Jobs, the newest first", "class", "hidden");
    html.open("thead").open("tr");
    for (String head : List.of("Job", "State", "Began", "Took")) {
      html.element("th", head, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody").line();
    for (WorkflowJob job : jobs) {
      html.open("tr").open("th", "scope", "row");
      html.link("/jobs/" + job.number(), job.number() + " " + Shorten.to(job.title(), 200));
      html.close("th").open("td");
      Words.state(html, job);
      html.close("td").open("td");
      Shown.time(html, job.started()).close("td");
      html.element("td", job.ended().map(end -> Shown.between(job.started(), end)).orElse("–"));
      html.close("tr").line();
    }
    html.close("tbody").close("table").close("div").line();
  }
}
