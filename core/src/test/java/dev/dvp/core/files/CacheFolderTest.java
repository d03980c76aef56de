package dev.dvp.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  private static final Duration UNUSED = Duration.ofDays(30);

  @TempDir Path folder;

  private CacheFolder cache;

  @BeforeEach
  void fill() {
    cache = new CacheFolder(folder);
    keep("newest", 4);
    keep("newer", 5);
    keep("older", 6);
    keep("oldest", 7);
    keep("ancient", 24 * 31);
  }

  private void keep(String name, int hours) {
    cache.write(name, out -> out.write(new byte[100]));
    age(name, hours);
  }

  private void age(String name, int hours) {
    Instant used = Instant.now().minus(Duration.ofHours(hours));
    try {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(used));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Set<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void whatWasNotUsedForLongestGoesUntilTheRestIsSmallEnough() throws IOException {
    age("CACHEDIR.TAG", 8);
    cache.prune(UNUSED, 250, false);
    assertThat(kept()).containsOnly("newest", "newer", "CACHEDIR.TAG", ".gitignore", "pruned");
  }

  @Test
  void whatWasUsedJustNowStays() throws IOException {
    cache.used("oldest");
    age("newest", 2);
    cache.prune(UNUSED, 0, false);
    assertThat(kept()).contains("oldest", "newest").doesNotContain("newer", "older");
  }

  @Test
  void onlyWhatIsDueIsDoneTwiceADay() throws IOException {
    cache.prune(UNUSED);
    assertThat(kept()).contains("oldest").doesNotContain("ancient");
    cache.prune(UNUSED, 0, false);
    assertThat(kept()).contains("oldest");
    cache.prune(UNUSED, 0, true);
    assertThat(kept()).doesNotContain("oldest");
  }
}
