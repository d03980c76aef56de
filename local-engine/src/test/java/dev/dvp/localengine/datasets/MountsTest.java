package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.datasets.MountSpecification.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class MountsTest {
  @TempDir Path temporary;
  private Path root;
  private DataFolder folder;
  private Dataset dataset;

  /** As a kill ends the work: no handler for a failure sees it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void aDataset() throws Exception {
    root = temporary.toRealPath();
    folder = new DataFolder(root.resolve("engine"));
    dataset = dataset("VIRTUAL-1");
  }

  @AfterEach
  void nothingStaysMounted() throws Exception {
    new Mounts(folder, false).unmountAll();
  }

  private Dataset dataset(String reference) throws IOException {
    Dataset made = new Dataset(folder.dataset(reference));
    made.makeEmpty();
    Files.writeString(made.data().resolve("file"), reference);
    return made;
  }

  private Mounts mounts(boolean bind) throws Exception {
    if (bind) {
      Path trial = Files.createDirectories(root.resolve("trial"));
      boolean works =
          Owners.isRoot()
              && Program.run("mount", "--bind", trial.toString(), trial.toString()).isGood();
      assumeTrue(works, "nothing can be mounted");
      Program.run("umount", trial.toString());
      Files.delete(trial);
    }
    return new Mounts(folder, bind);
  }

  private static Mounted mount(Mounts mounts, Dataset dataset, Path path) throws Exception {
    return mounts.mount(dataset.data(), path.toString(), Optional.empty(), Optional.empty());
  }

  private static Diagnostic refused(Rule rule, ThrowingCallable work) {
    List<Diagnostic> findings = new ArrayList<>();
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(DvpException.class, e -> findings.addAll(e.diagnostics()));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).rule()).isEqualTo(rule);
    return findings.get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDatasetIsSeenAndTakenAwayAgain(boolean bind) throws Exception {
    Path path = root.resolve("u/ü ber/\\odd\nname/db");
    Mounted mounted = mount(mounts(bind), dataset, path);
    assertThat(path.resolve("file")).hasContent("VIRTUAL-1");
    assertThat(Files.isSymbolicLink(path)).isEqualTo(!bind);
    assertThat(mount(mounts(bind), dataset, path)).as("again").isEqualTo(mounted);
    assertThat(new Mounts(folder, bind).all()).containsExactly(mounted);
    assertThat(Mounted.of(mounted.toJson())).contains(mounted);

    assertThat(mounts(!bind && Owners.isRoot()).unmount(path.toString(), dataset.data())).isEmpty();

    assertThat(root.resolve("u")).doesNotExist();
    assertThat(dataset.data().resolve("file")).exists();
    assertThat(mounts(bind).unmount(mounted)).as("again").isEmpty();
    assertThat(mounts(bind).unmount(path.toString(), dataset.data())).isEmpty();
    assertThat(mounts(bind).all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEmptyFolderMakesRoomAndComesBack(boolean bind) throws Exception {
    Path path = Files.createDirectories(root.resolve("u/db"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
    if (Owners.isRoot()) {
      Files.setAttribute(path, "unix:uid", 4711);
    }
    Object owner = Files.getAttribute(path, "unix:uid");
    Mounted mounted = mount(mounts(bind), dataset, path);
    assertThat(path.resolve("file")).exists();
    mounts(bind).unmount(mounted);
    assertThat(path).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(path)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwxr-x---");
    assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsThereIsNeitherMovedNorHidden(boolean bind) throws Exception {
    Mounts mounts = mounts(bind);
    Path full = Files.createDirectories(root.resolve("full"));
    for (String name : List.of("1", "2", "3", "4")) {
      Files.writeString(full.resolve(name), "mine");
    }
    Path file = Files.writeString(root.resolve("file"), "mine");
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("nowhere"));
    assertThat(refused(DatasetRule.MOUNT_PATH_TAKEN, () -> mount(mounts, dataset, full)).message())
        .contains(full.toString(), "a folder is there that holds `", "and more");
    assertThat(refused(DatasetRule.MOUNT_PATH_TAKEN, () -> mount(mounts, dataset, file)).message())
        .contains("a file is there");
    assertThat(refused(DatasetRule.MOUNT_PATH_TAKEN, () -> mount(mounts, dataset, link)).message())
        .contains("a link to `" + root.resolve("nowhere") + "` is there");
    Path path = root.resolve("db");
    mount(mounts, dataset, path);
    Dataset other = dataset("VIRTUAL-2");
    assertThat(refused(DatasetRule.MOUNT_PATH_TAKEN, () -> mount(mounts, other, path)).message())
        .contains("the dataset `VIRTUAL-1` is mounted there");
    assertThat(path.resolve("file")).hasContent("VIRTUAL-1");
    assertThat(mounts.all()).hasSize(1);
  }

  @Test
  void pathsThatAreNoneAreRefused() throws Exception {
    Mounts mounts = mounts(false);
    Files.writeString(root.resolve("file"), "x");
    Path inside = Files.createSymbolicLink(root.resolve("inside"), folder.root());
    for (String path :
        List.of(
            "",
            "db",
            "/",
            "/a/../b",
            "/proc/x",
            "/dev/shm/x",
            "/a\0b",
            root + "/file/db",
            root.toString(),
            folder.root().toString(),
            folder.root() + "/db",
            folder.root() + "/environments/local",
            folder.root() + "/datasets/x/data",
            folder.root() + "/datasets/x/snapshots/1",
            inside + "/db")) {
      Diagnostic finding =
          refused(
              DatasetRule.MOUNT_PATH_INVALID,
              () -> mounts.mount(dataset.data(), path, Optional.empty(), Optional.empty()));
      assertThat(finding.message()).startsWith("The mount path `" + path + "` ");
    }
    assertThat(mounts.all()).isEmpty();
  }

  @Test
  void linksOnTheWayAndFoldersOfTheEngineAreFine() throws Exception {
    Mounts mounts = mounts(false);
    Files.createDirectories(root.resolve("real"));
    Files.createSymbolicLink(root.resolve("way"), root.resolve("real"));
    Mounted far = mount(mounts, dataset, root.resolve("way/deep/db"));
    assertThat(far.place()).isEqualTo(root.resolve("real/deep/db"));
    assertThat(far.mountPath()).isEqualTo(root + "/way/deep/db");
    mount(mounts, dataset, folder.scratch("local").resolve("mnt/db"));
    mount(mounts, dataset("VIRTUAL-2"), root.resolve("way/deep/db/logs"));
    assertThat(dataset.data().resolve("logs/file")).hasContent("VIRTUAL-2");
    assertThat(mounts.unmountAll()).isEmpty();
    assertThat(root.resolve("real")).isEmptyDirectory();
    assertThat(dataset.data().resolve("logs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPartOfTheDatasetIsMadeWhenItIsMissing(boolean bind) throws Exception {
    Mounts mounts = mounts(bind);
    Path path = root.resolve("db");
    mount(mounts, dataset, path);
    Mounted part =
        mounts.mount(dataset.data(), path.toString(), Optional.of("/a/./b/"), Optional.empty());
    assertThat(part.target()).isEqualTo(dataset.data().resolve("a/b"));
    Files.writeString(path.resolve("in"), "x");
    assertThat(dataset.data().resolve("a/b/in")).hasContent("x");
    assertThat(mounts.all()).containsExactly(part);
  }

  @Test
  void aPartThatLeadsOutIsRefused() throws Exception {
    Mounts mounts = mounts(false);
    Files.createSymbolicLink(dataset.data().resolve("out"), folder.root());
    Files.createDirectories(dataset.data().resolve("real"));
    Files.createSymbolicLink(dataset.data().resolve("in"), Path.of("real"));
    String path = root.resolve("db").toString();
    for (String part : List.of("out", "out/x", "a/../../x", "file", "file/x", "a\0b")) {
      refused(
          DatasetRule.SHARED_PATH_INVALID,
          () -> mounts.mount(dataset.data(), path, Optional.of(part), Optional.empty()));
    }
    Mounted in = mounts.mount(dataset.data(), path, Optional.of("in"), Optional.empty());
    assertThat(in.target()).isEqualTo(dataset.data().resolve("real"));
  }

  @Test
  void whatIsNotOursAnyMoreStaysAndIsTold() throws Exception {
    Mounts mounts = mounts(false);
    Path path = root.resolve("u/db");
    Mounted mounted = mount(mounts, dataset, path);
    Files.delete(path);
    Files.createSymbolicLink(path, Path.of("elsewhere"));
    Optional<Diagnostic> note = mounts.unmount(mounted);
    assertThat(note).get().extracting(Diagnostic::rule).isEqualTo(DatasetRule.MOUNT_PATH_CHANGED);
    assertThat(Files.readSymbolicLink(path)).isEqualTo(Path.of("elsewhere"));
    assertThat(mounts.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKillAnywhereIsMadeGoodByTheNextMountOrUnmount(boolean bind) throws Exception {
    mounts(bind);
    for (boolean isEmptyThere : new boolean[] {false, true}) {
      Path path = root.resolve("u/v/db");
      List<String> steps = new ArrayList<>();
      prepare(path, isEmptyThere);
      new Mounts(folder, bind).unmount(mount(new Mounts(folder, bind, steps::add), dataset, path));
      assertThat(steps).hasSizeGreaterThan(1);
      for (int at = 0; at < steps.size(); at++) {
        prepare(path, isEmptyThere);
        killMount(bind, path, at);
        new Mounts(folder, false).unmountAll();
        assertRestored(path, isEmptyThere);

        killMount(bind, path, at);
        Mounted mounted = mount(new Mounts(folder, bind), dataset, path);
        assertThat(path.resolve("file")).hasContent("VIRTUAL-1");
        Mounts killed = new Mounts(folder, bind, killAt(0));
        assertThatThrownBy(() -> killed.unmount(mounted)).isInstanceOf(Killed.class);
        new Mounts(folder, bind).unmount(mounted);
        assertRestored(path, isEmptyThere);
      }
    }
  }

  private void prepare(Path path, boolean isEmptyThere) throws IOException {
    TreeRemoval.delete(root.resolve("u"));
    if (isEmptyThere) {
      Files.createDirectories(path);
    }
  }

  private void killMount(boolean bind, Path path, int at) {
    Mounts killed = new Mounts(folder, bind, killAt(at));
    assertThatThrownBy(() -> mount(killed, dataset, path)).isInstanceOf(Killed.class);
  }

  private static Mounts.Steps killAt(int at) {
    int[] count = {0};
    return done -> {
      if (count[0]++ == at) {
        throw new Killed();
      }
    };
  }

  private void assertRestored(Path path, boolean isEmptyThere) {
    assertThat(Files.exists(root.resolve("u"))).isEqualTo(isEmptyThere);
    if (isEmptyThere) {
      assertThat(path).isEmptyDirectory();
      assertThat(Files.isSymbolicLink(path)).isFalse();
    }
    assertThat(new Mounts(folder, false).all()).isEmpty();
    assertThat(dataset.data().resolve("file")).exists();
  }

  @Test
  void aBindMountFollowsAReplacedWorkingCopy() throws Exception {
    Mounts mounts = mounts(true);
    Path path = root.resolve("db");
    mount(mounts, dataset, path);
    assertThatThrownBy(() -> TreeRemoval.delete(path)).hasMessageContaining("unmount it first");
    dataset.makeEmpty();
    assertThat(path).isEmptyDirectory();
    Files.writeString(dataset.data().resolve("new"), "new");
    assertThat(path.resolve("new")).doesNotExist();
    mount(mounts, dataset, path);
    assertThat(path.resolve("new")).hasContent("new");
    assertThat(MountTable.read().points().stream().filter(path::equals)).hasSize(1);
  }

  @Test
  void aBindMountThatIsBusyIsTold() throws Exception {
    Mounts mounts = mounts(true);
    Path path = root.resolve("db");
    Mounted mounted = mount(mounts, dataset, path);
    Process busy = new ProcessBuilder("cat").directory(path.toFile()).start();
    try {
      assertThat(refused(DatasetRule.MOUNT_FAILED, () -> mounts.unmount(mounted)).message())
          .contains("does not unmount `" + path + "`", "busy");
    } finally {
      busy.destroyForcibly().waitFor();
    }
    assertThat(mounts.all()).hasSize(1);
  }

  @Test
  void somethingElseThatIsMountedStays() throws Exception {
    Mounts mounts = mounts(true);
    Path path = Files.createDirectories(root.resolve("db"));
    assumeTrue(Program.run("mount", "-t", "tmpfs", "x", path.toString()).isGood());
    try {
      assertThat(
              refused(DatasetRule.MOUNT_PATH_TAKEN, () -> mount(mounts, dataset, path)).message())
          .contains("something else is mounted there");
    } finally {
      Program.run("umount", path.toString());
    }
    Mounted mounted = mount(mounts, dataset, path);
    Program.run("umount", path.toString());
    assumeTrue(Program.run("mount", "-t", "tmpfs", "x", path.toString()).isGood());
    try {
      assertThat(mounts.unmount(mounted)).isPresent();
      assertThat(MountTable.read().at(path)).isPresent();
    } finally {
      Program.run("umount", path.toString());
    }
  }

  @Test
  void bindMountsTakeRoot() {
    assumeFalse(Owners.isRoot());
    assertThat(
            refused(
                    DatasetRule.MOUNT_FAILED,
                    () -> mount(new Mounts(folder, true), dataset, root.resolve("db")))
                .help())
        .contains("--mounts");
  }

  @Test
  void rootGivesFilesToOthersAndOthersAreTold() throws Exception {
    Path outside = Files.writeString(root.resolve("outside"), "mine");
    Files.createSymbolicLink(dataset.data().resolve("link"), outside);
    Object before = Files.getAttribute(outside, "unix:uid");
    Mounted mounted =
        mounts(false)
            .mount(
                dataset.data(),
                root.resolve("db").toString(),
                Optional.empty(),
                Optional.of(new Ownership(4711, 4712)));
    assertThat(Files.getAttribute(outside, "unix:uid")).isEqualTo(before);
    if (Owners.isRoot()) {
      assertThat(mounted.notes()).isEmpty();
      for (String name : List.of("", "file", "link")) {
        Path file = dataset.data().resolve(name);
        assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(4711);
        assertThat(Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(4712);
      }
      dataset.takeSnapshot(1);
      dataset.cloneFrom(dataset.snapshot(1));
      assertThat(Files.getAttribute(dataset.data().resolve("file"), "unix:gid")).isEqualTo(4712);
    } else {
      assertThat(mounted.notes())
          .extracting(Diagnostic::rule)
          .containsExactly(DatasetRule.OWNERSHIP_NOT_GIVEN);
    }
  }

  @Test
  void aDamagedListIsTold() throws Exception {
    Mounts mounts = mounts(false);
    mount(mounts, dataset, root.resolve("db"));
    String text = Files.readString(folder.mounts());
    for (String damaged :
        List.of("oops", text.replace("LINK", "LONK"), text.replace(root.toString(), "x"))) {
      Files.writeString(folder.mounts(), damaged);
      assertThat(refused(DatasetRule.UNUSABLE, mounts::all).help()).contains("by hand");
    }
    Files.writeString(folder.mounts(), text);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.mounts())))
        .isEqualTo("rw-------");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() throws Exception {
    assumeFalse(Owners.isRoot());
    Path closed = Files.createDirectories(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assertThat(
            refused(
                    DatasetRule.UNUSABLE,
                    () -> mount(mounts(false), dataset, closed.resolve("a/db")))
                .message())
        .contains("permission denied");
    assertThat(mounts(false).all()).isEmpty();
  }

  @Test
  void foldersThatTwoNeededGoWithTheLast() throws Exception {
    Mounts mounts = mounts(false);
    Mounted first = mount(mounts, dataset, root.resolve("u/v/first"));
    Mounted second = mount(mounts, dataset, root.resolve("u/v/second"));
    mounts.unmount(first);
    assertThat(root.resolve("u/v/second/file")).exists();
    mounts.unmount(second);
    assertThat(root.resolve("u")).doesNotExist();
  }

  @Test
  void aLinkInThePlaceOfADatasetIsNotMounted() throws Exception {
    Mounts mounts = mounts(false);
    TreeRemoval.delete(dataset.data());
    Files.createSymbolicLink(dataset.data(), root);
    refused(DatasetRule.UNUSABLE, () -> mount(mounts, dataset, root.resolve("db")));
    dataset.makeEmpty();
    assertThat(dataset.data()).isEmptyDirectory();
    assertThat(folder.root()).exists();
    assertThat(mounts.unmount("a\0b", dataset.data())).isEmpty();
  }

  @Test
  void whatIsNoDatasetIsTold() throws Exception {
    Mounts mounts = mounts(false);
    Dataset none = new Dataset(folder.dataset("VIRTUAL-9"));
    assertThat(
            refused(DatasetRule.UNUSABLE, () -> mount(mounts, none, root.resolve("u/db")))
                .message())
        .contains("cannot show the dataset");
    assertThat(mounts.all()).isEmpty();
    assertThat(root.resolve("u")).doesNotExist();
  }
}
