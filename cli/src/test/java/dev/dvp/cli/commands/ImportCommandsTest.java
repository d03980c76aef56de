package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandsTest {
  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void scaffold() {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
  }

  private void append(String text) throws IOException {
    Files.writeString(
        plugin.resolve("src/plugin_runner.py"), "\n\n" + text, StandardOpenOption.APPEND);
  }

  private DvpRunner.Result run(String... args) {
    assumeTrue(Pythons.isThere(), "no Python 3 on PATH to import with");
    return dvp.env("PATH", Pythons.path()).runIn(plugin, args);
  }

  @Test
  void theScaffoldImportsAsItReads() {
    DvpRunner.Result result = run("validate", "--import", "-v");

    assertThat(result.out()).isEqualTo("No problems found.\n");
    assertThat(result.err()).contains("Imported with Python 3.");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void whatCannotBeReadIsBuiltWithImport() throws IOException {
    append(
        "import os\n\n\ndef noop(virtual_source, repository, source_config):\n    pass\n\n\n"
            + "for name in os.environ.get('OPERATIONS', 'start cleanup').split():\n"
            + "    getattr(plugin.virtual, name)()(noop)\n");
    assertThat(dvp.runIn(plugin, "validate").out()).contains("O401").contains("--import");

    DvpRunner.Result result = run("build", "--import");

    assertThat(result.err()).doesNotContain("O401");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Files.readString(plugin.resolve("artifact.json")))
        .contains("\"hasVirtualCleanup\":true");
  }

  @Test
  void aFailedImportIsAnErrorAtThePluginsLine() throws IOException {
    append("import json\n\njson.loads('{')\n");

    DvpRunner.Result result = run("build", "--import");

    assertThat(result.err()).contains("O501").contains("json.loads('{')").contains("JSONDecode");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(plugin.resolve("artifact.json")).doesNotExist();
  }

  @Test
  void withoutPythonItIsAnErrorToAskForIt() {
    DvpRunner.Result result =
        dvp.env("PATH", folder.toString()).runIn(plugin, "validate", "--import");

    assertThat(result.out()).contains("O503").contains("--python");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void itsOptionsNeedIt() {
    assertThat(dvp.runIn(plugin, "validate", "--python", "x").exitCode()).isEqualTo(2);
    assertThat(dvp.runIn(plugin, "build", "--import-timeout", "5").exitCode()).isEqualTo(2);
    assertThat(dvp.runIn(plugin, "build", "-g", "--import").exitCode()).isEqualTo(2);
    assertThat(dvp.runIn(plugin, "validate", "--import", "--import-timeout", "0").exitCode())
        .isEqualTo(2);
  }
}
