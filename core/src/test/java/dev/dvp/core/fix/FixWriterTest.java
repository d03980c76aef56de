package dev.dvp.core.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files are written, or none. */
class FixWriterTest {
  @TempDir Path folder;

  private OldPlugin old() {
    OldPlugin plugin = new OldPlugin(folder);
    plugin.write("plugin_config.yml", OldPlugin.MANIFEST.replace("PYTHON311", "PYTHON27"));
    plugin.write(
        "src/plugin_runner.py",
        "from dlpx.virtualization import platform\n\nplugin = platform.plugin()\n");
    return plugin;
  }

  @Test
  void filesAreReplacedAndKeepTheirRights() throws IOException {
    OldPlugin plugin = old();
    Path source = folder.resolve("src/plugin_runner.py");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x---"));
    List<Path> written;
    try (CreatedPaths temporary = new CreatedPaths()) {
      written = FixWriter.write(plugin.fix().changes(), temporary);
    }
    assertThat(written).hasSize(2);
    assertThat(Files.readString(plugin.manifest())).isEqualTo(OldPlugin.MANIFEST);
    assertThat(Files.readString(source)).contains("platform.Plugin()");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(source)))
        .isEqualTo("rwxr-x---");
    assertThat(names()).containsExactlyInAnyOrder("plugin_config.yml", "schema.json", "src");
  }

  @Test
  void aFileThatWasChangedMeanwhileKeepsAllAsTheyAre() throws IOException {
    OldPlugin plugin = old();
    FixResult result = plugin.fix();
    plugin.write("src/plugin_runner.py", "# somebody else's\n");
    try (CreatedPaths temporary = new CreatedPaths()) {
      assertThatThrownBy(() -> FixWriter.write(result.changes(), temporary))
          .isInstanceOf(DvpException.class)
          .hasMessageContaining("no file was changed");
    }
    assertThat(Files.readString(plugin.manifest())).contains("PYTHON27");
    assertThat(names()).containsExactlyInAnyOrder("plugin_config.yml", "schema.json", "src");
  }

  @Test
  void aLinkStaysOneAndItsTargetInsideIsWritten() throws IOException {
    OldPlugin plugin = old();
    Files.move(plugin.manifest(), folder.resolve("real.yml"));
    Files.createSymbolicLink(plugin.manifest(), Path.of("real.yml"));
    try (CreatedPaths temporary = new CreatedPaths()) {
      FixWriter.write(plugin.fix().changes(), temporary);
    }
    assertThat(plugin.manifest()).isSymbolicLink();
    assertThat(Files.readString(folder.resolve("real.yml"))).isEqualTo(OldPlugin.MANIFEST);
  }

  @Test
  void aFileOutsideIsShownAndNotWritten(@TempDir Path outside) throws IOException {
    OldPlugin plugin = new OldPlugin(folder);
    Path schema = outside.resolve("schema.json");
    String old = OldPlugin.SCHEMA.replaceFirst("\"required\"", "\"requierd\"");
    Files.writeString(schema, old);
    plugin.write(
        "plugin_config.yml", OldPlugin.MANIFEST.replace("schema.json", "\"" + schema + "\""));
    FixResult result = plugin.fix();
    assertThat(result.changes()).hasSize(1).noneMatch(FileChange::isInside);
    try (CreatedPaths temporary = new CreatedPaths()) {
      assertThat(FixWriter.write(result.changes(), temporary)).isEmpty();
    }
    assertThat(Files.readString(schema)).isEqualTo(old);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
