package dev.dvp.cli.docs;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.MigrationOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a page of the manual is about: an operation or a data migration.
 *
 * @param decorator the attribute path
 * @param title the name for people
 * @param types the plugin types that have it
 * @param arguments the argument names
 * @param operation the operation; nothing for a migration
 */
record OperationRow(
    String decorator,
    String title,
    Set<PluginType> types,
    List<String> arguments,
    Optional<Operation> operation) {

  /** All of them, in the platform's order. */
  static List<OperationRow> all() {
    OperationCatalogue catalogue = OperationCatalogue.get();
    return Stream.concat(
            catalogue.operations().stream().map(OperationRow::of),
            catalogue.migrations().stream().map(OperationRow::of))
        .toList();
  }

  private static OperationRow of(Operation row) {
    return new OperationRow(
        row.decorator(), row.title(), row.types(), row.arguments(), Optional.of(row));
  }

  private static OperationRow of(MigrationOperation row) {
    return new OperationRow(
        row.decorator(),
        row.title(),
        Set.of(PluginType.values()),
        row.arguments(),
        Optional.empty());
  }

  /** A decorator that takes other arguments in the other plugin type has a page for each. */
  String page() {
    long sameName =
        OperationCatalogue.get().operations().stream()
            .filter(one -> one.decorator().equals(decorator))
            .count();
    return decorator + (sameName > 1 ? "-" + word() : "") + ".md";
  }

  /** The folder of the example below {@code docs/examples}. */
  String example() {
    return "operations-" + word();
  }

  /** The module of the example. */
  String module() {
    return "src/operations/" + decorator.replace('.', '_') + ".py";
  }

  private String word() {
    return types.contains(PluginType.DIRECT) ? "direct" : "staged";
  }
}
