package dev.dvp.core.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.artifact.ArtifactFacts;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.schema.DefinitionKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what two artifacts say about their plugin: everything but the payload. */
final class ManifestComparison {
  private static final Set<String> WORDS = Set.of("name", "externalVersion", "defaultLocale");
  private static final String PLACE = "migrationIdList";

  private final ArtifactFacts before;
  private final ArtifactFacts after;

  ManifestComparison(ArtifactFacts before, ArtifactFacts after) {
    this.before = before;
    this.after = after;
  }

  /** The migrations that the new artifact has and the old one has not. */
  List<String> newMigrations() {
    Set<String> ids = new LinkedHashSet<>(after.migrationIds());
    before.migrationIds().forEach(ids::remove);
    return List.copyOf(ids);
  }

  /** Changes of plain fields, of keys that engines do not know, and of the migrations. */
  List<Change> fields() {
    List<Change> changes = new ArrayList<>();
    compare(before.fields(), after.fields(), changes);
    compare(before.unknown(), after.unknown(), changes);
    for (String id : newMigrations()) {
      changes.add(Change.of(Impact.COMPATIBLE, PLACE, "gains " + Shown.text(id)));
    }
    Set<String> vanished = new LinkedHashSet<>(before.migrationIds());
    after.migrationIds().forEach(vanished::remove);
    for (String id : vanished) {
      changes.add(
          Change.of(
              Impact.BREAKING,
              ComparisonRule.VANISHED_MIGRATION,
              PLACE,
              "lacks " + Shown.text(id) + ", so an engine refuses the upgrade"));
    }
    return changes;
  }

  private void compare(Map<String, JsonNode> old, Map<String, JsonNode> now, List<Change> changes) {
    Set<String> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(old.keySet());
    for (String key : keys) {
      JsonNode was = old.get(key);
      JsonNode is = now.get(key);
      if (was == null) {
        changes.add(change(key, "is new: " + Shown.text(shown(now, key))));
      } else if (is == null) {
        changes.add(change(key, "is gone; it was " + Shown.text(shown(old, key))));
      } else if (!same(key, was, is)) {
        changes.add(
            change(
                key,
                "was " + Shown.text(shown(old, key)) + " and is " + Shown.text(shown(now, key))));
      }
    }
  }

  private static boolean same(String key, JsonNode was, JsonNode is) {
    JsonNode old = JsonValues.canonical(was);
    JsonNode now = JsonValues.canonical(is);
    boolean reordered =
        key.equals("hostTypes")
            && old.isArray()
            && now.isArray()
            && elements(old).equals(elements(now));
    return reordered || old.equals(now);
  }

  private static Set<JsonNode> elements(JsonNode list) {
    Set<JsonNode> elements = new LinkedHashSet<>();
    list.forEach(elements::add);
    return elements;
  }

  /** Whether an engine takes both for the same plugin: it minds no upper and lower case in ids. */
  boolean isSamePlugin() {
    return id(before).equals(id(after));
  }

  private static Optional<String> id(ArtifactFacts facts) {
    return facts.shown("pluginId").map(id -> id.toLowerCase(Locale.ROOT));
  }

  private static String shown(Map<String, JsonNode> fields, String key) {
    JsonNode value = fields.get(key);
    return value == null ? "" : ArtifactFacts.shown(value);
  }

  private Change change(String key, String text) {
    return switch (key) {
      case "pluginId" ->
          isSamePlugin()
              ? Change.of(Impact.COSMETIC, key, text + ", which is the same id")
              : Change.of(
                  Impact.BREAKING,
                  ComparisonRule.OTHER_PLUGIN,
                  key,
                  text + ", so an engine installs another plugin");
      case ArtifactFacts.PLUGIN_TYPE ->
          Change.of(
              Impact.BREAKING,
              ComparisonRule.OTHER_TYPE,
              key,
              text + ", so an engine refuses the upgrade");
      case "buildNumber" -> buildNumber(key, text);
      case "hostTypes" -> Change.of(Impact.RISKY, ComparisonRule.OTHER_HOSTS, key, text);
      default -> Change.of(WORDS.contains(key) ? Impact.COSMETIC : Impact.COMPATIBLE, key, text);
    };
  }

  private Change buildNumber(String key, String text) {
    boolean lower =
        before.buildNumber().isPresent()
            && after.buildNumber().isPresent()
            && after.buildNumber().get().compareTo(before.buildNumber().get()) < 0;
    return lower
        ? Change.of(
            Impact.BREAKING,
            ComparisonRule.LOWER_BUILD_NUMBER,
            key,
            text + ", so an engine refuses the upgrade")
        : Change.of(Impact.COMPATIBLE, key, text);
  }

  /** Whether both have the same build number, which is fine for the same content alone. */
  boolean hasSameBuildNumber() {
    return before.buildNumber().isPresent() && before.buildNumber().equals(after.buildNumber());
  }

  /** Operations gained and lost, by their names, or by their flags where they have none. */
  List<Change> operations() {
    List<Change> changes = new ArrayList<>();
    Set<String> flags = new LinkedHashSet<>(OperationCatalogue.get().manifestKeys());
    flags.addAll(after.operationFlags().keySet());
    flags.addAll(before.operationFlags().keySet());
    for (String flag : flags) {
      boolean was = before.operationFlags().getOrDefault(flag, false);
      boolean is = after.operationFlags().getOrDefault(flag, false);
      if (is && !was) {
        changes.add(Change.of(Impact.COMPATIBLE, name(flag), "is implemented now"));
      } else if (was && !is) {
        changes.add(
            Change.of(
                Impact.RISKY,
                ComparisonRule.LOST_OPERATION,
                name(flag),
                "is no longer implemented"));
      }
    }
    return changes;
  }

  private String name(String flag) {
    return OperationCatalogue.get().operations().stream()
        .filter(operation -> operation.manifestKey().equals(flag))
        .filter(
            operation ->
                after.pluginType().isEmpty()
                    || operation.types().contains(after.pluginType().get()))
        .findFirst()
        .map(operation -> operation.decorator())
        .orElse(flag);
  }

  /** The definitions that changed, each with its changes. */
  Map<DefinitionKind, List<Change>> schemas() {
    Map<DefinitionKind, List<Change>> all = new EnumMap<>(DefinitionKind.class);
    List<String> migrations = newMigrations();
    for (DefinitionKind kind : DefinitionKind.values()) {
      ObjectNode old = before.schemas().get(kind);
      ObjectNode now = after.schemas().get(kind);
      List<Change> changes = List.of();
      if (old != null && now != null) {
        // What a user gives when taking a snapshot is no data that a migration could reach.
        List<String> covering = kind == DefinitionKind.SNAPSHOT_PARAMETERS ? List.of() : migrations;
        changes =
            SchemaComparison.compare(kind, old, now).stream()
                .map(change -> change.coveredBy(covering))
                .toList();
      } else if (old != null) {
        changes =
            List.of(
                Change.of(
                    Impact.BREAKING,
                    ComparisonRule.REMOVED_DEFINITION,
                    kind.key(),
                    "is gone as a whole"));
      } else if (now != null) {
        changes = List.of(Change.of(Impact.COMPATIBLE, kind.key(), "is new as a whole"));
      }
      if (!changes.isEmpty()) {
        all.put(kind, changes);
      }
    }
    return all;
  }
}
