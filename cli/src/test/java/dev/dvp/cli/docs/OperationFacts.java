package dev.dvp.cli.docs;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of an operation's page that is rendered from the catalogue. */
final class OperationFacts {
  private static final String O101 = "[O101](../rules/operations.md#o101-missing-operation)";
  private static final String GENERATED = "](../generated-classes.md)";

  /** What a name of an argument stands for in every operation that has it. */
  private record Argument(String type, String meaning) {}

  private static final Map<String, Argument> ARGUMENTS =
      Map.ofEntries(
          entry(
              "source_connection",
              own("RemoteConnection"),
              "The environment that is looked at, and the user to work there as."),
          entry(
              "repository",
              generated("RepositoryDefinition"),
              "The repository, as `discovery.repository` gave it back."),
          entry(
              "direct_source",
              own("DirectSource"),
              "The linked source: its connection and its parameters."),
          entry(
              "staged_source",
              own("StagedSource"),
              "The linked source: its two connections, its parameters, and where it is mounted."),
          entry(
              "virtual_source",
              own("VirtualSource"),
              "The virtual source: its connection, its parameters, and where it is mounted."),
          entry(
              "snapshot",
              generated("SnapshotDefinition"),
              "The snapshot that the data is from, as `linked.post_snapshot` or"
                  + " `virtual.post_snapshot` gave it back."),
          entry(
              "optional_snapshot_parameters",
              generated("SnapshotParametersDefinition") + " or `None`",
              "What the user chose for this snapshot; `None` when it is taken without."));

  private static final Map<String, String> RETURNS =
      Map.of(
          "None",
          "Nothing.",
          "list[RepositoryDefinition]",
          "A list of " + generated("RepositoryDefinition") + ", which may be empty.",
          "list[SourceConfigDefinition]",
          "A list of " + generated("SourceConfigDefinition") + ", which may be empty.",
          "SourceConfigDefinition",
          "A " + generated("SourceConfigDefinition") + ".",
          "SnapshotDefinition",
          "A " + generated("SnapshotDefinition") + ".",
          "MountSpecification",
          "A " + own("MountSpecification") + ".",
          "Status (Status.ACTIVE is assumed when absent)",
          "A "
              + own("Status")
              + ": `Status.ACTIVE` or `Status.INACTIVE`. A plugin without this operation is taken"
              + " to be active.",
          "non-negative number (bytes)",
          "A number of bytes, 0 or more.");

  private final OperationRow row;
  private final WorkflowDiagram diagram;

  OperationFacts(OperationRow row) {
    this.row = row;
    this.diagram = new WorkflowDiagram(Optional.of(row.decorator()), row.types());
  }

  String render() {
    return "## At a glance\n\n"
        + glance()
        + "\n## When the engine calls it\n\n"
        + workflows()
        + "\n## Signature\n\n"
        + signature()
        + "\n## Arguments\n\n"
        + arguments()
        + "\n## Returns\n\n"
        + returns();
  }

  private String glance() {
    return "| | |\n|---|---|\n"
        + line("Decorator", "`@plugin." + row.decorator() + "(" + id() + ")`")
        + line("Plugin types", typesOf(row))
        + line("Required", required())
        + line(
            "In the artifact",
            row.operation()
                .map(o -> "`manifest." + o.manifestKey() + "` is true")
                .orElse("`manifest.migrationIdList` holds the id"));
  }

  private static String line(String name, String text) {
    return "| " + name + " | " + text + " |\n";
  }

  /** In the platform's order, which a set does not have. */
  static String typesOf(OperationRow row) {
    return java.util.Arrays.stream(PluginType.values())
        .filter(row.types()::contains)
        .map(PluginType::name)
        .collect(Collectors.joining(", "));
  }

  private String id() {
    return row.operation().isPresent() ? "" : "\"ID\"";
  }

  private String required() {
    if (row.operation().filter(Operation::required).isEmpty()) {
      return "no";
    }
    List<String> failing = row.operation().orElseThrow().workflows();
    return "yes: without it "
        + listed(failing)
        + (failing.size() == 1 ? " fails" : " fail")
        + ". The build only warns ("
        + O101
        + ").";
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private String workflows() {
    if (row.operation().isEmpty()) {
      return "```text\n" + diagram.draw("Plugin Upgrade") + "```\n";
    }
    List<String> names = row.operation().get().workflows();
    if (names.isEmpty()) {
      return "No workflow calls it. On your machine `dvp run " + row.decorator() + "` does.\n";
    }
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      boolean isDrawn = diagram.draw(name).indexOf('◀') >= 0;
      parts.add(isDrawn ? "```text\n" + diagram.draw(name) + "```\n" : name + " calls it, too.\n");
      List<String> before = diagram.endingIn(name);
      if (!before.isEmpty()) {
        parts.add(listed(before) + " end with this workflow.\n");
      }
    }
    return String.join("\n", parts);
  }

  private String signature() {
    String name = row.decorator().substring(row.decorator().indexOf('.') + 1);
    String decorator =
        "@plugin." + row.decorator() + "(" + (id().isEmpty() ? "" : "\"2026.01.31\"");
    return "```python\n"
        + decorator
        + ")\ndef "
        + name
        + "("
        + String.join(", ", row.arguments())
        + "):\n```\n\n"
        + "The engine passes the arguments by name: their names are exact, their order is free. What"
        + " the function is called is up to you.\n";
  }

  private String arguments() {
    StringBuilder text = new StringBuilder("| argument | type | meaning |\n|---|---|---|\n");
    for (String name : row.arguments()) {
      Argument argument = argument(name);
      text.append("| `").append(name).append("` | ").append(argument.type());
      text.append(" | ").append(argument.meaning()).append(" |\n");
    }
    return text.toString();
  }

  private Argument argument(String name) {
    if (name.startsWith("old_")) {
      String definition = definition(name.substring("old_".length()));
      return new Argument(
          "`dict`", "The stored object, in the names of the `" + definition + "` it was made by.");
    }
    if (name.equals("source_config")) {
      boolean isLinked = row.decorator().startsWith("linked.");
      return new Argument(
          generated("SourceConfigDefinition"),
          isLinked
              ? "The dataset, as `discovery.source_config` or a user gave it."
              : "The copy, as `virtual.configure`, `virtual.reconfigure` or `virtual.initialize`"
                  + " gave it back last.");
    }
    return Optional.ofNullable(ARGUMENTS.get(name))
        .orElseThrow(() -> new AssertionError("nothing is written about " + name));
  }

  /** {@code linked_source}'s is {@code linkedSourceDefinition}. */
  static String definition(String object) {
    String[] words = object.split("_");
    StringBuilder text = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return text + "Definition";
  }

  private String returns() {
    if (row.operation().isEmpty()) {
      String object = row.decorator().substring(row.decorator().indexOf('.') + 1);
      return "A `dict` in the names of the present `"
          + definition(object)
          + "`, which has to accept it.\n";
    }
    String returns = row.operation().get().returns();
    return Optional.ofNullable(RETURNS.get(returns))
            .orElseThrow(() -> new AssertionError("nothing is written about " + returns))
        + "\n";
  }

  private static Map.Entry<String, Argument> entry(String name, String type, String meaning) {
    return Map.entry(name, new Argument(type, meaning));
  }

  private static String generated(String name) {
    return "[`" + name + "`" + GENERATED;
  }

  private static String own(String name) {
    String anchor = name.toLowerCase(java.util.Locale.ROOT);
    return "[`" + name + "`](../platform-classes.md#" + anchor + ")";
  }
}
