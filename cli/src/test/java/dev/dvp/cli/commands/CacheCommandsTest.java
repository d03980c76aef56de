package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands keep, and what authors have them ignore. */
class CacheCommandsTest {
  private static final String LONG = "# " + "a long comment ".repeat(8000) + "\n";

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;
  private Path helper;

  @BeforeEach
  void makePlugin() throws IOException {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
    helper = plugin.resolve("src/helper.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "operations", "build"})
  void keepsWhatWasRead(String command) throws IOException {
    Files.writeString(helper, LONG);
    Path source = plugin.resolve("src/plugin_runner.py");
    Files.writeString(source, Files.readString(source) + "\nimport helper\n");
    DvpRunner.Result first = dvp.runIn(plugin, command);
    assertThat(first.exitCode()).as(first.toString()).isZero();
    assertThat(plugin.resolve(".dvp/cache/parsed")).exists();

    DvpRunner.Result second = dvp.runIn(plugin, command);
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void keepsNothingWhenToldSo() throws IOException {
    Files.writeString(helper, LONG);
    dvp.runIn(plugin, "validate", "--no-cache");
    assertThat(plugin.resolve(".dvp/cache")).doesNotExist();
  }

  @Test
  void keepsNothingOfAScaffold() {
    dvp.runIn(plugin, "validate");
    assertThat(plugin.resolve(".dvp/cache")).doesNotExist();
  }

  @Test
  void countsWhatIsIgnored() throws IOException {
    Files.writeString(helper, "x = nothing_of_that_name  # dvp: ignore[P201]\n");
    DvpRunner.Result json = dvp.runIn(plugin, "validate", "--format", "json");
    assertThat(json.exitCode()).as(json.toString()).isZero();
    assertThat(json.out()).contains("\"ignored\" : 1");
    assertThat(dvp.runIn(plugin, "validate", "-v").err()).contains("Ignored");
  }

  @Test
  void obeysDvpYml() throws IOException {
    Files.writeString(helper, "x = nothing_of_that_name\n");
    assertThat(dvp.runIn(plugin, "validate").out()).contains("P201");

    Files.writeString(
        plugin.resolve("dvp.yml"), "ignore:\n  - paths: [src/helper.py]\n    rules: [P2]\n");
    assertThat(dvp.runIn(plugin, "validate").out()).contains("No problems found.");
  }
}
