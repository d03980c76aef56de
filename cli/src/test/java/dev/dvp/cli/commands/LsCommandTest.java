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

class LsCommandTest {
  private static final String ADDRESS = "url = 'postgres://app:gr8W0rd" + "Zz@db.internal/x'\n";

  @TempDir Path folder;

  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void makePlugin() throws IOException {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
    file("data/größe 1.csv", "1\n".repeat(2_000));
    file("space/deep/module.py", "x = 1\n");
    file("__pycache__/x.pyc", "");
    file("debug.log", "x\n");
    file("data/notes.log", "x\n");
    file("bad\u001b[31mname.log", "x\n");
    file("x.py~", "");
    Files.writeString(plugin.resolve(".dvpignore"), "# mine\n\n*.log\n!notes.log\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = plugin.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void showsWhatGoesIn() {
    DvpRunner.Result result = dvp.runIn(plugin, "ls");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err()).isEmpty();
    Golden.check("ls/files.txt", result.out());
  }

  @Test
  void showsWhatStaysOutAndByWhichRule() {
    DvpRunner.Result result = dvp.runIn(plugin, "ls", "--left-out");
    Golden.check("ls/left-out.txt", result.out());
    assertThat(result.out()).doesNotContain("\u001b");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    DvpRunner.Result result = dvp.runIn(plugin, "ls", "--format", "json");
    Golden.check("ls/files.json", result.out());
    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(document.path("complete").asBoolean()).isTrue();
  }

  @Test
  void listsExactlyWhatBuildPacks() throws IOException {
    DvpRunner.Result build = dvp.runIn(plugin, "build", "-v");
    assertThat(build.exitCode()).as(build.toString()).isZero();
    assertThat(build.err()).contains("Left out: debug.log, .dvpignore:3: *.log");
    assertThat(build.err()).doesNotContain("\u001b[31m");
    JsonNode listed =
        new ObjectMapper().readTree(dvp.runIn(plugin, "ls", "--format", "json").out());
    assertThat(build.out()).contains(", " + listed.path("fileCount").asInt() + " files,");
  }

  @Test
  void tellsWhatCannotGoInAndGoesOn() throws IOException {
    file("db.py", ADDRESS);
    Files.createSymbolicLink(plugin.resolve("src/out"), folder);
    DvpRunner.Result result = dvp.runIn(plugin, "ls");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("plugin_runner.py", "db.py");
    assertThat(result.err()).contains("src/out: error[B202]", "src/db.py:1:16: error[B218]");
    assertThat(result.out() + result.err()).doesNotContain("gr8W0rd");
    DvpRunner.Result json = dvp.runIn(plugin, "ls", "--format", "json");
    assertThat(new ObjectMapper().readTree(json.out()).path("complete").asBoolean(true)).isFalse();
  }

  @Test
  void allowedSecretsGoInHoweverTheyAreNamed() throws IOException {
    file("data/db.py", ADDRESS);
    for (String name : new String[] {"data/db.py", "src/data/db.py", "**/*.py"}) {
      for (String command : new String[] {"ls", "build"}) {
        DvpRunner.Result result = dvp.runIn(plugin, command, "--allow-secret", name);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.err()).doesNotContain("error", "warning");
      }
    }
    DvpRunner.Result refused = dvp.runIn(plugin, "build", "--allow-secret", "db.py");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("error[B218]", "warning[B219]");
  }

  @Test
  void needsNoMoreThanAManifestAndASource() throws IOException {
    Files.writeString(plugin.resolve("schema.json"), "{");
    file("plugin_runner.py", "def broken(:\n");
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(manifest, Files.readString(manifest).replace("PYTHON311", "PYTHON27"));
    DvpRunner.Result result = dvp.runIn(plugin, "ls");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out()).contains("plugin_runner.py").doesNotContain("generated/");
    assertThat(result.err()).contains("generated/ is not shown");
  }

  @Test
  void saysWhyThereIsNoSource() throws IOException {
    Files.writeString(plugin.resolve("plugin_config.yml"), "srcDir: gone\n");
    DvpRunner.Result result = dvp.runIn(plugin, "ls");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("plugin_config.yml:1");
  }
}
