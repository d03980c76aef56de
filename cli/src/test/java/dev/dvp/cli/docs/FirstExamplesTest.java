package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of the two examples of the page that the platform's authors began. They are written
 * for an older release, and their schema lacks a brace.
 */
class FirstExamplesTest {
  private static final Path PAGE =
      Golden.root()
          .resolve("core/src/test/resources/dev/dvp/core/operations/plugin-operations-page.md");

  @TempDir Path folder;

  private static String block(String language, int number) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> found.group(1))
        .toList()
        .get(number);
  }

  private Path write(DvpRunner dvp, int number) throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Files.writeString(plugin.resolve("src/plugin_runner.py"), block("python", number));
    return plugin;
  }

  /** The page gives the definition without what the engine needs besides. */
  private static void mend(Path plugin, String definition) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode mended = (ObjectNode) json.readTree(definition + "}");
    mended.put("nameField", "name").putArray("identityFields").add("name");
    Path file = plugin.resolve("schema.json");
    ObjectNode schema = (ObjectNode) json.readTree(Files.readString(file));
    schema.set("sourceConfigDefinition", mended);
    Files.writeString(file, schema.toPrettyString());
  }

  private static List<String> findings(DvpRunner dvp, Path plugin) throws IOException {
    JsonNode report =
        new ObjectMapper().readTree(dvp.runIn(plugin, "validate", "--format", "json").out());
    List<String> rules = new ArrayList<>();
    report.path("diagnostics").forEach(one -> rules.add(one.path("rule").asText()));
    return rules.stream().distinct().toList();
  }

  @Test
  void theBraceThatIsMissingIsSaid() throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = write(dvp, 0);
    Path file = plugin.resolve("schema.json");
    String schema = Files.readString(file);
    Files.writeString(
        file,
        schema.replaceFirst(
            "(?s)\"sourceConfigDefinition\": \\{.*?\n  \\},",
            "\"sourceConfigDefinition\": " + block("json", 0).strip() + ","));

    DvpRunner.Result result = dvp.runIn(plugin, "validate");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("error[S002]", "is not closed", "Add the missing `}`.");
    assertThat(findings(dvp, plugin)).contains("P304", "O305", "O101");
  }

  /** Its class is made without a name, which the schema requires: it never worked as it stands. */
  @Test
  void configureIsBroughtUpToDateButForTheName() throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = write(dvp, 0);
    mend(plugin, block("json", 0));
    assertThat(findings(dvp, plugin)).containsExactlyInAnyOrder("P304", "O305", "O101", "P305");

    dvp.runIn(plugin, "fix", "--write");

    assertThat(Files.readString(plugin.resolve("src/plugin_runner.py")))
        .contains("from generated.definitions import SourceConfigDefinition")
        .contains("plugin = platform.Plugin()");
    assertThat(findings(dvp, plugin)).containsExactlyInAnyOrder("O101", "P305");
  }

  @Test
  void startRunsAsItStands() throws IOException {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    DvpRunner dvp = new DvpRunner(folder).env("PATH", Pythons.path());
    Path plugin = write(dvp, 1);
    mend(plugin, block("json", 1));
    assertThat(findings(dvp, plugin)).containsExactlyInAnyOrder("O305", "O101");

    assertThat(dvp.runIn(plugin, "run", "virtual.start").exitCode()).isZero();
    dvp.runIn(plugin, "fix", "--write");
    assertThat(findings(dvp, plugin)).containsExactly("O101");
    assertThat(dvp.runIn(plugin, "run", "virtual.start").exitCode()).isZero();
  }
}
