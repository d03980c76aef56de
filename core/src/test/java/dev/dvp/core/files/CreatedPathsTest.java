package dev.dvp.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreatedPathsTest {
  @TempDir Path folder;

  @Test
  void takesAwayWhatWasNotKept() throws IOException {
    Files.createDirectory(folder.resolve("there"));
    try (CreatedPaths created = new CreatedPaths()) {
      created.createFolders(folder.resolve("there/a/b"));
      created.createFile(folder.resolve("there/a/b/file"));
      created.createFolders(folder.resolve("there/a"));
    }
    assertThat(folder.resolve("there")).isEmptyDirectory();
  }

  @Test
  void keepsWhatEndedWell() throws IOException {
    try (CreatedPaths created = new CreatedPaths()) {
      created.createFile(folder.resolve("kept"));
      created.keep();
      created.createFile(folder.resolve("lost"));
    }
    assertThat(folder).isDirectoryContaining("glob:**kept").isDirectoryNotContaining("glob:**lost");
  }

  @Test
  void leavesFoldersInWhichOthersPutSomething() throws IOException {
    try (CreatedPaths created = new CreatedPaths()) {
      created.createFolders(folder.resolve("a/b"));
      Files.writeString(folder.resolve("a/theirs"), "");
    }
    assertThat(folder.resolve("a/theirs")).exists();
    assertThat(folder.resolve("a/b")).doesNotExist();
  }

  @Test
  void neverTakesOverAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "theirs");
    try (CreatedPaths created = new CreatedPaths()) {
      assertThatThrownBy(() -> created.createFile(file))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> created.createFolders(file))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(file).hasContent("theirs");
  }

  @Test
  void movesAndDeletesBeforeTheEnd() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    try (CreatedPaths created = new CreatedPaths()) {
      Path made = created.createFile(folder.resolve("made"));
      Files.writeString(made, "new");
      created.moveInto(made, target);
      created.delete(created.createFile(folder.resolve("other")));
    }
    assertThat(target).hasContent("new");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void keepsInMindWhatCouldNotBeMoved() throws IOException {
    Path made;
    try (CreatedPaths created = new CreatedPaths()) {
      made = created.createFile(folder.resolve("made"));
      assertThatThrownBy(() -> created.moveInto(made, folder.resolve("no/target")))
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThat(made).doesNotExist();
  }

  @Test
  void makesNothingMoreOnceTheWorkIsGivenUp() throws IOException {
    CreatedPaths created = new CreatedPaths();
    Path made = created.createFile(folder.resolve("made"));
    assertThat(created.isUndone()).isFalse();

    created.undo();

    assertThat(created.isUndone()).isTrue();
    assertThatThrownBy(() -> created.createFile(folder.resolve("more")))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> created.createFolders(folder.resolve("more/deep")))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> created.moveInto(made, folder.resolve("target")))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
