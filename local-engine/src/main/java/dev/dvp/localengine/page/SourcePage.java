package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.WorkState;
import dev.dvp.localengine.store.WorkflowJob;
import dev.dvp.localengine.workflows.Allowed;
import dev.dvp.localengine.workflows.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One source: how it is, what can be done with it, its snapshots and what the plugin knows. */
final class SourcePage {
  private static final int MOST_JOBS = 200;
  private static final int SHOWN_JOBS = 10;

  private final Shelf shelf;

  SourcePage(Shelf shelf) {
    this.shelf = shelf;
  }

  PageAnswer show(PageRequest request) throws NoPageException {
    return show(request, shelf.source(request.segment(1)), List.of());
  }

  PageAnswer show(PageRequest request, Source source, List<Wrong> wrong) {
    String name = source.identity().name();
    Optional<InstalledPlugin> plugin = shelf.installed().find(source.identity().pluginId());
    Html html = new Html();
    trail(html, plugin);
    html.element("h1", name);
    FormView.summary(html, wrong);
    facts(html, source);
    List<WorkflowJob> jobs = jobs(source);
    actions(html, request, source, plugin, jobs);
    snapshots(html, source, plugin.isPresent());
    objects(html, source);
    html.open("section", "aria-labelledby", "jobs").element("h2", "Jobs", "id", "jobs");
    JobsPage.table(html, jobs.stream().limit(SHOWN_JOBS).toList());
    html.close("section");
    return new PageAnswer.Document(
        wrong.isEmpty() ? 200 : 422, Frame.page(request, Frame.Page.of(name, "/"), html));
  }

  static void trail(Html html, Optional<InstalledPlugin> plugin) {
    if (plugin.isPresent()) {
      InstalledPlugin.Version version = plugin.get().version();
      Frame.trail(
          html, "/", "Plugins", "/plugins/" + version.id(), Shorten.to(version.name(), 200));
    } else {
      Frame.trail(html, "/", "Plugins");
    }
  }

  private List<WorkflowJob> jobs(Source source) {
    return shelf.book().jobs(source.identity().pluginId(), MOST_JOBS).stream()
        .filter(job -> job.target().equals(source.reference()))
        .toList();
  }

  private void facts(Html html, Source source) {
    Source.Condition condition = source.condition();
    html.open("dl", "class", "facts").open("div").element("dt", "State").open("dd");
    Words.state(html, source);
    html.close("dd").close("div");
    PluginPage.fact(html, "Kind", Words.kind(source) + " source");
    PluginPage.fact(html, "Environment", source.identity().environment());
    condition.parent().flatMap(shelf::snapshot).ifPresent(parent -> parent(html, parent));
    for (JsonNode mount : condition.mounts()) {
      PluginPage.fact(html, "Mounted at", mount.path("mount").path("mountPath").asText());
    }
    if (source.identity().quota() > 0) {
      PluginPage.fact(html, "Size limit", Shown.bytes(source.identity().quota()));
    }
    condition
        .unfinished()
        .flatMap(work -> work.reason())
        .ifPresent(reason -> PluginPage.fact(html, "Why", Shorten.to(reason, 2000)));
    html.close("dl").line();
  }

  private void parent(Html html, Snapshot parent) {
    html.open("div").element("dt", "Data of").open("dd");
    html.text("snapshot " + parent.number());
    shelf
        .sourceOf(parent)
        .ifPresent(of -> html.text(" of ").link("/sources/" + of.number(), of.identity().name()));
    html.close("dd").close("div");
  }

  private static void actions(
      Html html,
      PageRequest request,
      Source source,
      Optional<InstalledPlugin> plugin,
      List<WorkflowJob> jobs) {
    html.open("section", "aria-labelledby", "actions").element("h2", "Actions", "id", "actions");
    Optional<WorkflowJob> running =
        jobs.stream().filter(job -> job.state() == WorkState.RUNNING).findFirst();
    if (running.isPresent()) {
      html.open("p").text("A job is under way: ");
      html.link("/jobs/" + running.get().number(), running.get().title()).text(".").close("p");
    }
    if (plugin.isEmpty()) {
      html.element("p", "Its plugin is not installed, so nothing can be done with it here.");
    } else {
      html.open("div", "class", "buttons");
      Set<Workflow> allowed = Allowed.of(source);
      allowed.forEach(workflow -> action(html, request, source, workflow));
      html.close("div");
    }
    html.close("section").line();
  }

  private static void action(Html html, PageRequest request, Source source, Workflow workflow) {
    String action = "/sources/" + source.number() + "/" + workflow.word();
    boolean isNew =
        Set.of(Workflow.LINK, Workflow.PROVISION, Workflow.CREATE_EMPTY).contains(workflow);
    String style = workflow == Workflow.DELETE ? "danger" : "";
    if (isNew) {
      String to =
          "/plugins/"
              + source.identity().pluginId()
              + "/"
              + workflow.word()
              + "?source="
              + source.number();
      html.element("a", Words.button(workflow), "class", "button", "href", to);
    } else if (SourceForms.ASKING.contains(workflow)) {
      html.element("a", Words.button(workflow) + "…", "class", "button " + style, "href", action);
    } else {
      FormPost.button(html, action, request.token(), Words.button(workflow), style);
    }
  }

  private void snapshots(Html html, Source source, boolean isInstalled) {
    html.open("section", "aria-labelledby", "snapshots");
    html.element("h2", "Snapshots", "id", "snapshots");
    List<Snapshot> all = shelf.book().snapshots(source);
    if (all.isEmpty()) {
      html.element("p", "There are none yet.", "class", "muted").close("section");
      return;
    }
    Table table =
        Table.open(
            html,
            "Snapshots of the source",
            "Number",
            "Taken",
            "Size",
            "What the plugin noted",
            "");
    ObjectView objects = new ObjectView(shelf.schemas(source.identity().pluginId()));
    for (Snapshot snapshot : all) {
      table.row().text(String.valueOf(snapshot.number())).close("th");
      table.cell();
      Shown.time(html, snapshot.created()).close("td");
      table.cell(Shown.bytes(snapshot.bytes()));
      table.cell(objects.summary(DefinitionKind.SNAPSHOT, snapshot.value())).cell();
      if (isInstalled) {
        provision(html, source, snapshot);
      }
      html.close("td");
      table.endRow();
    }
    table.close();
    html.close("section").line();
  }

  private static void provision(Html html, Source source, Snapshot snapshot) {
    html.element(
        "a",
        "Provision",
        "href",
        "/plugins/" + source.identity().pluginId() + "/provision?snapshot=" + snapshot.number(),
        "aria-label",
        "Provision from snapshot " + snapshot.number());
  }

  private void objects(Html html, Source source) {
    ObjectView view = new ObjectView(shelf.schemas(source.identity().pluginId()));
    boolean isLinked = source.identity().kind() == SourceKind.LINKED;
    html.open("section", "aria-labelledby", "objects");
    html.element("h2", "What the plugin knows", "id", "objects");
    html.element("h3", "Parameters");
    view.list(
        html,
        isLinked ? DefinitionKind.LINKED_SOURCE : DefinitionKind.VIRTUAL_SOURCE,
        source.objects().parameters());
    html.element("h3", "Repository");
    view.list(html, DefinitionKind.REPOSITORY, source.objects().repository());
    source
        .objects()
        .sourceConfig()
        .ifPresent(
            config -> {
              html.element("h3", "Source config");
              view.list(html, DefinitionKind.SOURCE_CONFIG, config);
            });
    html.close("section").line();
  }
}
