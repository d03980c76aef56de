package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/generated-classes.md} says of the classes is so. */
class GeneratedClassesDocTest {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  @TempDir Path folder;
  private String page;

  @BeforeEach
  void readThePage() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = here.endsWith("core") ? here.getParent() : here;
    page = Files.readString(root.resolve("docs/generated-classes.md"));
  }

  private List<String> rows(String header) {
    return page.substring(page.indexOf(header))
        .lines()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static List<String> codes(String cell) {
    List<String> codes = new ArrayList<>();
    Matcher matcher = CODE.matcher(cell);
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes;
  }

  private static ObjectNode instance(String value) {
    return Schemas.MAPPER.createObjectNode().set("p", Schemas.parse(value));
  }

  @Test
  void everyLineOfTheTableOfKeywordsHolds() throws Exception {
    List<String> rows = rows("| keyword | a property that says");
    ArrayNode cases = Schemas.MAPPER.createArrayNode();
    int instances = 0;
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).split("\\|", -1);
      assertThat(cells).as(rows.get(i)).hasSize(6);
      ObjectNode schema = Schemas.MAPPER.createObjectNode().put("type", "object");
      schema.putObject("properties").set("p", Schemas.parse(codes(cells[2]).get(0)));
      ObjectNode one = cases.addObject().put("name", cells[1]);
      ArrayNode accepted = one.putArray("accepted");
      codes(cells[3]).forEach(value -> accepted.add(instance(value)));
      ArrayNode refused = one.putArray("refused");
      codes(cells[4])
          .forEach(
              value -> refused.addObject().put("error", "any").set("instance", instance(value)));
      assertThat(accepted).as(rows.get(i)).isNotEmpty();
      assertThat(refused).as(rows.get(i)).isNotEmpty();
      instances += accepted.size() + refused.size();
      GeneratedClasses classes = GeneratedClasses.of(Schemas.withRepository(schema));
      assertThat(classes.diagnostics()).as(rows.get(i)).isEmpty();
      Path src = Files.createDirectory(folder.resolve(Integer.toString(i)));
      GeneratedClassesWriter.write(classes, src);
    }
    assertThat(rows.size()).isGreaterThanOrEqualTo(25);
    Path file = Files.writeString(folder.resolve("cases.json"), cases.toString());
    Path script = Python.script(folder, "run_cases.py");
    assertThat(Python.run(folder, script.toString(), file.toString(), folder.toString()).strip())
        .isEqualTo(Integer.toString(instances));
  }

  @Test
  void theNamesAreThese() {
    List<String> rows = rows("| in the schema | in Python |");
    assertThat(rows).hasSize(5);
    for (String row : rows) {
      List<String> codes = codes(row);
      for (int i = 0; i < codes.size(); i += 2) {
        assertThat(AttributeNames.of(codes.get(i))).isEqualTo(codes.get(i + 1));
      }
    }
  }

  @Test
  void theExampleRuns() throws Exception {
    String schema = page.split("```json\n")[1].split("\n```")[0];
    JsonNode definition = Schemas.parse(schema);
    GeneratedClassesWriter.write(GeneratedClasses.of(Schemas.withRepository(definition)), folder);
    String[] blocks = page.split("```python\n");
    StringBuilder program = new StringBuilder();
    for (int i = 1; i < blocks.length; i++) {
      program.append(blocks[i].split("\n```")[0]).append('\n');
    }
    Path script = Files.writeString(folder.resolve("example.py"), program + "print('done')\n");
    assertThat(Python.run(folder, script.toString()).strip()).isEqualTo("done");
  }
}
