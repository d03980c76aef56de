package dev.dvp.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "content");
  }

  private void mode(String name, String mode) throws IOException {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), "no modes of files here");
    Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
  }

  /** Root may do all this anyway; the others need the rights that a plugin took away. */
  @Test
  void aFolderThatNobodyMayLookIntoOrChangeGoesToo() throws IOException {
    file("gone/closed/below/file");
    file("gone/fixed/file");
    file("gone/open/file");
    mode("gone/closed/below", "---------");
    mode("gone/closed", "---------");
    mode("gone/fixed", "r-xr-xr-x");

    FolderRemoval.quietly(folder.resolve("gone"));

    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void whatALinkNamesStaysAsItIs() throws IOException {
    file("kept/file");
    mode("kept", "r-x------");
    Files.createDirectories(folder.resolve("gone"));
    Files.createSymbolicLink(folder.resolve("gone/link"), folder.resolve("kept"));

    FolderRemoval.quietly(folder.resolve("gone"));

    assertThat(folder.resolve("gone")).doesNotExist();
    assertThat(folder.resolve("kept/file")).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("kept"))))
        .isEqualTo("r-x------");
    mode("kept", "rwx------");
  }

  @Test
  void whatIsNotThereIsGone() {
    FolderRemoval.quietly(folder.resolve("never"));

    assertThat(folder).isEmptyDirectory();
  }
}
