package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class TreeCopyTest {
  @TempDir Path folder;

  private TreeCopy copier(boolean isJava) throws Exception {
    return isJava ? TreeCopy.withJava() : TreeCopy.of(folder, "probe");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCopyIsEqual(boolean isJava) throws Exception {
    TreeCopy copier = copier(isJava);
    for (int seed = 0; seed < 20; seed++) {
      Path from = Trees.random(folder.resolve("from-" + seed), new Random(seed));
      Path to = folder.resolve("to-" + seed);
      copier.copy(from, to);
      assertThat(Trees.told(to)).as("seed %s", seed).isEqualTo(Trees.told(from)).isNotEmpty();
    }
    assertThat(folder.resolve("probe")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketsAndPipesAreLeftOut(boolean isJava) throws Exception {
    Path from = Files.createDirectories(folder.resolve("f"));
    Files.writeString(from.resolve("file"), "x");
    assumeTrue(Program.run("mkfifo", from.resolve("pipe").toString()).isGood(), "no mkfifo");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(from.resolve("s")));
      copier(isJava).copy(from, folder.resolve("to"));
    }
    assertThat(folder.resolve("to")).isDirectoryContaining("glob:**/file");
    try (var entries = Files.list(folder.resolve("to"))) {
      assertThat(entries).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLinkIsNotCopiedAsWhatItLeadsTo(boolean isJava) throws Exception {
    Path real = Files.createDirectories(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    TreeCopy copier = copier(isJava);
    assertThatThrownBy(() -> copier.copy(link, folder.resolve("to")))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(folder.resolve("to")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptedCopyLeavesNothing(boolean isJava) throws Exception {
    Path from = Trees.random(folder.resolve("from"), new Random(1));
    TreeCopy copier = copier(isJava);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> copier.copy(from, folder.resolve("to")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(folder.resolve("to")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullDiskIsSaid(boolean isJava) throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    boolean isMounted =
        Owners.isRoot()
            && Program.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString())
                .isGood();
    assumeTrue(isMounted, "nothing can be mounted");
    try {
      Path from = Files.createDirectories(folder.resolve("from"));
      Files.write(from.resolve("large"), new byte[4 << 20]);
      TreeCopy copier = copier(isJava);
      assertThatThrownBy(() -> copier.copy(from, small.resolve("to")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(small.resolve("to")).doesNotExist();
    } finally {
      Program.run("umount", small.toString());
    }
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    assumeFalse(Owners.isRoot());
    Path from = Files.createDirectories(folder.resolve("from"));
    Path file = Files.writeString(from.resolve("secret"), "x");
    Files.setPosixFilePermissions(file, Set.of());
    TreeCopy copier = copier(false);
    assertThatThrownBy(() -> copier.copy(from, folder.resolve("to")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("secret", "Permission denied");
    assertThat(folder.resolve("to")).doesNotExist();
  }

  @Test
  void whatGoesWhileItIsCopiedIsLeftOut() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from/a"));
    Path to = folder.resolve("to");
    TreeCopy copier = copier(false);
    Files.writeString(from.resolve("stays"), "x");
    Changing changing = new Changing(from);
    try {
      for (int i = 0; i < 30; i++) {
        copier.copy(folder.resolve("from"), to);
        assertThat(to.resolve("a/stays")).exists();
        TreeRemoval.delete(to);
      }
      assertThat(changing.thread.isAlive()).isTrue();
    } finally {
      changing.end();
    }
  }

  /** Makes and deletes files in a folder. */
  private static final class Changing {
    private final Thread thread;
    private volatile boolean isOver;

    Changing(Path in) {
      thread =
          new Thread(
              () -> {
                try {
                  for (int i = 0; !isOver; i++) {
                    Files.writeString(in.resolve("f" + i % 200), "x");
                    Files.deleteIfExists(in.resolve("f" + (i + 100) % 200));
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      thread.start();
    }

    void end() throws InterruptedException {
      isOver = true;
      thread.join();
    }
  }

  @Test
  void holesStayHoles() throws Exception {
    TreeCopy copier = copier(false);
    Path from = Files.createDirectories(folder.resolve("from"));
    assumeTrue(Program.run("truncate", "-s", "64M", from.resolve("hole").toString()).isGood());
    copier.copy(from, folder.resolve("to"));
    Program.Ended used = Program.run("du", "-k", folder.resolve("to/hole").toString());
    assertThat(used.lines().get(0)).startsWith("0\t");
  }

  @Test
  void theFolderOfAnotherFileSystemIsLeftEmpty() throws Exception {
    Path mounted = Files.createDirectories(folder.resolve("from/mounted"));
    boolean isMounted =
        Owners.isRoot()
            && Program.run("mount", "-t", "tmpfs", "tmpfs", mounted.toString()).isGood();
    assumeTrue(isMounted, "nothing can be mounted");
    try {
      Files.writeString(mounted.resolve("elsewhere"), "x");
      copier(false).copy(folder.resolve("from"), folder.resolve("to"));
      assertThat(folder.resolve("to/mounted")).isEmptyDirectory();
      assertThatThrownBy(() -> TreeRemoval.delete(folder.resolve("from")))
          .hasMessageContaining("is mounted there; unmount it first");
      assertThat(mounted.resolve("elsewhere")).exists();
    } finally {
      Program.run("umount", mounted.toString());
    }
    TreeRemoval.delete(folder.resolve("from"));
    assertThat(Files.exists(folder.resolve("from"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
