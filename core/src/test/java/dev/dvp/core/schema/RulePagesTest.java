package dev.dvp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.ManifestRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wrong example of each manifest and schema rule breaks it, the right one breaks nothing. */
class RulePagesTest {
  private static final String MANIFEST =
      """
      id: 16bef554-9470-11e9-b2e3-8c8590d4a42c
      name: Example
      hostTypes: [UNIX]
      entryPoint: plugin_runner:plugin
      srcDir: src
      schemaFile: schema.json
      pluginType: DIRECT
      language: PYTHON311
      buildNumber: "0.1.0"
      """;

  private static final Pattern BLOCK =
      Pattern.compile("```(\\w+) ?(\\S*)( part)?\n(.*?)\n```\n", Pattern.DOTALL);

  @TempDir Path folder;

  static Stream<Rule> rules() {
    return Stream.concat(Arrays.stream(ManifestRule.values()), Arrays.stream(SchemaRule.values()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void examplesDoWhatTheirPageSays(Rule rule) throws IOException {
    String page = page(rule);
    assertThat(page).startsWith("# " + rule.id() + " " + rule.title() + "\n\n");
    int wrong = page.indexOf("\n\nWrong:\n\n");
    int right = page.indexOf("\n\nRight:\n\n");
    assertThat(wrong).isPositive();
    assertThat(right).isGreaterThan(wrong);
    if (page.contains("```console")) {
      assertThat(rule).isIn(ManifestRule.UNREADABLE_MANIFEST, SchemaRule.UNREADABLE_SCHEMA);
      return;
    }
    assertThat(run(page.substring(wrong, right + 2))).extracting(Diagnostic::rule).contains(rule);
    assertThat(run(page.substring(right)))
        .noneMatch(d -> d.rule() == rule || d.severity() == Severity.ERROR);
  }

  private List<Diagnostic> run(String section) throws IOException {
    Files.createDirectories(folder.resolve("plugin/src"));
    Path manifest = folder.resolve("plugin/plugin_config.yml");
    Path schema = folder.resolve("plugin/schema.json");
    Files.writeString(manifest, MANIFEST);
    Files.writeString(schema, SchemaReaderTest.VALID);
    List<String> seen = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(section); block.find(); ) {
      Path file = folder.resolve("plugin").resolve(block.group(2));
      String text = block.group(4) + "\n";
      boolean part = block.group(3) != null;
      Files.writeString(file, part ? merged(file, text) : text);
      seen.add(block.group(2));
    }
    assertThat(seen).isNotEmpty();
    Diagnostics out = new Diagnostics();
    ManifestReader.read(manifest, out);
    SchemaReader.read(schema, out);
    return out.sorted();
  }

  private static String merged(Path file, String part) throws IOException {
    String base = Files.readString(file);
    if (file.toString().endsWith(".json")) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode all = (ObjectNode) mapper.readTree(base);
      JsonNode fragment = mapper.readTree(part);
      return mapper.writeValueAsString(all.setAll((ObjectNode) fragment));
    }
    StringBuilder kept = new StringBuilder();
    for (String line : base.split("\n")) {
      String field = line.substring(0, line.indexOf(':') + 1);
      if (!("\n" + part).contains("\n" + field)) {
        kept.append(line).append('\n');
      }
    }
    return kept + part;
  }

  private static String page(Rule rule) throws IOException {
    String name = "/dev/dvp/core/rules/" + rule.id() + ".md";
    try (InputStream in = RulePagesTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
