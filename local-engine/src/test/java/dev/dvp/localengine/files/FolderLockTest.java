package dev.dvp.localengine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void oneHolderAtATime() throws IOException {
    Path file = folder.resolve("lock");
    FolderLock lock = FolderLock.tryAcquire(file).orElseThrow();

    assertThat(FolderLock.tryAcquire(file)).isEmpty();
    assertThat(FolderLock.tryAcquire(folder.resolve("./lock"))).isEmpty();

    lock.close();
    FolderLock again = FolderLock.tryAcquire(file).orElseThrow();
    again.close();
    assertThat(file).exists();
  }

  /** Who can read it can keep its lock away. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanOpenIt() throws IOException {
    Path file = folder.resolve("private.lock");
    try (FolderLock held = FolderLock.tryAcquire(file).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
