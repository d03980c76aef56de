package dev.dvp.cli.docs;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of the manual's first page that is rendered from the catalogue. */
final class OperationIndex {
  private static final String HEAD =
      "| operation | decorator | plugin types | required | called in |\n|---|---|---|---|---|\n";

  private final List<OperationRow> first;

  /**
   * For all operations.
   *
   * @param first those that come first
   */
  OperationIndex(List<OperationRow> first) {
    this.first = first;
  }

  String render() {
    List<OperationRow> all = OperationRow.all();
    StringBuilder text = new StringBuilder("## Operations\n\n").append(HEAD);
    first.forEach(row -> append(text, row));
    all.stream()
        .filter(row -> row.operation().isPresent() && !first.contains(row))
        .forEach(row -> append(text, row));
    text.append("\n## Data migrations\n\n| migration | decorator |\n|---|---|\n");
    for (OperationRow row : all) {
      if (row.operation().isEmpty()) {
        text.append("| ").append(link(row)).append(" | `@plugin.").append(row.decorator());
        text.append("(\"ID\")` |\n");
      }
    }
    return text.append("\n## Workflows\n\n").append(workflows()).toString();
  }

  private static void append(StringBuilder text, OperationRow row) {
    Operation operation = row.operation().orElseThrow();
    text.append("| ").append(link(row));
    text.append(" | `@plugin.").append(row.decorator()).append("()`");
    text.append(" | ").append(OperationFacts.typesOf(row));
    text.append(" | ").append(operation.required() ? "yes" : "no");
    String workflows = String.join(", ", operation.workflows());
    text.append(" | ").append(workflows.isEmpty() ? "no workflow" : workflows).append(" |\n");
  }

  private static String link(OperationRow row) {
    return "[" + row.title() + "](" + row.page() + ")";
  }

  private static String workflows() {
    WorkflowDiagram diagram = new WorkflowDiagram(Optional.empty(), Set.of(PluginType.values()));
    StringBuilder text = new StringBuilder();
    for (String workflow : OperationCatalogue.get().workflows().keySet()) {
      text.append("```text\n").append(diagram.draw(workflow)).append("```\n\n");
    }
    return text.toString().stripTrailing() + "\n";
  }
}
