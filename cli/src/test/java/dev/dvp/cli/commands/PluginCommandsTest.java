package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about a plugin's files: init, validate, operations, build. */
class PluginCommandsTest {
  @TempDir Path folder;
  private DvpRunner dvp;

  @BeforeEach
  void makeAWorld() {
    dvp = new DvpRunner(folder);
  }

  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> !f.equals(root))
          .map(f -> root.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"DIRECT,UNIX", "direct,windows", "STAGED,UNIX", "Staged,Windows"})
  void whatInitWritesHasNoFinding(String strategy, String hosts) throws IOException {
    Path plugin = dvp.scaffold("plugin", "-s", strategy, "-t", hosts);
    DvpRunner.Result result = dvp.runIn(plugin, "validate", "--strict");
    assertThat(result.out()).isEqualTo("No problems found.\n");
    assertThat(result.exitCode()).isZero();
    Path generated = plugin.resolve("src/generated/definitions");
    assertThat(tree(generated)).contains("repository_definition.py", "__init__.py");
    DvpRunner.Result again = dvp.runIn(plugin, "build", "-g");
    assertThat(again.out()).contains("0 files written", "0 removed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My DB",
        "a: b #c",
        "\"quoted\" 'x'",
        "- x",
        "{{name}}",
        "größe \uD83D\uDE00",
        "yes",
        "*a"
      })
  void anyNameIsQuotedSafely(String name) throws IOException {
    DvpRunner.Result init = dvp.run("init", "-r", "p", "-n", name);
    assertThat(init.exitCode()).as(init.toString()).isZero();
    Path plugin = dvp.workingDir().resolve("p");
    assertThat(dvp.runIn(plugin, "validate", "--strict").exitCode()).isZero();
    assertThat(dvp.runIn(plugin, "build", "-q").exitCode()).isZero();
    JsonNode artifact = new ObjectMapper().readTree(plugin.resolve("artifact.json").toFile());
    assertThat(artifact.path("name").asText()).isEqualTo(name);
  }

  @Test
  void initOverwritesNothingAndLeavesNothingHalfMade() throws IOException {
    Path plugin = Files.createDirectories(dvp.workingDir().resolve("plugin/src"));
    Files.writeString(plugin.resolve("plugin_runner.py"), "# mine\n");
    DvpRunner.Result result = dvp.run("init", "-r", "plugin");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("src/plugin_runner.py", "is there already");
    assertThat(tree(plugin.getParent())).containsExactly("src", "src/plugin_runner.py");
    assertThat(plugin.resolve("plugin_runner.py")).hasContent("# mine\n");
  }

  @Test
  void initWithoutANameTakesTheNewId() throws IOException {
    assertThat(dvp.run("init").exitCode()).isZero();
    String manifest = Files.readString(dvp.workingDir().resolve("plugin_config.yml"));
    String id = manifest.replaceAll("(?s).*\\nid: ([0-9a-f-]{36})\\n.*", "$1");
    assertThat(manifest).contains("name: \"" + id + "\"");
  }

  @Test
  void operationsAsText() {
    Path plugin = dvp.scaffold("plugin", "-s", "STAGED");
    Golden.check("operations/staged.txt", dvp.runIn(plugin, "operations").out());
  }

  @Test
  void operationsTellsTheFlagsThatTheArtifactHas() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    assertThat(dvp.runIn(plugin, "build").exitCode()).isZero();
    DvpRunner.Result result = dvp.runIn(plugin, "operations", "--format", "json");
    JsonNode flags = new ObjectMapper().readTree(result.out()).path("manifest");
    JsonNode artifact = new ObjectMapper().readTree(plugin.resolve("artifact.json").toFile());
    assertThat(flags.isEmpty()).isFalse();
    assertThat(artifact.path("manifest")).isEqualTo(flags);
  }

  @Test
  void operationsOfAnOldPluginAreTold() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("PYTHON311", "PYTHON27")
            .replaceFirst("(?m)^buildNumber.*$", "version: \"1.0\""));
    Files.writeString(plugin.resolve("src/helper.py"), "print \"old\"\n");
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        """
        from dlpx.virtualization import platform
        try:
            import helper
        except ImportError:
            pass
        plugin = platform.plugin()

        @plugin.linked.pre_snapshot()
        def pre(direct_source, repository, source_config, snapshot_parameters):
            pass

        @plugin.linked.worker()
        def worker(staged_source, repository, source_config):
            pass
        """);
    DvpRunner.Result result = dvp.runIn(plugin, "operations", "--format", "json");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    JsonNode manifestFlags = new ObjectMapper().readTree(result.out()).path("manifest");
    assertThat(manifestFlags.path("hasLinkedPreSnapshot").asBoolean()).isTrue();
    assertThat(manifestFlags.path("hasLinkedWorker").asBoolean()).isTrue();
    assertThat(manifestFlags.path("hasVirtualConfigure").asBoolean()).isFalse();
    DvpRunner.Result text = dvp.runIn(plugin, "operations");
    assertThat(text.out()).contains("MISSING", "never called", "linked.worker");
    assertThat(text.err()).contains("dvp validate");
  }

  @Test
  void operationsSaysWhyItCannotTell() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Files.writeString(plugin.resolve("src/plugin_runner.py"), "def f(:\n");
    DvpRunner.Result broken = dvp.runIn(plugin, "operations", "--format", "json");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(new ObjectMapper().readTree(broken.out()).at("/diagnostics/0/rule").asText())
        .startsWith("P");
    assertThat(broken.err()).isEmpty();
    DvpRunner.Result text = dvp.runIn(plugin, "operations");
    assertThat(text.err()).contains("src/plugin_runner.py:1:7", "error[P");
    assertThat(text.out()).isEmpty();
    DvpRunner.Result nowhere = dvp.run("operations");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(nowhere.err()).contains("plugin_config.yml");
  }

  @Test
  void buildIsQuietAboutItsWorkWhenAskedAndSaysMoreWhenAsked() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Files.createDirectories(plugin.resolve("src/__pycache__"));
    DvpRunner.Result build = dvp.runIn(plugin, "build", "-v", "-a", "../other artifact.json");
    assertThat(build.out()).matches("Built .*other artifact.json: Example 0.1, \\d+ files, .*KB\n");
    assertThat(build.err()).contains("Left out: __pycache__/");
    assertThat(dvp.workingDir().resolve("other artifact.json")).exists();
  }

  @Test
  void buildTakesTheClassesOfTheSchemaAsItIsNow() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Path classes = plugin.resolve("src/generated/definitions");
    Files.writeString(classes.resolve("repository_definition.py"), "raise Exception('stale')\n");
    assertThat(dvp.runIn(plugin, "build").exitCode()).isZero();
    java.io.ByteArrayOutputStream zip = new java.io.ByteArrayOutputStream();
    dev.dvp.core.artifact.ArtifactReader.extractPayload(plugin.resolve("artifact.json"), zip);
    List<String> stale = new ArrayList<>();
    try (java.util.zip.ZipInputStream in =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip.toByteArray()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("stale")) {
          stale.add(entry.getName());
        }
      }
    }
    assertThat(stale).isEmpty();
  }

  @Test
  void generateOnlyTakesOtherProblemsAsWarnings() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(manifest, Files.readString(manifest).replaceFirst("(?m)^name:.*\\n", ""));
    Files.delete(plugin.resolve("src/generated/definitions/repository_definition.py"));
    DvpRunner.Result result = dvp.runIn(plugin, "build", "--generate-only");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains("1 files written");
    assertThat(result.err()).contains("warning[M102]");
    Files.writeString(plugin.resolve("schema.json"), "{");
    DvpRunner.Result broken = dvp.runIn(plugin, "build", "-g");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(broken.err()).contains("schema.json:1");
  }

  @Test
  void rulesCanBeSwitchedOffAndMadeErrors() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        "from dlpx.virtualization.platform import Plugin\n\nplugin = Plugin()\n");
    assertThat(dvp.runIn(plugin, "validate").exitCode()).isZero();
    assertThat(dvp.runIn(plugin, "validate", "--rule", "O101=off").out())
        .isEqualTo("No problems found.\n");
    assertThat(dvp.runIn(plugin, "validate", "--rule", "o101=error").exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(dvp.runIn(plugin, "validate", "--strict", "--rule", "O101=info").exitCode())
        .isZero();
    assertThat(dvp.runIn(plugin, "validate", "-qq").out()).isEmpty();
  }

  @Test
  void completionPrintsAScriptForEachShell() {
    assertThat(dvp.run("completion", "bash").out()).contains("complete -o default -F _dvp dvp");
    assertThat(dvp.run("completion", "zsh").out()).startsWith("#compdef dvp");
    assertThat(dvp.run("completion", "fish").out()).contains("complete -c dvp ");
  }

  @Test
  void explainPrintsTheRulesPageOrListsAll() {
    assertThat(dvp.run("explain", "m102").out()).startsWith("# M102 ").contains("Wrong:");
    DvpRunner onTerminal =
        new DvpRunner(dvp.home()).terminal(new Host.TerminalStreams(true, true, true));
    assertThat(onTerminal.run("explain", "m102", "--color", "never").out())
        .startsWith("M102 missing-field\n\n  ");
    assertThat(dvp.run("explain").out().lines().count()).isGreaterThan(100);
  }
}
