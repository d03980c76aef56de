package dev.dvp.core.operations;

import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Every operation that the platform knows: the resource {@code operations.yml}, which is the one
 * source of truth for signatures, the artifact's manifest, templates and documentation.
 */
public final class OperationCatalogue {
  private static final String RESOURCE = "operations.yml";

  private final List<Operation> operations;
  private final List<MigrationOperation> migrations;
  private final Map<String, List<String>> workflows;

  private OperationCatalogue(MappingNode root) {
    Map<String, Node> parts = mapping(root);
    this.operations =
        sequence(part(parts, "operations")).stream().map(row -> operation(mapping(row))).toList();
    this.migrations =
        sequence(part(parts, "migrations")).stream().map(row -> migration(mapping(row))).toList();
    Map<String, List<String>> byName = new LinkedHashMap<>();
    mapping(part(parts, "workflows")).forEach((name, steps) -> byName.put(name, texts(steps)));
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

  private static Operation operation(Map<String, Node> row) {
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

  private static MigrationOperation migration(Map<String, Node> row) {
    return new MigrationOperation(
        text(part(row, "decorator")), text(part(row, "title")), texts(part(row, "arguments")));
  }

  private static Node part(Map<String, Node> mapping, String key) {
    Node node = mapping.get(key);
    if (node == null) {
      throw new IllegalStateException(RESOURCE + " lacks " + key);
    }
    return node;
  }

  private static Map<String, Node> mapping(Node node) {
    Map<String, Node> parts = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      parts.put(text(tuple.getKeyNode()), tuple.getValueNode());
    }
    return parts;
  }

  private static List<Node> sequence(Node node) {
    return ((SequenceNode) node).getValue();
  }

  private static List<String> texts(Node node) {
    List<String> texts = new ArrayList<>();
    sequence(node).forEach(element -> texts.add(text(element)));
    return List.copyOf(texts);
  }

  private static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }

  /** Reads the resource when it is first needed, and not at the start of every command. */
  private static final class Holder {
    static final OperationCatalogue CATALOGUE = load();

    private Holder() {}

    private static OperationCatalogue load() {
      try (InputStream in = OperationCatalogue.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("missing resource " + RESOURCE);
        }
        Node root =
            new Yaml(new LoaderOptions())
                .compose(new InputStreamReader(in, StandardCharsets.UTF_8));
        return new OperationCatalogue((MappingNode) root);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
