package dev.dvp.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path parent;

  /** One that a process left: it holds a file for the lock, and no lock. */
  private Path left(String name, boolean hasLock, Duration age) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Files.writeString(folder.resolve("file"), "content");
    if (hasLock) {
      Files.writeString(folder.resolve("dvp.lock"), "");
    }
    return aged(folder, age);
  }

  private static Path aged(Path folder, Duration age) throws IOException {
    return Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void itIsThereUntilItIsClosed() throws IOException {
    Path path;
    try (TemporaryFolder made = TemporaryFolder.create(parent, "dvp-x-")) {
      path = made.path();
      Files.writeString(path.resolve("file"), "content");

      assertThat(path.getFileName().toString()).startsWith("dvp-x-");
    }
    assertThat(path).doesNotExist();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsTakenAwayByTheNext() throws IOException {
    Path abandoned = left("dvp-x-1", true, HOUR);
    Path veryOld = left("dvp-x-2", false, Duration.ofDays(2));
    Path justMade = left("dvp-x-3", true, Duration.ofSeconds(1));
    Path withoutLock = left("dvp-x-4", false, HOUR);
    Path other = left("dvp-y-1", true, HOUR);
    Path kept = left("kept", true, HOUR);
    Path link = Files.createSymbolicLink(parent.resolve("dvp-x-5"), kept);

    try (TemporaryFolder made = TemporaryFolder.create(parent, "dvp-x-")) {
      assertThat(made.path()).isDirectory();
    }

    assertThat(abandoned).doesNotExist();
    assertThat(veryOld).doesNotExist();
    assertThat(justMade).isDirectory();
    assertThat(withoutLock).isDirectory();
    assertThat(other).isDirectory();
    assertThat(link).isSymbolicLink();
    assertThat(kept.resolve("file")).exists();
  }

  @Test
  void oneThatIsInUseStaysHoweverOldItIs() throws IOException {
    try (TemporaryFolder old = TemporaryFolder.create(parent, "dvp-x-")) {
      aged(old.path(), Duration.ofDays(9));

      TemporaryFolder.create(parent, "dvp-x-").close();

      assertThat(old.path()).isDirectory();
      // Looking at it has not taken its lock away either.
      TemporaryFolder.create(parent, "dvp-x-").close();
      assertThat(old.path()).isDirectory();
    }
  }

  @Test
  void aParentThatIsMissingIsSaid() {
    Path missing = parent.resolve("missing");

    assertThatThrownBy(() -> TemporaryFolder.create(missing, "dvp-x-"))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(missing).doesNotExist();
  }
}
