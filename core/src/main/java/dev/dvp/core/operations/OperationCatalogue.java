package dev.dvp.core.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonResource;
import dev.dvp.core.manifest.PluginType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every operation that the platform knows: the resource {@code operations.yml}, which is the one
 * source of truth for signatures, the artifact's manifest, templates and documentation.
 */
public final class OperationCatalogue {
  /** The same as {@code operations.yml}, in a form that takes a tenth of the time to read. */
  private static final String RESOURCE = "operations.json";

  private final List<Operation> operations;
  private final List<MigrationOperation> migrations;
  private final Map<String, List<String>> workflows;

  private OperationCatalogue(JsonNode root) {
    List<Operation> operationRows = new ArrayList<>();
    part(root, "operations").forEach(row -> operationRows.add(operation(row)));
    this.operations = List.copyOf(operationRows);
    List<MigrationOperation> migrationRows = new ArrayList<>();
    part(root, "migrations").forEach(row -> migrationRows.add(migration(row)));
    this.migrations = List.copyOf(migrationRows);
    Map<String, List<String>> byName = new LinkedHashMap<>();
    part(root, "workflows")
        .properties()
        .forEach(workflow -> byName.put(workflow.getKey(), texts(workflow.getValue())));
    this.workflows = Collections.unmodifiableMap(byName);
  }

  /**
   * The catalogue; read once per process, at the first call.
   *
   * @return the one catalogue
   */
  public static OperationCatalogue get() {
    return Holder.CATALOGUE;
  }

  /**
   * All operations; a decorator that takes other arguments in another plugin type has a row for
   * each.
   *
   * @return the rows in the platform's order
   */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * The operations of a plugin type.
   *
   * @param type the manifest's plugin type
   * @return its rows in the platform's order, each decorator once
   */
  public List<Operation> operationsFor(PluginType type) {
    return operations.stream().filter(operation -> operation.types().contains(type)).toList();
  }

  /**
   * One operation of a plugin type.
   *
   * @param decorator the attribute path, for example {@code virtual.configure}
   * @param type the manifest's plugin type
   * @return the operation, unless the type has none of that name
   */
  public Optional<Operation> operation(String decorator, PluginType type) {
    return operations.stream()
        .filter(o -> o.decorator().equals(decorator) && o.types().contains(type))
        .findFirst();
  }

  /**
   * The keys of the artifact's {@code manifest} object that say what is implemented.
   *
   * @return each key once, in the order of first appearance
   */
  public List<String> manifestKeys() {
    Set<String> keys = new LinkedHashSet<>();
    operations.forEach(operation -> keys.add(operation.manifestKey()));
    return List.copyOf(keys);
  }

  /**
   * The data migrations.
   *
   * @return the rows in the platform's order
   */
  public List<MigrationOperation> migrations() {
    return migrations;
  }

  /**
   * One data migration.
   *
   * @param decorator the attribute path, for example {@code upgrade.repository}
   * @return the migration, if the platform knows it
   */
  public Optional<MigrationOperation> migration(String decorator) {
    return migrations.stream().filter(m -> m.decorator().equals(decorator)).findFirst();
  }

  /**
   * What an engine runs for each of its workflows, step by step.
   *
   * @return steps by workflow, in the platform's order; the steps are written as in {@code
   *     operations.yml}
   */
  public Map<String, List<String>> workflows() {
    return workflows;
  }

  /**
   * The attribute paths of all decorators, migrations included.
   *
   * @return each path once
   */
  public Set<String> decorators() {
    Set<String> paths = new LinkedHashSet<>();
    operations.forEach(operation -> paths.add(operation.decorator()));
    migrations.forEach(migration -> paths.add(migration.decorator()));
    return paths;
  }

  private static Operation operation(JsonNode row) {
    EnumSet<PluginType> types = EnumSet.noneOf(PluginType.class);
    texts(part(row, "types")).forEach(name -> types.add(PluginType.valueOf(name)));
    return new Operation(
        text(part(row, "decorator")),
        text(part(row, "title")),
        text(part(row, "manifest")),
        types,
        Boolean.parseBoolean(text(part(row, "required"))),
        texts(part(row, "arguments")),
        text(part(row, "returns")),
        texts(part(row, "engine")));
  }

  private static MigrationOperation migration(JsonNode row) {
    return new MigrationOperation(
        text(part(row, "decorator")), text(part(row, "title")), texts(part(row, "arguments")));
  }

  private static JsonNode part(JsonNode parent, String key) {
    JsonNode part = parent.get(key);
    if (part == null) {
      throw new IllegalStateException(RESOURCE + " lacks " + key);
    }
    return part;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(text(element)));
    return List.copyOf(texts);
  }

  private static String text(JsonNode value) {
    return value.asText();
  }

  /** Reads the resource when it is first needed, and not at the start of every command. */
  private static final class Holder {
    static final OperationCatalogue CATALOGUE =
        new OperationCatalogue(JsonResource.read(OperationCatalogue.class, RESOURCE));

    private Holder() {}
  }
}
