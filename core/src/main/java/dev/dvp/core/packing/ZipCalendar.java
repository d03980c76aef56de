package dev.dvp.core.packing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The times that a zip's entries can have (APPNOTE.TXT 4.4.6, of MS-DOS): even seconds. */
public final class ZipCalendar {
  /** The first time. */
  public static final Instant FIRST = utc(LocalDateTime.of(1980, 1, 1, 0, 0, 0));

  /** The last time. */
  public static final Instant LAST = utc(LocalDateTime.of(2107, 12, 31, 23, 59, 58));

  private ZipCalendar() {}

  /** Not Instant.parse, which loads all that can be said of dates: 10 ms of a start. */
  private static Instant utc(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC);
  }
}
