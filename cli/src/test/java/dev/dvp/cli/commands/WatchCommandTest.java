package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Host;
import dev.dvp.cli.RunningDvp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private DvpRunner dvp;
  private Path plugin;
  private Path source;

  @BeforeEach
  void aPlugin(@TempDir Path folder) {
    dvp = new DvpRunner(folder.resolve("ein Ordner für dvp"));
    plugin = dvp.scaffold("plugin");
    source = plugin.resolve("src/plugin_runner.py");
  }

  /** As most editors save: what they write takes the file's place. */
  private static void save(Path file, String text) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".swp");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The hour is the one of where this runs. */
  private static String atNoon(String text) {
    return text.replaceAll("(?m)^((?:\u001b\\[2?[JH])*)\\d\\d:\\d\\d:00", "$112:00:00");
  }

  @Test
  void eachSaveIsLookedAt() throws Exception {
    String good = Files.readString(source);
    Path schema = plugin.resolve("schema.json");
    StringBuilder said = new StringBuilder();
    try (RunningDvp watch = dvp.start(plugin, "watch")) {
      said.append(watch.until("No problems found.\n\n"));
      save(source, good + "\nlen(undefined)\n");
      said.append(watch.until("tells more.\n\n"));
      save(source, good + "\nlen(undefined)\n# still\n");
      said.append(watch.until("finding.\n"));
      save(schema, Files.readString(schema).replace("\"sourcePath\"", "\"folder\""));
      said.append(watch.until("tells more.\n\n"));
      Files.delete(source);
      said.append(watch.until("tells more.\n\n"));
      save(source, good.replace("source_path", "folder"));
      said.append(watch.until("No problems found.\n\n"));
      DvpRunner.Result result = watch.stop();
      assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(result.err()).isEmpty();
    }
    Golden.check("watch/plain.txt", atNoon(said.toString()));
    assertThat(plugin.resolve("src/generated/definitions/snapshot_definition.py"))
        .content()
        .contains("folder");
  }

  @Test
  void onATerminalThePictureIsDrawnOverTheLast() throws Exception {
    dvp.terminal(new Host.TerminalStreams(true, true, true)).env("NO_COLOR", "1");
    String good = Files.readString(source);
    try (RunningDvp watch = dvp.start(plugin, "watch")) {
      String first = watch.until("\u001b[J");
      assertThat(first).startsWith("\u001b[2J\u001b[H").contains("No problems found.\u001b[K\n");
      save(source, good + "\nlen(undefined)\n");
      String second = watch.until("\u001b[J");
      assertThat(second).startsWith("\u001b[H").contains("src/plugin_runner.py changed.\u001b[K\n");
      Golden.check("watch/terminal.txt", atNoon(first + second).replace("\u001b", "<ESC>"));
      assertThat(watch.stop().out()).endsWith("\u001b[J\n");
    }
  }

  @Test
  void aBrokenManifestIsWatchedTooAndTheSourceItNamesNext() throws Exception {
    Path manifest = plugin.resolve("plugin_config.yml");
    String good = Files.readString(manifest);
    try (RunningDvp watch = dvp.start(plugin, "watch")) {
      watch.until("No problems found.\n\n");
      save(manifest, good.replace("srcDir: src", "srcDir: [src"));
      assertThat(watch.until("tells more.\n\n")).contains("plugin_config.yml changed", "error[M0");
      Files.move(plugin.resolve("src"), plugin.resolve("python"));
      save(manifest, good.replace("srcDir: src", "srcDir: python"));
      watch.until("No problems found.\n\n");
      Files.writeString(plugin.resolve("python/plugin_runner.py"), "x = (\n");
      assertThat(watch.until("tells more.\n\n")).contains("python/plugin_runner.py changed");
    }
  }

  @Test
  void whatGoesMayComeBack() throws Exception {
    Path schema = plugin.resolve("schema.json");
    Path away = plugin.resolveSibling("away");
    try (RunningDvp watch = dvp.start(plugin, "watch")) {
      watch.until("No problems found.\n\n");
      Files.move(schema, away);
      assertThat(watch.until("tells more.\n\n")).contains("schema.json changed", "[M206]");
      Files.move(away, schema);
      assertThat(watch.until("No problems found.\n\n")).contains("schema.json changed");
      Files.move(plugin.resolve("src"), away);
      assertThat(watch.until("tells more.\n\n")).contains("error[M20");
      Files.move(away, plugin.resolve("src"));
      watch.until("No problems found.\n\n");
    }
  }

  @Test
  void whereThereIsNoPluginNothingIsWatched() {
    DvpRunner.Result result = dvp.run("watch");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("plugin_config.yml", "M001");
  }

  @Test
  void classesThatCannotBeWrittenAreAFinding() throws Exception {
    Path generated = plugin.resolve("src/generated");
    Path away = plugin.resolveSibling("away");
    Files.move(generated, away);
    Files.writeString(generated, "");
    try (RunningDvp watch = dvp.start(plugin, "watch")) {
      assertThat(watch.until("tells more.\n\n")).contains("[B902]");
      Files.delete(generated);
      Path schema = plugin.resolve("schema.json");
      save(schema, Files.readString(schema) + "\n");
      assertThat(watch.until("No problems found.\n\n")).contains("Generated classes: ");
    }
  }
}
