package dev.dvp.core.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsInputsTest {
  @TempDir Path folder;

  private final SettingsInputs inputs = new SettingsInputs();
  private Path manifest;
  private Path lock;

  @BeforeEach
  void note() throws IOException {
    manifest = Files.writeString(folder.resolve("plugin_config.yml"), "a");
    lock = folder.resolve("dvp.lock");
    inputs.note(manifest);
    inputs.note(lock);
  }

  @Test
  void whatStayedTheSameIsConfirmed() {
    assertThat(inputs.confirmed()).containsOnlyKeys(manifest).containsValue(Sha256.of("a"));
  }

  @Test
  void whatChangedIsRefused() throws IOException {
    Files.writeString(manifest, "b");
    inputs.note(manifest);
    assertThatThrownBy(inputs::confirmed)
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("plugin_config.yml` changed while the plugin was built");
  }

  @Test
  void whatAppearedIsRefused() throws IOException {
    Files.writeString(lock, "b");
    assertThatThrownBy(inputs::confirmed)
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("dvp.lock");
  }
}
