package dev.dvp.localengine.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sizes as people read them. */
final class Shown {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

  private Shown() {}

  /** A moment, in this machine's zone. */
  static Html time(Html html, Instant moment) {
    return html.element("time", text(moment), "datetime", moment.toString());
  }

  static String text(Instant moment) {
    return LOCAL.format(moment.atZone(ZoneId.systemDefault()));
  }

  static String took(long nanos) {
    double seconds = nanos / 1e9;
    return seconds < 0.001
        ? "less than 1 ms"
        : seconds < 1
            ? Math.round(seconds * 1000) + " ms"
            : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String between(Instant from, Instant to) {
    return took(Duration.between(from, to).toNanos());
  }

  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
