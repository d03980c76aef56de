package dev.dvp.localengine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir Path folder;

  /** Whoever can write there could put a password of his own. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatOthersCanWriteToIsRefused() throws IOException {
    for (String modes : List.of("rwxrwx---", "rwxr-x-w-", "rwxrwxrwx")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes));
      assertThatIOException()
          .isThrownBy(() -> PrivateFiles.refuseShared(folder))
          .withMessageContaining("other users may write to it (mode " + modes + ")");
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFiles.refuseShared(folder);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderOfAnotherUserIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try {
      Files.setAttribute(other, "unix:uid", 54321);
    } catch (FileSystemException e) {
      assumeTrue(false, "only root can give a folder away");
    }
    assertThatIOException()
        .isThrownBy(() -> PrivateFiles.refuseShared(other))
        .withMessageContaining("belongs to another user");
  }

  @Test
  void aWriteReplacesTheWholeFileAndMakesItPrivate() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "a longer text than the new one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    PrivateFiles.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aWriteThatFailsLeavesNothingBehind() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target/full"));

    assertThatIOException().isThrownBy(() -> PrivateFiles.write(target.getParent(), "new"));

    assertThat(target).exists();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aReadStopsAtItsLimit() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");

    assertThat(PrivateFiles.read(file, 4)).contains("0123");
    assertThat(PrivateFiles.read(folder.resolve("none"), 4)).isEmpty();
  }

  @Test
  void onlyFilesAreDeletedAndNoLinkIsFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "x");
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    Files.writeString(uploads.resolve("file"), "x");
    Files.createSymbolicLink(uploads.resolve("link"), elsewhere);
    Files.createDirectory(uploads.resolve("folder"));

    PrivateFiles.deleteFilesIn(uploads);
    PrivateFiles.deleteFilesIn(folder.resolve("none"));

    try (Stream<Path> left = Files.list(uploads)) {
      assertThat(left).containsExactly(uploads.resolve("folder"));
    }
    assertThat(elsewhere.resolve("kept")).exists();
  }

  @Test
  void whatAKilledProcessLeftUnfinishedIsDeletedOnceItIsOld() throws IOException {
    Path old = PrivateFiles.createTemporary(folder, ".tmp");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(61)));
    Path fresh = PrivateFiles.createTemporary(folder, ".tmp");
    Path other = PrivateFiles.createTemporary(folder, ".tar.gz");
    Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));

    PrivateFiles.deleteUnfinished(folder, Duration.ofSeconds(60));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(other).exists();
  }

  @Test
  void theNamesOfAFolderAreForced() throws IOException {
    PrivateFiles.forceNames(folder);

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> PrivateFiles.forceNames(folder.resolve("none")));
  }
}
