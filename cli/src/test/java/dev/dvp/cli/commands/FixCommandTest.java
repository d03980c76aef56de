package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixCommandTest {
  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void anOldPlugin(@TempDir Path folder) throws IOException {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("(?m)^id: .*", "id: 16bef554-9470-11e9-b2e3-8c8590d4a42c")
            .replace("PYTHON311", "PYTHON27")
            .replaceFirst("buildNumber: .*", "version: 1.10  # see the tag"));
    Path schema = plugin.resolve("schema.json");
    String old =
        Files.readString(schema).replaceFirst("(?s),\\s*\"snapshotParametersDefinition.*", "\n}\n");
    Files.writeString(schema, old);
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"),
        """
        from dlpx.virtualization import platform
        from dlpx.virtualization.generated.definitions import RepositoryDefinition

        plugin = platform.plugin()


        @plugin.linked.pre_snapshot
        def pre_snapshot(direct_source, repository, source_config, snapshot_parameters):
            print(f"{snapshot_parameters} snapshot_parameters")
        """);
    Files.writeString(
        plugin.resolve("src/helper.py"),
        "def show(text):\n    print text, 0777\n    print `text`\n");
  }

  @Test
  void theChangesAreShownAndNothingIsWritten() throws IOException {
    DvpRunner.Result result = dvp.runIn(plugin, "fix");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("fix/shown.diff", result.out());
    Golden.check("fix/shown.txt", result.err());
    assertThat(Files.readString(plugin.resolve("plugin_config.yml"))).contains("PYTHON27");
  }

  @Test
  void theChangesAreWrittenAndNothingIsLeftToMend() {
    DvpRunner.Result result = dvp.runIn(plugin, "fix", "--write");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    Golden.check("fix/written.txt", result.out());
    assertThat(result.err()).isEmpty();
    DvpRunner.Result again = dvp.runIn(plugin, "fix");
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("Nothing that dvp can mend safely.");
    assertThat(dvp.runIn(plugin, "validate").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void oneDocumentSaysItAll() throws IOException {
    DvpRunner.Result result = dvp.runIn(plugin, "fix", "--format", "json");
    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(result.err()).isEmpty();
    assertThat(document.path("exitCode").asInt()).isEqualTo(result.exitCode());
    assertThat(document.path("changes")).hasSize(3);
    assertThat(document.at("/changes/0/written").asBoolean()).isFalse();
    assertThat(document.at("/mended/0/fix/title").asText()).isNotEmpty();
    assertThat(document.path("left")).hasSize(4);
  }

  @Test
  void rulesMayBeChosen() {
    DvpRunner.Result result = dvp.runIn(plugin, "fix", "--rule", "m209");
    assertThat(result.out()).contains("+language: PYTHON311").doesNotContain("+buildNumber");
    DvpRunner.Result unknown = dvp.runIn(plugin, "fix", "--rule", "M2099");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("M2099");
  }

  @Test
  void validateSaysWhatCanBeMended() {
    DvpRunner.Result text = dvp.runIn(plugin, "validate");
    assertThat(text.out())
        .contains("fix: `dvp fix` can write `PYTHON311`.", "`dvp fix` can mend 7 of them.");
    assertThat(dvp.runIn(plugin, "validate", "--format", "github").out())
        .contains("%0A`dvp fix` mends it.");
  }

  @Test
  void aPluginWithNothingToMendIsSaidToHaveNothing() {
    DvpRunner.Result result = dvp.runIn(dvp.scaffold("young"), "fix");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("Nothing to mend.\n");
  }

  @Test
  void nowhereIsNoPlugin() {
    DvpRunner.Result result = dvp.run("fix");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("plugin_config.yml", "M001");
  }

  @Test
  void errorsThatAreLeftFailTheCommandThoughItWroteWhatItCould() throws IOException {
    Files.writeString(plugin.resolve("src/plugin_runner.py"), "plugin = Plugin(\n");
    DvpRunner.Result result = dvp.runIn(plugin, "fix", "--write");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("Left to you", "plugin_runner.py:1");
    assertThat(Files.readString(plugin.resolve("plugin_config.yml"))).contains("PYTHON311");
  }
}
