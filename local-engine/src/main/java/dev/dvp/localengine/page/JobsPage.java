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
    Table table = Table.open(html, "Jobs, the newest first", "Job", "State", "Began", "Took");
    for (WorkflowJob job : jobs) {
      String title = job.number() + " " + Shorten.to(job.title(), 200);
      table.row().link("/jobs/" + job.number(), title).close("th");
      table.cell();
      Words.state(html, job);
      html.close("td");
      table.cell();
      Shown.time(html, job.started()).close("td");
      table.cell(job.ended().map(end -> Shown.between(job.started(), end)).orElse("–")).endRow();
    }
    table.close();
  }
}
