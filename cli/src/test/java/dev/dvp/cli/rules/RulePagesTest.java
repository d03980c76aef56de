package dev.dvp.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Pythons;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.payload.PayloadRule;
import dev.dvp.core.plugin.SourceRules;
import dev.dvp.localengine.running.RunRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule has a page, and the page's examples are true: wrong gives the finding, right does not.
 */
class RulePagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SOURCE =
      "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n";

  @TempDir Path folder;

  static Stream<Rule> rules() {
    return RuleCatalogue.all().stream();
  }

  /** A missing or enormous file cannot stand on a page; {@code BrokenPlugins} has them. */
  private static final Set<String> NOT_ON_PAPER = Set.of("M001", "S001", "P106", "O503");

  /** Rules about what importing shows; there is nothing to see without Python. */
  private static final Set<String> IMPORTED = Set.of("O501", "O502");

  /** Rules about data that is held against a definition, or made for it. */
  private static final String OF_DATA = "S7";

  static Stream<Rule> rulesOfData() {
    return rules().filter(rule -> rule.id().startsWith(OF_DATA));
  }

  /** Rules about a plugin's files; the others need an engine or a broken disk. */
  static Stream<Rule> rulesOfPlugins() {
    return rules()
        .filter(rule -> "MSPO".indexOf(rule.id().charAt(0)) >= 0)
        .filter(rule -> !rule.id().startsWith(OF_DATA))
        .filter(rule -> !NOT_ON_PAPER.contains(rule.id()))
        .filter(rule -> !IMPORTED.contains(rule.id()) || Pythons.isThere());
  }

  @Test
  void idsAndTitlesAreUnique() {
    assertThat(rules().map(Rule::id)).doesNotHaveDuplicates();
    assertThat(rules().map(Rule::title)).doesNotHaveDuplicates();
  }

  /** Those of configuration, engines and data may hold passwords, and that of a secret does. */
  @Test
  void linesBesideSecretsAreNotQuoted() {
    assertThat(rules().filter(Rule::isBesideSecrets))
        .hasSameElementsAs(
            rules()
                .filter(
                    r ->
                        r.id().startsWith("E")
                            || r.id().startsWith(OF_DATA)
                            || r.id().startsWith("R1")
                            || r.equals(PayloadRule.SECRET_IN_FILE))
                .toList());
  }

  @Test
  void thereIsNoPageWithoutARule() throws IOException {
    Set<String> ids = new HashSet<>(rules().map(Rule::id).toList());
    Path pages = dev.dvp.cli.Golden.root().resolve("core/src/main/resources/dev/dvp/core/rules");
    try (Stream<Path> files = Files.list(pages)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".md", "")))
          .hasSameElementsAs(ids);
    }
  }

  /** Else an ignore that names it would be said to name nothing. */
  @Test
  void allRulesAboutSourceAreKnownToThoseThatIgnore() {
    List<Rule> aboutSource =
        rules().filter(rule -> "PO".indexOf(rule.id().charAt(0)) >= 0).toList();
    assertThat(SourceRules.all()).hasSameElementsAs(aboutSource);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasAPageInTheSameForm(Rule rule) {
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    assertThat(rule.id()).matches("[MSPOBER][0-9]{3}");
    assertThat(rule.title()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(page.heading()).isEqualTo("# " + rule.id() + " " + rule.title());
    assertThat(page.summary()).isNotEmpty().endsWith(".");
    assertThat(page.wrong()).isNotEmpty();
    assertThat(page.right()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rulesOfPlugins")
  void theWrongExampleGivesTheFinding(Rule rule) throws IOException {
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    JsonNode report = validate(rule, page.wrong());
    assertThat(findings(report)).as(report.toPrettyString()).contains(rule.id());
  }

  @ParameterizedTest
  @MethodSource("rulesOfPlugins")
  void theRightExampleGivesNone(Rule rule) throws IOException {
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    JsonNode report = validate(rule, page.right());
    assertThat(findings(report)).as(report.toPrettyString()).doesNotContain(rule.id());
    assertThat(report.path("summary").path("errors").asInt()).as(report.toPrettyString()).isZero();
  }

  /** A page says that its example can be mended when that is so, and only then. */
  @ParameterizedTest
  @MethodSource("rulesOfPlugins")
  void thePageSaysWhetherItIsMended(Rule rule) throws IOException {
    if (IMPORTED.contains(rule.id())) {
      return;
    }
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = write(dvp, page.wrong());
    dvp.runIn(plugin, "fix", "--write", "--rule", rule.id());
    DvpRunner.Result after = dvp.runIn(plugin, "validate", "--format", "json");
    boolean isMended = !findings(JSON.readTree(after.out())).contains(rule.id());
    assertThat(RuleCatalogue.page(rule).contains("\n`dvp fix` mends it.\n")).isEqualTo(isMended);
  }

  @ParameterizedTest
  @MethodSource("rulesOfData")
  void examplesOfDataAreTrue(Rule rule) throws IOException {
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    DvpRunner.Result wrong = schema(rule, page.wrong());
    assertThat(wrong.out() + wrong.err()).contains("[" + rule.id() + "]");
    DvpRunner.Result right = schema(rule, page.right());
    assertThat(right.exitCode()).isZero();
    assertThat(right.out() + right.err()).doesNotContain(rule.id());
  }

  /** Rules about what comes of calling an operation; there is nothing to see without Python. */
  static Stream<Rule> rulesOfRuns() {
    return rules()
        .filter(rule -> rule.id().startsWith("R"))
        .filter(rule -> rule != RunRule.NO_DEBUGGER);
  }

  @ParameterizedTest
  @MethodSource("rulesOfRuns")
  void examplesOfRunsAreTrue(Rule rule) throws IOException {
    assumeTrue(Pythons.isThere());
    RulePage page = RulePage.parse(RuleCatalogue.page(rule));
    DvpRunner.Result wrong = run(rule, page.wrong());
    assertThat(wrong.err()).contains("[" + rule.id() + "]");
    assertThat(wrong.exitCode()).isEqualTo(1);
    DvpRunner.Result right = run(rule, page.right());
    assertThat(right.out() + right.err()).doesNotContain(rule.id());
    assertThat(right.exitCode())
        .as(right.err())
        .isEqualTo(right.err().contains("UserError") ? 1 : 0);
  }

  /** Calls the operation of the example, or one of the scaffold with the example's arguments. */
  private DvpRunner.Result run(Rule rule, List<RulePage.Block> blocks) throws IOException {
    DvpRunner dvp = new DvpRunner(Files.createTempDirectory(folder, "run")).sharingCache();
    dvp.env("PATH", Pythons.path());
    try {
      return run(rule, blocks, dvp);
    } finally {
      dvp.leaveCache();
    }
  }

  private static DvpRunner.Result run(Rule rule, List<RulePage.Block> blocks, DvpRunner dvp)
      throws IOException {
    Path plugin = dvp.scaffold("plugin");
    for (RulePage.Block block : blocks) {
      apply(block, plugin);
    }
    if (blocks.get(0).file().equals("args.yml")) {
      return dvp.runIn(plugin, "run", "virtual.configure", "--args", "args.yml");
    }
    Matcher decorator = Pattern.compile("@plugin\\.([a-z_.]+)").matcher(blocks.get(0).text());
    String operation = decorator.find() ? decorator.group(1) : "virtual.start";
    String seconds = rule.id().equals("R205") ? "1" : "60";
    return dvp.runIn(plugin, "run", operation, "--timeout", seconds);
  }

  private DvpRunner.Result schema(Rule rule, List<RulePage.Block> blocks) throws IOException {
    DvpRunner dvp = new DvpRunner(Files.createTempDirectory(folder, "data"));
    Path plugin = dvp.scaffold("plugin");
    for (RulePage.Block block : blocks) {
      apply(block, plugin);
    }
    String definition = "--definition=repositoryDefinition";
    return rule.id().equals("S704")
        ? dvp.runIn(plugin, "schema", "example", definition)
        : dvp.runIn(plugin, "schema", "check", "data.json", definition);
  }

  private JsonNode validate(Rule rule, List<RulePage.Block> blocks) throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = write(dvp, blocks);
    List<String> command = new ArrayList<>(List.of("validate", "--format", "json"));
    if (IMPORTED.contains(rule.id())) {
      command.add("--import");
      dvp.env("PATH", Pythons.path());
    }
    DvpRunner.Result result = dvp.runIn(plugin, command.toArray(String[]::new));
    return JSON.readTree(result.out());
  }

  private static Path write(DvpRunner dvp, List<RulePage.Block> blocks) throws IOException {
    Path plugin = dvp.scaffold("plugin");
    if (blocks.stream().anyMatch(block -> block.file().equals("schema.json"))) {
      // The scaffold's source uses the classes of the scaffold's schema.
      Files.writeString(plugin.resolve("src/plugin_runner.py"), SOURCE);
    }
    for (RulePage.Block block : blocks) {
      apply(block, plugin);
    }
    return plugin;
  }

  private static List<String> findings(JsonNode report) {
    List<String> ids = new ArrayList<>();
    report.path("diagnostics").forEach(d -> ids.add(d.path("rule").asText()));
    return ids;
  }

  private static void apply(RulePage.Block block, Path plugin) throws IOException {
    assertThat(block.file()).as("the block names its file").isNotEmpty();
    Path file = plugin.resolve(block.file());
    Files.createDirectories(file.getParent());
    if (!block.part()) {
      Files.writeString(file, block.text());
    } else if (block.language().equals("json")) {
      ObjectNode base = (ObjectNode) JSON.readTree(Files.readString(file));
      base.setAll((ObjectNode) JSON.readTree(block.text()));
      Files.writeString(file, base.toPrettyString());
    } else {
      Files.writeString(file, mergeYaml(Files.readString(file), block.text()));
    }
  }

  /** Replaces whole top-level entries, as text, so that the fragment keeps its faults. */
  private static String mergeYaml(String base, String fragment) {
    String merged = base;
    Matcher keys = Pattern.compile("(?m)^([A-Za-z]\\w*):").matcher(fragment);
    while (keys.find()) {
      merged = merged.replaceAll("(?m)^" + keys.group(1) + ":.*\\n(?:[ \\t-].*\\n)*", "");
    }
    return (merged.endsWith("\n") ? merged : merged + "\n") + fragment;
  }
}
