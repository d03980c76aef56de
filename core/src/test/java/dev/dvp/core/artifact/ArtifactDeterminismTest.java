package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs alone: it changes the time zone and the locale of the whole process. */
@Isolated
class ArtifactDeterminismTest {
  @TempDir Path folder;

  private byte[] build(Instant time) throws IOException {
    Payload payload =
        PayloadCollector.collect(
            new PayloadRequest(
                folder.resolve("src"), Map.of(), f -> false, f -> false, Optional.empty()),
            new Diagnostics());
    Path target = folder.resolve("artifact.json");
    TestArtifacts.write(SamplePlugin.of(folder), payload, target, time);
    return Files.readAllBytes(target);
  }

  @Test
  void doesNotDependOnTimeZoneOrLocale() throws IOException {
    SamplePlugin.in(folder);
    Files.writeString(folder.resolve("src/TITLE.py"), "I = 'ı'\n");
    compareZones(Instant.parse("2024-06-30T23:59:58Z"));
    compareZones(Instant.parse("1980-01-01T00:00:00Z"));
  }

  private void compareZones(Instant time) throws IOException {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      byte[] expected = build(time);
      Set<Integer> offsets = new HashSet<>();
      for (String id :
          List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Europe/Berlin")) {
        for (String tag : List.of("en-US", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          Locale.setDefault(Locale.forLanguageTag(tag));
          offsets.add(TimeZone.getDefault().getOffset(time.toEpochMilli()));

          assertThat(build(time)).as("%s %s", id, tag).isEqualTo(expected);
        }
      }
      assertThat(offsets).as("the zones do differ").hasSize(5);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void givesTheSameTimeWhereTheClocksSkipIt() throws IOException {
    SamplePlugin.in(folder);
    TimeZone zone = TimeZone.getDefault();
    // 02:30 in UTC; Berlin's clocks go from 02:00 to 03:00 on that day.
    Instant time = Instant.parse("2026-03-29T02:30:00Z");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      byte[] expected = build(time);
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      assertThat(build(time)).isEqualTo(expected);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void givesTheSameTimeInAnyZone() throws IOException {
    SamplePlugin.in(folder);
    TimeZone zone = TimeZone.getDefault();
    Random random = new Random(7);
    String[] zones = TimeZone.getAvailableIDs();
    try {
      for (int i = 0; i < 200; i++) {
        Instant time =
            Instant.parse("2000-01-01T00:00:00Z")
                .plusSeconds(86_400L * random.nextInt(4000) + random.nextInt(86_400));
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        byte[] expected = build(time);
        TimeZone.setDefault(TimeZone.getTimeZone(zones[random.nextInt(zones.length)]));
        assertThat(build(time)).as("%s %s", time, TimeZone.getDefault()).isEqualTo(expected);
      }
    } finally {
      TimeZone.setDefault(zone);
    }
  }
}
