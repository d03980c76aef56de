package dev.dvp.localengine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00.123456Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void entriesAreLinesWithTimeAndLevel() {
    Path file = folder.resolve("engine.log");
    try (RotatingLog log = new RotatingLog(file, CLOCK)) {
      log.info("one");
      log.warning("two\r\n2026 ERROR forged\u001b[31m");
    }

    assertThat(file)
        .hasContent(
            "2026-01-31T12:00:00.123Z INFO one\n"
                + "2026-01-31T12:00:00.123Z WARN two  2026 ERROR forged [31m\n");
  }

  @Test
  void aBugIsToldWithItsTrace() {
    Path file = folder.resolve("engine.log");
    try (RotatingLog log = new RotatingLog(file, CLOCK)) {
      log.error("A bug.", new IllegalStateException("why"));
    }

    assertThat(file).content().contains("ERROR A bug.\n", "IllegalStateException: why", "\tat ");
  }

  @Test
  void aFullFileIsRotatedAndTheOldestDropped() throws IOException {
    Path file = folder.resolve("engine.log");
    try (RotatingLog log = new RotatingLog(file, CLOCK, 100)) {
      for (int i = 0; i < 40; i++) {
        log.info("entry " + i);
      }
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "engine.log",
              "engine.log.1",
              "engine.log.2",
              "engine.log.3",
              "engine.log.4",
              "engine.log.5");
    }
    assertThat(file).content().contains("entry 39").doesNotContain("entry 36");
    assertThat(folder.resolve("engine.log.1")).content().contains("entry 37");
    assertThat(Files.size(file)).isLessThanOrEqualTo(100);
  }

  @Test
  void aLaterRunGoesOnWhereTheLastOneStopped() {
    Path file = folder.resolve("engine.log");
    for (int i = 0; i < 2; i++) {
      try (RotatingLog log = new RotatingLog(file, CLOCK)) {
        log.info("run " + i);
      }
    }

    assertThat(file).content().contains("run 0", "run 1");
  }

  @Test
  void aLogThatCannotBeWrittenStopsNobody() {
    try (RotatingLog log = new RotatingLog(folder.resolve("no/such/engine.log"), CLOCK)) {
      log.info("lost");
    }
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void anEntryOfAnySizeIsBounded() throws IOException {
    Path file = folder.resolve("engine.log");
    try (RotatingLog log = new RotatingLog(file, CLOCK)) {
      log.info("x".repeat(10_000_000));
    }
    assertThat(Files.size(file)).isBetween(1000L, 70_000L);
  }
}
