package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.Vault;
import dev.dvp.localengine.libraries.Surroundings;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.workflows.SourceBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where pages look things up. */
final class Shelf {
  private final PageWorld world;
  private final InstalledPlugins installed;

  Shelf(PageWorld world) {
    this.world = world;
    this.installed = new InstalledPlugins(world.store(), world.folder());
  }

  PageWorld world() {
    return world;
  }

  SourceBook book() {
    return world.lab().book();
  }

  InstalledPlugins installed() {
    return installed;
  }

  InstalledPlugin plugin(String id) throws NoPageException {
    return installed
        .find(id)
        .orElseThrow(() -> new NoPageException("There is no installed plugin of this id."));
  }

  /** Plugins that have objects from {@code dvp lab} and are not installed. */
  List<LabPlugin> notInstalled() {
    List<String> ids = installed.all().stream().map(one -> one.version().id()).toList();
    return world.store().read(tables -> tables.labPlugins().all()).stream()
        .filter(one -> !ids.contains(one.id()))
        .toList();
  }

  Source source(String number) throws NoPageException {
    Optional<Source> source =
        number(number).flatMap(n -> world.store().read(tables -> tables.sources().find(n)));
    return source.orElseThrow(
        () -> new NoPageException("There is no such source; it may have been deleted."));
  }

  Optional<Snapshot> snapshot(long number) {
    return world.store().read(tables -> tables.snapshots().find(number));
  }

  Optional<Source> sourceOf(Snapshot snapshot) {
    return world.store().read(tables -> tables.sources().find(snapshot.source()));
  }

  static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** The schemas by which objects of a plugin are shown, where they are known. */
  Optional<PluginSchemas> schemas(String pluginId) {
    Optional<InstalledPlugin> plugin = installed.find(pluginId);
    if (plugin.isPresent()) {
      try {
        return Optional.of(installed.open(plugin.get()).atHand().schemas());
      } catch (DvpException e) {
        return Optional.empty();
      }
    }
    return world.store().read(tables -> tables.labPlugins().find(pluginId)).map(Shelf::schemas);
  }

  private static PluginSchemas schemas(LabPlugin plugin) {
    Map<DefinitionKind, ObjectNode> definitions = new EnumMap<>(DefinitionKind.class);
    for (DefinitionKind kind : DefinitionKind.values()) {
      if (plugin.schemas().path(kind.key()) instanceof ObjectNode schema) {
        definitions.put(kind, schema);
      }
    }
    return new PluginSchemas(Path.of("schema.json"), definitions);
  }

  List<Environment> environments() {
    return new Environments(world.folder()).all();
  }

  /** What references of forms can be picked from. */
  Pickers pickers() {
    String here = Surroundings.user(world.environment());
    List<Option> environments = new ArrayList<>();
    List<Option> users = new ArrayList<>();
    for (Environment one : environments()) {
      environments.add(new Option(one.reference(), one.name(), TextNode.valueOf(one.reference())));
      var user = one.connection(here).path("user");
      String reference = user.path("reference").asText();
      users.add(
          new Option(
              reference,
              user.path("name").asText() + " on " + one.name(),
              TextNode.valueOf(reference)));
    }
    List<Option> credentials =
        new Vault(world.folder())
            .all().stream()
                .map(
                    one -> {
                      String of = one.username().isEmpty() ? "" : " (" + one.username() + ")";
                      return new Option(one.name(), one.name() + of, Vault.supplier(one.name()));
                    })
                .toList();
    return new Pickers(environments, users, credentials);
  }
}
