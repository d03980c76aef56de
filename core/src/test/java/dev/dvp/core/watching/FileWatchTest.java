package dev.dvp.core.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to watch see the same; whoever waits in vain is stopped by the time limit. */
@Timeout(60)
class FileWatchTest {
  private Path src;
  private Path manifest;
  private WatchedFiles watched;

  @BeforeEach
  void someFiles(@TempDir Path folder) throws IOException {
    src = Files.createDirectories(folder.toRealPath().resolve("ö ä/src"));
    manifest = Files.writeString(src.resolveSibling("plugin_config.yml"), "a");
    Files.createDirectories(src.resolve("package"));
    Files.createDirectories(src.resolve("generated"));
    Files.writeString(src.resolve("package/module.py"), "a");
    watched =
        new WatchedFiles(
            Set.of(manifest, manifest.resolveSibling("schema.json")),
            Optional.of(src),
            Set.of(src.resolve("generated")));
  }

  static Stream<FileWatch> ways() {
    return Stream.of(
        FileWatch.byNotices(System::currentTimeMillis),
        FileWatch.byLooking(System::currentTimeMillis));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void seesFilesChangeComeAndGo(FileWatch watch) throws Exception {
    try (watch) {
      watch.start(watched);
      Path module = src.resolve("package/module.py");
      Files.writeString(module, "longer");
      assertThat(watch.await()).containsExactly(module);
      Path beside = Files.writeString(module.resolveSibling(".module.py.swp"), "by renaming");
      Files.move(beside, module, StandardCopyOption.REPLACE_EXISTING);
      assertThat(watch.await()).containsExactly(module);
      Files.delete(module);
      assertThat(watch.await()).containsExactly(module);
      Path schema = Files.writeString(manifest.resolveSibling("schema.json"), "{}");
      assertThat(watch.await()).containsExactly(schema);
      Files.writeString(manifest, "changed");
      assertThat(watch.await()).containsExactly(manifest);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void followsFoldersThatAreMadeAnew(FileWatch watch) throws Exception {
    try (watch) {
      watch.start(watched);
      Path module = src.resolve("new/deep/module.py");
      Files.createDirectories(module.getParent());
      Files.writeString(module, "a");
      assertThat(watch.await()).containsExactly(module);
      Files.writeString(module, "longer");
      assertThat(watch.await()).containsExactly(module);
      Files.move(src, src.resolveSibling("old"));
      assertThat(watch.await()).hasSize(2);
      Files.createDirectories(module.getParent());
      Files.writeString(module, "a");
      assertThat(watch.await()).containsExactly(module);
      Files.writeString(src.resolveSibling("old/package/module.py"), "not watched any more");
      Files.writeString(module, "longer");
      assertThat(watch.await()).containsExactly(module);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void doesNotMindWhatNoPluginHolds(FileWatch watch) throws Exception {
    try (watch) {
      watch.start(watched);
      Files.writeString(src.resolve("generated/new.py"), "a");
      Files.createDirectories(src.resolve("package/__pycache__"));
      Files.writeString(src.resolve("package/__pycache__/module.pyc"), "a");
      Files.writeString(src.resolve("package/module.py~"), "a");
      Files.writeString(src.resolve("package/.module.py.swp"), "a");
      Files.writeString(manifest.resolveSibling("artifact.json"), "a");
      Files.writeString(manifest, "changed");
      assertThat(watch.await()).containsExactly(manifest);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void linksAreAsWhatTheyLeadTo(FileWatch watch) throws Exception {
    Path target = Files.writeString(manifest.resolveSibling("elsewhere.py"), "a");
    Path link = Files.createSymbolicLink(src.resolve("link.py"), target);
    Files.createSymbolicLink(src.resolve("loop"), src);
    try (watch) {
      watch.start(watched);
      Files.writeString(target, "longer");
      assertThat(watch.await()).containsExactly(link);
      assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void changesBeforeTheWaitAreNotLost(FileWatch watch) throws Exception {
    try (watch) {
      watch.start(watched);
      Files.writeString(manifest, "longer");
      watch.await();
      // Changed while the last change was looked at: nobody was waiting.
      Files.writeString(manifest, "longer still");
      Files.writeString(src.resolve("a.py"), "");
      assertThat(watch.await()).contains(manifest);
    }
  }

  /** A file that is written twice within a tick of the clock, with as many bytes. */
  @Test
  void noticesCountForFilesThatLookTheSame() throws Exception {
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    try (FileWatch watch = FileWatch.byNotices(now::toMillis)) {
      Files.setLastModifiedTime(manifest, now);
      watch.start(watched);
      Files.writeString(manifest, "b");
      Files.setLastModifiedTime(manifest, now);
      assertThat(watch.await()).containsExactly(manifest);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void stopsWhenInterrupted(FileWatch watch) {
    try (watch) {
      watch.start(watched);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> watch.await()).isInstanceOf(InterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }
}
