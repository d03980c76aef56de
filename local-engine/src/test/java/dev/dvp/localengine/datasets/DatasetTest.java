package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.localengine.DataFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DatasetTest {
  @TempDir Path temporary;
  private Path folder;
  private Dataset dataset;

  /** As a kill ends the work: no handler for a failure sees it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Work on a dataset. */
  @FunctionalInterface
  private interface Work {
    void on(Dataset dataset) throws Exception;
  }

  @BeforeEach
  void aDatasetWithASnapshot() throws Exception {
    folder = new DataFolder(temporary.resolve("data")).dataset("VIRTUAL-1");
    dataset = new Dataset(folder);
    assertThat(dataset.hasData()).isFalse();
    dataset.makeEmpty();
    Files.writeString(dataset.data().resolve("file"), "one");
    dataset.takeSnapshot(1);
    Files.writeString(dataset.data().resolve("file"), "two");
  }

  private String content() throws IOException {
    Path file = dataset.data().resolve("file");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void aSnapshotKeepsWhatWasThere() throws Exception {
    assertThat(dataset.snapshot(1).resolve("file")).hasContent("one");
    assertThat(dataset.snapshot(1)).isEqualTo(folder.resolve("snapshots/1"));
    dataset.cloneFrom(dataset.snapshot(1));
    assertThat(content()).isEqualTo("one");
    Files.writeString(dataset.data().resolve("file"), "three");
    assertThat(dataset.snapshot(1).resolve("file")).hasContent("one");
    Dataset other = new Dataset(folder.resolveSibling("VIRTUAL-2"));
    other.cloneFrom(dataset.snapshot(1));
    assertThat(other.data().resolve("file")).hasContent("one");
    dataset.makeEmpty();
    assertThat(dataset.data()).isEmptyDirectory();
    assertThat(dataset.bytes()).isZero();
    assertThat(dataset.copying().text()).isIn("copy-on-write", "plain copy");
  }

  @Test
  void snapshotsAreNeverOverwritten() throws Exception {
    assertThatThrownBy(() -> dataset.takeSnapshot(1))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(dataset.snapshot(1).resolve("file")).hasContent("one");
    Dataset none = new Dataset(temporary.resolve("none"));
    assertThatThrownBy(() -> none.takeSnapshot(1)).isInstanceOf(NoSuchFileException.class);
    none.recover(Set.of());
    assertThat(temporary.resolve("none")).doesNotExist();
    assertThatThrownBy(() -> dataset.snapshot(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeCopiedLeavesTheOld() {
    assertThatThrownBy(() -> dataset.cloneFrom(dataset.snapshot(9)))
        .isInstanceOf(IOException.class);
    assertThat(dataset.data().resolve("file")).hasContent("two");
  }

  @Test
  void snapshotsGoWhole() throws Exception {
    dataset.takeSnapshot(2);
    dataset.deleteSnapshot(1);
    dataset.deleteSnapshot(7);
    assertThat(folder.resolve("snapshots")).isDirectoryNotContaining("glob:**/*1");
    assertThat(dataset.snapshot(2).resolve("file")).hasContent("two");
  }

  @Test
  void recoveryTakesAwayWhatNobodyKnows() throws Exception {
    dataset.takeSnapshot(2);
    Files.writeString(Files.createDirectories(folder.resolve("snapshots/new-3")).resolve("f"), "h");
    Files.writeString(folder.resolve("snapshots/mine.txt"), "mine");
    dataset.recover(Set.of(2L, 5L));
    assertThat(dataset.snapshot(1)).doesNotExist();
    assertThat(folder.resolve("snapshots/new-3")).doesNotExist();
    assertThat(folder.resolve("snapshots/mine.txt")).exists();
    assertThat(dataset.snapshot(2).resolve("file")).hasContent("two");
  }

  private void killEverywhere(Work work, List<String> allowed) throws Exception {
    List<String> all = new ArrayList<>();
    work.on(new Dataset(folder, all::add));
    assertThat(all).isNotEmpty();
    for (String step : all) {
      dataset.delete();
      aDatasetWithASnapshot();
      Dataset killed =
          new Dataset(
              folder,
              done -> {
                if (done.equals(step)) {
                  throw new Killed();
                }
              });
      assertThatThrownBy(() -> work.on(killed)).isInstanceOf(Killed.class);

      dataset.recover(Set.of(1L));

      assertThat(content()).as("killed after: %s", step).isIn(allowed);
      assertThat(dataset.snapshot(1).resolve("file")).as(step).hasContent("one");
      try (var entries = Files.list(folder)) {
        assertThat(entries.map(path -> path.getFileName().toString()))
            .as(step)
            .containsExactlyInAnyOrder("data", "snapshots");
      }
      try (var entries = Files.list(folder.resolve("snapshots"))) {
        assertThat(entries).as(step).hasSize(1);
      }
      work.on(dataset);
      assertThat(content()).as("taken up again after: %s", step).isEqualTo(allowed.get(1));
    }
  }

  @Test
  void aKillLeavesTheOldOrTheNew() throws Exception {
    killEverywhere(one -> one.cloneFrom(one.snapshot(1)), List.of("two", "one"));
    killEverywhere(Dataset::makeEmpty, List.of("two", ""));
    killEverywhere(one -> one.takeSnapshot(2), List.of("two", "two"));
  }

  @Test
  void theNextWorkRecoversByItself() throws Exception {
    Files.move(dataset.data(), folder.resolve("data.old"));
    Files.createDirectories(folder.resolve("data.new-1/half"));
    assertThatThrownBy(() -> dataset.cloneFrom(dataset.snapshot(9)))
        .isInstanceOf(IOException.class);
    assertThat(content()).isEqualTo("two");
    assertThat(folder.resolve("data.new-1")).doesNotExist();
  }

  @Test
  void aSnapshotThatWasBeingDeletedIsGoneOrWhole() throws Exception {
    Dataset killed =
        new Dataset(
            folder,
            done -> {
              throw new Killed();
            });
    assertThatThrownBy(() -> killed.deleteSnapshot(1)).isInstanceOf(Killed.class);
    dataset.recover(Set.of(1L));
    assertThat(folder.resolve("snapshots")).isEmptyDirectory();
  }

  @Test
  void bytesAreThoseOfTheFiles() throws Exception {
    Path file = Files.write(dataset.data().resolve("large"), new byte[1000]);
    Files.createLink(dataset.data().resolve("again"), file);
    Files.createSymbolicLink(dataset.data().resolve("link"), Path.of("."));
    assertThat(dataset.bytes()).isEqualTo(1003);
    assertThat(new Quota(1003).check(dataset, "orders")).isEmpty();
    assertThat(new Quota(1002).check(dataset, "orders"))
        .get()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(DatasetRule.QUOTA_EXCEEDED);
              assertThat(finding.message())
                  .containsPattern("`orders` has 1.0 KB \\(1003 bytes\\), and its quota is 1.0 KB")
                  .containsPattern("`(large|again)` \\(1.0 KB\\), `file` \\(3 bytes\\)\\.$");
            });
    assertThatThrownBy(() -> new Quota(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAPluginMadeUnwritableGoesToo() throws Exception {
    Path closed = Files.createDirectories(dataset.data().resolve("closed/deep"));
    Files.writeString(closed.resolve("f"), "x");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("r-x------"));
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.writeString(other.resolve("mine"), "mine");
    Files.createSymbolicLink(dataset.data().resolve("link"), other);
    dataset.delete();
    assertThat(folder).doesNotExist();
    assertThat(other.resolve("mine")).exists();
  }

  @Test
  void aReferenceIsOneFolder() {
    DataFolder data = new DataFolder(temporary);
    for (String bad : List.of("", "..", "a/b", ".x", "a\0b", "-x")) {
      assertThatThrownBy(() -> data.dataset(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The program that copies outlives a process that is killed, and goes on writing. */
  @Test
  void whatAnOrphanStillCopiesDoesNotGetIntoTheNewData() throws Exception {
    List<Path> left = List.of(folder.resolve("data.new"), folder.resolve("data.new-left"));
    for (Path one : left) {
      Files.createDirectories(one.resolve("sub"));
    }
    Files.createDirectories(folder.resolve("snapshots/new-7"));
    AtomicBoolean isOver = new AtomicBoolean();
    CountDownLatch writes = new CountDownLatch(1);
    Thread orphan =
        new Thread(
            () -> {
              for (int i = 0; !isOver.get(); i++) {
                for (Path one : left) {
                  write(one.resolve("file-" + i));
                  write(one.resolve("sub/file-" + i));
                }
                writes.countDown();
              }
            });
    orphan.start();
    try {
      writes.await();
      for (int i = 0; i < 20; i++) {
        dataset.cloneFrom(dataset.snapshot(1));
        assertThat(dataset.data().toFile().list()).containsExactly("file");
      }
      dataset.recover(Set.of(1L));
    } finally {
      isOver.set(true);
      orphan.join();
    }
    assertThat(folder.resolve("snapshots").toFile().list()).containsExactly("1");
  }

  private static void write(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      return; // the folder is gone, which is what an orphan sees
    }
  }
}
