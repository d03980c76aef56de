package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.running.LibraryCalls;
import dev.dvp.localengine.running.OperationCall;
import dev.dvp.localengine.running.Registered;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.store.LabPlugin;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings every stored object up to the plugin's version: the migrations that it has not gone
 * through in the order of their ids, then the new schema. All of it is written at the end, or
 * nothing.
 */
final class UpgradeWork {
  private final WorkflowRun run;
  private final LabSettings settings;
  private final List<Registered> migrations;
  private final LabPlugin next;
  private final List<WorkflowResult.Change> changes = new ArrayList<>();
  private final List<Diagnostic> refused = new ArrayList<>();

  /**
   * For one plugin.
   *
   * @param migrations those that are new, in order
   * @param next what is noted of the plugin afterwards
   */
  UpgradeWork(WorkflowRun run, LabSettings settings, List<Registered> migrations, LabPlugin next) {
    this.run = run;
    this.settings = settings;
    this.migrations = List.copyOf(migrations);
    this.next = next;
  }

  /**
   * Does it.
   *
   * @param isTrial whether nothing is to be written
   * @return what it changes
   */
  List<WorkflowResult.Change> work(boolean isTrial)
      throws StepFailedException, InterruptedException {
    String plugin = run.plugin().id();
    List<FoundSourceConfig> found = new ArrayList<>();
    for (FoundSourceConfig one : run.store().read(tables -> tables.discoveries().all(plugin))) {
      found.add(upgraded(one));
    }
    List<Source> sources = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    for (Source source : run.store().read(tables -> tables.sources().all(plugin))) {
      sources.add(upgraded(source));
      for (Snapshot one : run.store().read(tables -> tables.snapshots().of(source.number()))) {
        String name = "snapshot " + one.number() + " of " + source.identity().name();
        JsonNode value = upgraded(name, DefinitionKind.SNAPSHOT, one.value());
        snapshots.add(new Snapshot(one.number(), one.source(), one.created(), value, one.bytes()));
      }
    }
    if (!refused.isEmpty()) {
      throw StepFailedException.of("engine: check against the schema", refused);
    }
    if (!isTrial) {
      run.step(
          "engine: store",
          () -> run.store().write(tables -> write(tables, found, sources, snapshots)));
    }
    return changes;
  }

  private int write(
      Tables tables, List<FoundSourceConfig> found, List<Source> sources, List<Snapshot> snapshots)
      throws SQLException {
    for (FoundSourceConfig one : found) {
      tables.discoveries().update(one);
    }
    for (Source source : sources) {
      tables.sources().update(source);
    }
    for (Snapshot snapshot : snapshots) {
      tables.snapshots().change(snapshot.number(), snapshot.value());
    }
    tables.labPlugins().put(next);
    return snapshots.size();
  }

  private FoundSourceConfig upgraded(FoundSourceConfig one)
      throws StepFailedException, InterruptedException {
    String where = " found on " + one.environment();
    JsonNode repository =
        upgraded("repository" + where, DefinitionKind.REPOSITORY, one.repository());
    Optional<JsonNode> value = one.value();
    if (value.isPresent()) {
      value =
          Optional.of(upgraded("source config" + where, DefinitionKind.SOURCE_CONFIG, value.get()));
    }
    return new FoundSourceConfig(one.number(), one.environment(), repository, value);
  }

  private Source upgraded(Source source) throws StepFailedException, InterruptedException {
    String of = " of " + source.identity().name();
    Source.Objects objects = source.objects();
    DefinitionKind kind =
        source.identity().kind() == SourceKind.LINKED
            ? DefinitionKind.LINKED_SOURCE
            : DefinitionKind.VIRTUAL_SOURCE;
    JsonNode repository =
        upgraded("repository" + of, DefinitionKind.REPOSITORY, objects.repository());
    Optional<JsonNode> config = objects.sourceConfig();
    if (config.isPresent()) {
      config =
          Optional.of(upgraded("source config" + of, DefinitionKind.SOURCE_CONFIG, config.get()));
    }
    JsonNode parameters = upgraded("parameters" + of, kind, objects.parameters());
    return source.with(new Source.Objects(repository, config, parameters));
  }

  private JsonNode upgraded(String name, DefinitionKind kind, JsonNode before)
      throws StepFailedException, InterruptedException {
    LibraryCalls library = SourceWork.library(settings);
    JsonNode value = before;
    for (Registered migration : migrations) {
      if (migration.operation().equals(decorator(kind))) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set(decorator(kind).replace("upgrade.", "old_"), value);
        value =
            run.migrate(
                new OperationCall(migration.operation(), migration.migrationId(), arguments),
                library);
      }
    }
    check(name, kind, value);
    if (!value.equals(before)) {
      changes.add(new WorkflowResult.Change(name, kind.key(), before, value));
    }
    return value;
  }

  private void check(String name, DefinitionKind kind, JsonNode value) {
    for (InstanceCheck.Refusal refusal : Refusals.of(run.plugin().schemas(), kind, value)) {
      refused.add(
          WorkflowRule.REFUSED_OBJECT.at(
              Location.of(run.plugin().schemas().file()),
              "The new `" + kind.key() + "` refuses the " + name + ": " + refusal.what() + ".",
              "Write a migration that makes it fit, with `@plugin." + decorator(kind) + "`."));
    }
  }

  static String decorator(DefinitionKind kind) {
    return switch (kind) {
      case REPOSITORY -> "upgrade.repository";
      case SOURCE_CONFIG -> "upgrade.source_config";
      case LINKED_SOURCE -> "upgrade.linked_source";
      case VIRTUAL_SOURCE -> "upgrade.virtual_source";
      case SNAPSHOT -> "upgrade.snapshot";
      default -> throw new IllegalArgumentException(kind.key());
    };
  }
}
