package dev.dvp.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an operation's page that shows files of an example, and what they use of the schema.
 */
final class OperationExample {
  private static final Pattern IMPORTED = Pattern.compile("(?m)^from operations\\.(\\w+) import ");

  /** By which words a module is seen to use a definition. */
  private static final Map<String, String> USES = new LinkedHashMap<>();

  static {
    USES.put(
        "repositoryDefinition", "RepositoryDefinition\\(|\\brepository\\.[a-z]|upgrade\\.repo");
    USES.put(
        "sourceConfigDefinition",
        "SourceConfigDefinition\\(|\\bsource_config\\.[a-z]|upgrade\\.source_config");
    USES.put(
        "linkedSourceDefinition", "(direct|staged)_source\\.parameters|upgrade\\.linked_source");
    USES.put("virtualSourceDefinition", "virtual_source\\.parameters|upgrade\\.virtual_source");
    USES.put(
        "snapshotDefinition", "\\bSnapshotDefinition\\(|\\bsnapshot\\.[a-z]|upgrade\\.snapshot");
    USES.put("snapshotParametersDefinition", "optional_snapshot_parameters\\.[a-z]");
  }

  private final OperationRow row;
  private final Path folder;

  OperationExample(OperationRow row) {
    this.row = row;
    this.folder = Golden.root().resolve("docs/examples").resolve(row.example());
  }

  String render() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> sources = new ArrayList<>();
    for (String module : modules()) {
      String source = Files.readString(folder.resolve(module));
      sources.add(source);
      text.append("```python ").append(module).append('\n').append(source).append("```\n\n");
    }
    String schema = Files.readString(folder.resolve("schema.json"));
    List<String> definitions = new ArrayList<>();
    for (Map.Entry<String, String> use : USES.entrySet()) {
      if (Pattern.compile(use.getValue()).matcher(code(sources)).find()) {
        definitions.add(definition(schema, use.getKey()));
      }
    }
    if (!definitions.isEmpty()) {
      text.append("```json schema.json part\n{\n").append(String.join(",\n", definitions));
      text.append("\n}\n```\n\n");
    }
    return text.append("The whole plugin is in [docs/examples/")
        .append(row.example())
        .append("](../examples/")
        .append(row.example())
        .append(").\n")
        .toString();
  }

  /** Without imports and annotations, which name more than is used. */
  private static String code(List<String> sources) {
    return String.join("\n", sources).replaceAll("(?m)^(from|import) .*", "");
  }

  /** The operation's own, then those that it takes functions from. */
  private List<String> modules() throws IOException {
    List<String> modules = new ArrayList<>(List.of(row.module()));
    Matcher imported = IMPORTED.matcher(Files.readString(folder.resolve(row.module())));
    while (imported.find()) {
      modules.add("src/operations/" + imported.group(1) + ".py");
    }
    return modules;
  }

  /** The definition's own lines, as they stand in the file. */
  private static String definition(String schema, String name) throws IOException {
    Matcher lines = Pattern.compile("(?ms)^  \"" + name + "\": \\{$.*?^  \\}").matcher(schema);
    if (!lines.find()) {
      throw new AssertionError("schema.json has no " + name);
    }
    ObjectMapper json = new ObjectMapper();
    JsonNode shown = json.readTree("{" + lines.group() + "}").path(name);
    if (!shown.equals(json.readTree(schema).path(name))) {
      throw new AssertionError("cut wrongly: " + lines.group());
    }
    return lines.group();
  }
}
