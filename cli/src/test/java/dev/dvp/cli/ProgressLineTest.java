package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.files.Sizes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long MILLISECOND = 1_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void quickWorkShowsNothing() {
    try (ProgressLine line = new ProgressLine(err, true, "Packing", now::get)) {
      now.set(499 * MILLISECOND);
      line.update(1, 2);
    }
    assertThat(shown()).isEmpty();
  }

  @Test
  void slowWorkShowsABarThatGoesAway() {
    try (ProgressLine line = new ProgressLine(err, true, "Packing", now::get)) {
      now.set(600 * MILLISECOND);
      line.update(50_000_000, 100_000_000);
      line.update(60_000_000, 100_000_000);
      now.set(800 * MILLISECOND);
      line.update(1234, -1);
    }
    assertThat(shown())
        .isEqualTo(
            "\rPacking [###############---------------]  50 % of 100.0 MB\u001b[K"
                + "\rPacking 1.2 KB\u001b[K"
                + "\r\u001b[K");
  }

  @Test
  void withoutATerminalThereIsNone() {
    try (ProgressLine line = new ProgressLine(err, false, "Packing", now::get)) {
      now.set(10_000 * MILLISECOND);
      line.update(1, 2);
    }
    assertThat(shown()).isEmpty();
  }

  @Test
  void sizes() {
    assertThat(Sizes.show(0)).isEqualTo("0 bytes");
    assertThat(Sizes.show(999)).isEqualTo("999 bytes");
    assertThat(Sizes.show(1000)).isEqualTo("1.0 KB");
    assertThat(Sizes.show(999_960)).isEqualTo("1.0 MB");
    assertThat(Sizes.show(4_400_000_000_000L)).isEqualTo("4.4 TB");
    assertThat(Sizes.show(Long.MAX_VALUE)).endsWith(" TB");
  }
}
