package dev.dvp.localengine.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.running.LibraryCallException;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run_sync} with the real rsync, on this machine and over OpenSSH. */
class SyncTest {
  @TempDir Path folder;
  private Bench bench;
  private Path source;
  private Path dataset;

  @BeforeEach
  void makeASource() throws IOException {
    Programs.need("rsync");
    bench = new Bench(folder.resolve("data"));
    source = Files.createDirectories(folder.resolve("so urce"));
    dataset = Files.createDirectories(folder.resolve("data set"));
    bench.dataset = Optional.of(dataset);
    // The sandbox has a /tmp of its own.
    bench.writable.add(source);
    bench.writable.add(Files.createDirectories(folder.resolve("else")));
    Files.createDirectories(source.resolve("deep/er"));
    Files.writeString(source.resolve("deep/er/file"), "1");
    Files.writeString(source.resolve("log"), "2");
    Files.writeString(folder.resolve("else/where"), "3");
    Files.writeString(folder.resolve("else/skipped"), "4");
    Files.createSymbolicLink(source.resolve("link"), folder.resolve("else"));
    Files.createSymbolicLink(source.resolve("one"), folder.resolve("else/where"));
  }

  private ObjectNode order() {
    ObjectNode order = bench.arguments().put("sourceDirectory", source.toString());
    order.putNull("rsyncUser");
    order.putArray("excludePaths");
    order.putArray("symLinksToFollow");
    return order;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(dataset)) {
      return all.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .map(path -> dataset.relativize(path) + (Files.isSymbolicLink(path) ? "@" : ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void theDatasetBecomesAMirror() throws Exception {
    Files.writeString(dataset.resolve("old"), "x");
    assertThat(bench.call("run_sync", order()).isNull()).isTrue();
    assertThat(files()).containsExactly("deep/er/file", "link@", "log", "one@");
    Files.delete(source.resolve("log"));
    bench.call("run_sync", order());
    assertThat(files()).containsExactly("deep/er/file", "link@", "one@");
  }

  @Test
  void whatIsExcludedIsLeftOutAndLinksAreFollowedWhenAsked() throws Exception {
    bench.call("run_sync", order());
    ObjectNode order = order();
    order.withArray("excludePaths").add("log").add(source + "/deep/er").add("link/skipped");
    order.withArray("symLinksToFollow").add("link").add(source + "/one").add("deep").add("none");
    Path astray = folder.resolve("else/where");
    bench.call("run_sync", order);
    assertThat(files()).contains("link/where", "one", "log").doesNotContain("link/skipped");
    assertThat(dataset.resolve("one")).hasContent("3");
    assertThat(astray).hasContent("3");
    assertThat(dataset.resolve("deep/er/file")).as("what is excluded is not deleted").exists();
    Files.delete(folder.resolve("else/where"));
    Files.writeString(folder.resolve("else/new"), "5");
    bench.call("run_sync", order);
    assertThat(files()).contains("link/new").doesNotContain("link/where");
  }

  @Test
  void rsyncsOwnWordsAreTold() {
    ObjectNode order = order().put("sourceDirectory", folder.resolve("nowhere").toString());
    assertThatThrownBy(() -> bench.call("run_sync", order))
        .isInstanceOf(LibraryCallException.class)
        .hasMessageContainingAll("rsync ended with 23", "No such file or directory", "again");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(
            () -> bench.call("run_sync", order().put("sourceDirectory", "relative/folder")))
        .hasMessageContaining("not absolute");
    assertThatThrownBy(() -> bench.call("run_sync", order().put("rsyncUser", "somebody")))
        .hasMessageContaining("another user than");
    Bench other = new Bench(folder.resolve("data"));
    assertThatThrownBy(() -> other.call("run_sync", order())).hasMessageContaining("no dataset");
    Bench bare = new Bench(folder.resolve("data")).withPath(folder.toString());
    bare.dataset = Optional.of(dataset);
    assertThatThrownBy(() -> bare.call("run_sync", order()))
        .hasMessageContainingAll("`rsync` is not on the PATH", "package `rsync`");
  }

  @Test
  void itWorksOverSsh() throws Exception {
    Programs.need("ssh");
    try (Sshd sshd = Sshd.start(folder.resolve("a server's"))) {
      bench.environment = new Environment("there", sshd.address(), "/var/tmp");
      ObjectNode order = order();
      order.withArray("excludePaths").add("/log");
      order.withArray("symLinksToFollow").add("link");
      bench.call("run_sync", order);
      assertThat(files()).containsExactly("deep/er/file", "link/skipped", "link/where", "one@");
      bench.call("run_sync", order().put("rsyncUser", Sshd.USER));
      assertThat(files()).containsExactly("deep/er/file", "link@", "log", "one@");
      Files.writeString(sshd.knownHosts, "");
      assertThatThrownBy(() -> bench.call("run_sync", order()))
          .hasMessageContainingAll(sshd.address().text(), "is not known");
      assertThatThrownBy(() -> bench.call("run_sync", order().put("rsyncUser", "-oProxy")))
          .hasMessageContaining("no host of an environment");
    }
  }
}
