package dev.dvp.localengine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFileTest {
  private static final EngineFile SAMPLE =
      new EngineFile(4242, 40123, TestEngine.NOW, "0.1.0", "abc");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("engine.json");

    SAMPLE.write(file);

    assertThat(EngineFile.read(file)).contains(SAMPLE);
    assertThat(file)
        .hasContent(
            "{\"pid\":4242,\"port\":40123,\"started\":\"2026-01-31T12:00:00Z\","
                + "\"version\":\"0.1.0\",\"instance\":\"abc\"}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"pid\":1}",
        "{\"pid\":1,\"port\":{\"a\":1}}",
        "{\"pid\":1,\"port\":0,\"started\":\"2026-01-31T12:00:00Z\"}",
        "{\"pid\":1,\"port\":70000,\"started\":\"2026-01-31T12:00:00Z\"}",
        "{\"pid\":1e99,\"port\":80,\"started\":\"2026-01-31T12:00:00Z\"}",
        "{\"pid\":1,\"port\":80,\"started\":\"yesterday\"}"
      })
  void whatNoEngineWroteIsNoEngine(String text) throws IOException {
    assertThat(EngineFile.read(Files.writeString(folder.resolve("engine.json"), text))).isEmpty();
  }

  @Test
  void damageNeverEndsInAnythingElse() throws IOException {
    Path file = folder.resolve("engine.json");
    SAMPLE.write(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Files.write(file, damaged);
      EngineFile.read(file).ifPresent(read -> assertThat(read.port()).isBetween(1, 0xFFFF));
    }
  }
}
