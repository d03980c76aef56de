package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.operations.MigrationId;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.running.Registered;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the stored objects fit the plugin at hand. While a plugin is written its schema changes
 * all the time: as long as no migration is new and all objects fit, that goes by without a word.
 */
final class PluginFit {
  private final Store store;
  private final PluginAtHand plugin;
  private final List<Registered> migrations;
  private final Optional<LabPlugin> known;

  PluginFit(Store store, PluginAtHand plugin, List<Registered> registered) {
    this.store = store;
    this.plugin = plugin;
    this.migrations =
        registered.stream()
            .filter(one -> one.migrationId().filter(id -> !id.startsWith("LUA ")).isPresent())
            .sorted(
                Comparator.comparing(one -> one.migrationId().orElseThrow(), MigrationId::compare))
            .toList();
    this.known = store.read(tables -> tables.labPlugins().find(plugin.id()));
  }

  /** The migrations that the stored objects have not gone through, in the order of their ids. */
  List<Registered> newMigrations() {
    List<String> done = known.map(LabPlugin::migrations).orElse(List.of());
    return migrations.stream().filter(one -> !done.contains(name(one))).toList();
  }

  private static String name(Registered migration) {
    return migration.operation() + " " + migration.migrationId().orElseThrow();
  }

  /** What is noted of the plugin once the objects fit. */
  LabPlugin next() {
    return new LabPlugin(
        plugin.id(),
        plugin.name(),
        plugin.buildNumber(),
        plugin.definitions(),
        migrations.stream().map(PluginFit::name).toList());
  }

  /**
   * Notes the plugin at hand, if the stored objects fit it.
   *
   * @throws DvpException when they do not
   */
  void accept() {
    LabPlugin next = next();
    if (known.isPresent() && known.get().equals(next)) {
      return;
    }
    List<Kept> objects = objects();
    if (!objects.isEmpty()) {
      refuse(objects);
    }
    store.write(
        tables -> {
          tables.labPlugins().put(next);
          return next;
        });
  }

  private void refuse(List<Kept> objects) {
    List<String> missing = newMigrations().stream().map(PluginFit::name).toList();
    if (!missing.isEmpty() && known.isPresent()) {
      throw needed("they have not gone through " + String.join(", ", missing));
    }
    for (Kept one : objects) {
      List<InstanceCheck.Refusal> refusals = Refusals.of(plugin.schemas(), one.kind(), one.value());
      if (!refusals.isEmpty()) {
        throw needed(
            "`" + one.kind().key() + "` refuses the " + one.name() + ": " + refusals.get(0).what());
      }
    }
  }

  private static DvpException needed(String why) {
    return new DvpException(
        WorkflowRule.UPGRADE_NEEDED.at(
            Location.NONE,
            "The objects that the local engine keeps are of an older version of the plugin: "
                + why
                + ".",
            "Run `dvp lab upgrade`, with `--dry-run` to see first what it changes."));
  }

  private record Kept(String name, DefinitionKind kind, JsonNode value) {}

  private List<Kept> objects() {
    List<Kept> all = new ArrayList<>();
    for (FoundSourceConfig one : store.read(tables -> tables.discoveries().all(plugin.id()))) {
      all.add(new Kept("repository found", DefinitionKind.REPOSITORY, one.repository()));
      one.value()
          .ifPresent(
              value ->
                  all.add(new Kept("source config found", DefinitionKind.SOURCE_CONFIG, value)));
    }
    for (Source source : store.read(tables -> tables.sources().all(plugin.id()))) {
      String of = " of " + source.identity().name();
      boolean isLinked = source.identity().kind() == SourceKind.LINKED;
      all.add(
          new Kept("repository" + of, DefinitionKind.REPOSITORY, source.objects().repository()));
      source
          .objects()
          .sourceConfig()
          .ifPresent(
              value ->
                  all.add(new Kept("source config" + of, DefinitionKind.SOURCE_CONFIG, value)));
      all.add(
          new Kept(
              "parameters" + of,
              isLinked ? DefinitionKind.LINKED_SOURCE : DefinitionKind.VIRTUAL_SOURCE,
              source.objects().parameters()));
      for (Snapshot one : store.read(tables -> tables.snapshots().of(source.number()))) {
        all.add(new Kept("snapshot " + one.number() + of, DefinitionKind.SNAPSHOT, one.value()));
      }
    }
    return all;
  }
}
