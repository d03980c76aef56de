package dev.dvp.cli;

import dev.dvp.core.files.Sizes;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that shows how far something is. It appears only when the work takes
 * longer than half a second, so that quick work leaves no flicker.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long PATIENCE_NANOS = 500_000_000L;
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int BAR_WIDTH = 30;

  private final PrintStream err;
  private final boolean terminal;
  private final String label;
  private final LongSupplier nanos;
  private final long start;
  private long lastShown;
  private boolean shown;

  /**
   * Makes a progress line.
   *
   * @param call whose standard error it is shown on, when that is a terminal
   * @param label what is going on, for example {@code Uploading}
   */
  public ProgressLine(Invocation call, String label) {
    this(
        call.host().err(),
        call.host().terminal().err() && call.verbosity() >= 0,
        label,
        System::nanoTime);
  }

  ProgressLine(PrintStream err, boolean terminal, String label, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.label = label;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /**
   * Shows how far the work is.
   *
   * @param done bytes so far
   * @param total bytes in all, or -1 when nobody knows
   */
  public synchronized void update(long done, long total) {
    long now = nanos.getAsLong();
    boolean early = now - start < PATIENCE_NANOS || (shown && now - lastShown < PAUSE_NANOS);
    if (!terminal || early) {
      return;
    }
    shown = true;
    lastShown = now;
    err.print("\r" + line(done, total) + "\u001b[K");
    err.flush();
  }

  private String line(long done, long total) {
    if (total <= 0) {
      return label + " " + Sizes.show(done);
    }
    int filled = (int) Math.min(BAR_WIDTH, done * BAR_WIDTH / total);
    String bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
    long percent = Math.min(100, done * 100 / total);
    return String.format(
        Locale.ROOT, "%s [%s] %3d %% of %s", label, bar, percent, Sizes.show(total));
  }

  /** Takes the line away again. */
  @Override
  public synchronized void close() {
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
      shown = false;
    }
  }
}
