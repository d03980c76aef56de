package dev.dvp.localengine.page;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.LabPlugin;
import java.util.List;
import java.util.Locale;

/** The first page: what is installed. */
final class PluginsPage {
  private final Shelf shelf;

  PluginsPage(Shelf shelf) {
    this.shelf = shelf;
  }

  PageAnswer show(PageRequest request) {
    Html html = new Html();
    html.element("h1", "Plugins");
    List<InstalledPlugin> all = shelf.installed().all();
    if (all.isEmpty()) {
      html.open("p").text("Nothing is installed yet. ");
      html.element("code", "dvp build").text(" makes an artifact of a plugin, and ");
      html.element("code", "dvp upload -e local").text(" installs it here.").close("p");
    } else {
      table(html, all);
    }
    List<LabPlugin> others = shelf.notInstalled();
    if (!others.isEmpty()) {
      html.element("h2", "Not installed");
      html.open("p").text("These have objects here from ").element("code", "dvp lab");
      html.text(". They can be worked on here once they are installed.").close("p").open("ul");
      others.forEach(
          one -> html.element("li", Shorten.to(one.name(), 200) + " " + one.buildNumber()));
      html.close("ul");
    }
    return new PageAnswer.Document(200, Frame.page(request, Frame.Page.of("Plugins", "/"), html));
  }

  private void table(Html html, List<InstalledPlugin> all) {
    Table table =
        Table.open(html, "Installed plugins", "Name", "Build", "Type", "Operations", "Sources");
    for (InstalledPlugin plugin : all) {
      InstalledPlugin.Version version = plugin.version();
      table.row().link("/plugins/" + version.id(), Shorten.to(version.name(), 200)).close("th");
      table.cell(version.buildNumber().toString());
      table.cell(version.type().name().toLowerCase(Locale.ROOT));
      table.cell(operations(plugin));
      table.cell(String.valueOf(shelf.book().sources(version.id()).size())).endRow();
    }
    table.close();
  }

  private String operations(InstalledPlugin plugin) {
    try {
      Artifact artifact = shelf.installed().open(plugin).artifact();
      return artifact.operationFlags().values().stream().filter(has -> has).count()
          + " implemented";
    } catch (DvpException e) {
      return "the artifact cannot be read";
    }
  }
}
