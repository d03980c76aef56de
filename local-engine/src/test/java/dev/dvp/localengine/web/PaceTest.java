package dev.dvp.localengine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Patience PATIENCE = new Patience(WINDOW, WINDOW, WINDOW, 1000);

  private final Pace pace = new Pace(PATIENCE);

  @Test
  void whatComesTooSlowlyInOneWindowIsRefused() throws IOException {
    pace.moved(ago(WINDOW.dividedBy(2)), 500);

    assertThatExceptionOfType(Pace.TooSlowException.class)
        .isThrownBy(() -> pace.moved(ago(WINDOW.dividedBy(2)), 499));
  }

  @Test
  void whatCameFastBeforeIsNoExcuseLater() throws IOException {
    pace.moved(ago(WINDOW), 1_000_000_000);

    assertThatExceptionOfType(Pace.TooSlowException.class)
        .isThrownBy(() -> pace.moved(ago(WINDOW), 999));
  }

  @Test
  void theLeastRateItselfGoesOnForEver() throws IOException {
    for (int i = 0; i < 1000; i++) {
      pace.moved(ago(WINDOW), 1000);
    }

    pace.moved(System.nanoTime(), 0); // the next window has hardly begun
  }

  @Test
  void aBodyIsReadAsItIs() throws IOException {
    byte[] bytes = {0, (byte) 0xFF, 7, 8};
    InputStream in = new PacedInput(new ByteArrayInputStream(bytes), PATIENCE);

    assertThat(in.read()).isZero();
    assertThat(in.read()).isEqualTo(0xFF);
    assertThat(in.readAllBytes()).containsExactly(7, 8);
    assertThat(in.read()).isEqualTo(-1);
  }

  private static long ago(Duration time) {
    return System.nanoTime() - time.toNanos();
  }
}
