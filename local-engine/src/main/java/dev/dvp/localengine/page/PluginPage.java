package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.workflows.WorkflowRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One plugin: its sources, what was found for it, its operations and its newest jobs. */
final class PluginPage {
  private static final int MOST_JOBS = 10;

  private final Shelf shelf;
  private final Starter starter;

  PluginPage(Shelf shelf, Starter starter) {
    this.shelf = shelf;
    this.starter = starter;
  }

  PageAnswer show(PageRequest request) throws NoPageException {
    return show(request, shelf.plugin(request.segment(1)), List.of());
  }

  private PageAnswer show(PageRequest request, InstalledPlugin plugin, List<Wrong> wrong) {
    String name = Shorten.to(plugin.version().name(), 200);
    Html html = new Html();
    Frame.trail(html, "/", "Plugins");
    html.element("h1", name);
    FormView.summary(html, wrong);
    facts(html, plugin);
    sources(html, request, plugin);
    found(html, request, plugin);
    operations(html, plugin);
    html.open("section", "aria-labelledby", "jobs").element("h2", "Newest jobs", "id", "jobs");
    JobsPage.table(html, shelf.book().jobs(plugin.version().id(), MOST_JOBS));
    html.open("p").link("/plugins/" + plugin.version().id() + "/log", "The plugin's log");
    html.close("p").close("section");
    return new PageAnswer.Document(
        wrong.isEmpty() ? 200 : 422, Frame.page(request, Frame.Page.of(name, "/"), html));
  }

  private static void facts(Html html, InstalledPlugin plugin) {
    InstalledPlugin.Version version = plugin.version();
    html.open("dl", "class", "facts");
    fact(html, "Build", version.buildNumber().toString());
    version.externalVersion().ifPresent(text -> fact(html, "Version", Shorten.to(text, 200)));
    fact(html, "Type", version.type().name().toLowerCase(Locale.ROOT));
    fact(html, "Language", Shorten.to(version.language(), 50));
    fact(html, "Id", version.id());
    html.open("div").element("dt", "Installed").open("dd");
    Shown.time(html, plugin.updated()).close("dd").close("div");
    html.close("dl").line();
  }

  static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }

  private void sources(Html html, PageRequest request, InstalledPlugin plugin) {
    String base = "/plugins/" + plugin.version().id();
    html.open("section", "aria-labelledby", "sources").element("h2", "Sources", "id", "sources");
    older(html, request, plugin);
    SourceTree tree = new SourceTree(shelf, plugin.version().id());
    if (tree.isEmpty()) {
      html.element(
          "p",
          "There are none yet. Discover what is on a host, then link a source.",
          "class",
          "muted");
    } else {
      tree.write(html);
    }
    html.open("p", "class", "buttons");
    html.element("a", "Link a source", "class", "button", "href", base + "/link");
    html.element("a", "Create an empty source", "class", "button", "href", base + "/create-empty");
    html.close("p").close("section").line();
  }

  /** Offers to migrate the stored objects, where they are of another build. */
  private void older(Html html, PageRequest request, InstalledPlugin plugin) {
    InstalledPlugin.Version version = plugin.version();
    Optional<String> build =
        shelf
            .world()
            .store()
            .read(tables -> tables.labPlugins().find(version.id()))
            .map(LabPlugin::buildNumber)
            .filter(one -> !one.equals(version.buildNumber().toString()));
    if (build.isPresent()) {
      html.element("p", "What is kept here is of build " + Shorten.to(build.get(), 50) + ".");
      FormPost.button(
          html,
          "/plugins/" + version.id() + "/upgrade",
          request.token(),
          "Upgrade it to build " + version.buildNumber(),
          "");
    }
  }

  private void found(Html html, PageRequest request, InstalledPlugin plugin) {
    String base = "/plugins/" + plugin.version().id();
    html.open("section", "aria-labelledby", "found").element("h2", "Found on hosts", "id", "found");
    List<FoundSourceConfig> all = shelf.book().found(plugin.version().id());
    if (!all.isEmpty()) {
      foundTable(html, base, all, new ObjectView(shelf.schemas(plugin.version().id())));
    }
    FormPost.open(html, base + "/discover", request.token(), "class", "inline");
    html.element("label", "Environment", "for", "environment");
    html.open("select", "id", "environment", "name", "environment");
    for (Environment one : shelf.environments()) {
      html.element("option", one.name(), "value", one.name());
    }
    html.close("select").element("button", "Discover", "type", "submit", "class", "first");
    html.close("form").close("section").line();
  }

  private static void foundTable(
      Html html, String base, List<FoundSourceConfig> all, ObjectView objects) {
    Table table =
        Table.open(
            html,
            "What the last discoveries found",
            "Source config",
            "Repository",
            "Environment",
            "");
    for (FoundSourceConfig one : all) {
      String config =
          one.value()
              .map(value -> objects.summary(DefinitionKind.SOURCE_CONFIG, value))
              .orElse("none");
      table.row().text(config).close("th");
      table.cell(objects.summary(DefinitionKind.REPOSITORY, one.repository()));
      table.cell(one.environment());
      String to = base + "/link?" + (one.value().isPresent() ? "found=" : "by-hand=1&repository=");
      table
          .cell()
          .element("a", "Link", "href", to + one.number(), "aria-label", "Link " + config)
          .close("td");
      table.endRow();
    }
    table.close();
  }

  private void operations(Html html, InstalledPlugin plugin) {
    html.open("section", "aria-labelledby", "operations");
    html.element("h2", "Operations", "id", "operations");
    try {
      var flags = shelf.installed().open(plugin).artifact().operationFlags();
      Table table =
          Table.open(html, "Operations of the plugin", "Operation", "Implemented", "Required");
      for (Operation one : OperationCatalogue.get().operationsFor(plugin.version().type())) {
        boolean has = flags.getOrDefault(one.manifestKey(), false);
        table.row().element("code", one.decorator()).close("th");
        table.cell(has ? "yes" : "no").cell(one.required() ? "required" : "").endRow();
      }
      table.close();
    } catch (DvpException e) {
      Findings.write(html, e.diagnostics());
    }
    html.close("section").line();
  }

  /** Begins a discovery. */
  PageAnswer discover(PageRequest request) throws NoPageException {
    InstalledPlugin plugin = shelf.plugin(request.segment(1));
    String environment = Optional.ofNullable(request.form().get("environment")).orElse("");
    return starter.start(
        plugin, new WorkflowRequest.Discover(environment), wrong -> show(request, plugin, wrong));
  }

  /** Begins to bring the stored objects up to the plugin's version. */
  PageAnswer upgrade(PageRequest request) throws NoPageException {
    InstalledPlugin plugin = shelf.plugin(request.segment(1));
    return starter.start(
        plugin, new WorkflowRequest.Upgrade(false), wrong -> show(request, plugin, wrong));
  }
}
