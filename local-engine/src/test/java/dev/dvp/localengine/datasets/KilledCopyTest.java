package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process (SIGKILL) while it copies datasets, at moments that are drawn. */
@EnabledOnOs(OS.LINUX)
class KilledCopyTest {
  private static final int KILLS = Integer.getInteger("dvp.kills", 5);
  private static final int FILES = 1500;

  @TempDir Path folder;

  /** Takes and deletes snapshots, and clones the first, until it is killed. */
  public static final class Main {
    private Main() {}

    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] args) throws Exception {
      Dataset dataset = new Dataset(Path.of(args[0]));
      dataset.recover(Set.of(1L));
      Files.createFile(Path.of(args[1]));
      while (true) {
        dataset.takeSnapshot(2);
        dataset.cloneFrom(dataset.snapshot(1));
        dataset.deleteSnapshot(2);
      }
    }
  }

  @Test
  void noSnapshotIsLostAndTheNextGoesOn() throws Exception {
    Random random = new Random(1);
    Dataset dataset = new Dataset(folder.resolve("dataset"));
    dataset.makeEmpty();
    for (int i = 0; i < FILES; i++) {
      Path in = Files.createDirectories(dataset.data().resolve("d" + i % 50));
      Files.writeString(in.resolve("f" + i), "content " + i);
    }
    dataset.takeSnapshot(1);
    for (int kill = 0; kill < KILLS; kill++) {
      Path begun = folder.resolve("begun-" + kill);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  folder.resolve("dataset").toString(),
                  begun.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out-" + kill).toFile())
              .start();
      try {
        await(() -> Files.exists(begun) || !process.isAlive());
        assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS))
            .as("%s", Files.readAllLines(folder.resolve("out-" + kill)))
            .isFalse();
      } finally {
        process.destroyForcibly().waitFor();
      }
      dataset.recover(Set.of(1L));
      assertThat(files(dataset.data())).as("kill %s", kill).isEqualTo(FILES);
      assertThat(files(dataset.snapshot(1))).as("kill %s", kill).isEqualTo(FILES);
      try (Stream<Path> entries = Files.list(folder.resolve("dataset"))) {
        assertThat(entries.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder("data", "snapshots");
      }
      assertThat(folder.resolve("dataset/snapshots")).isDirectoryNotContaining("glob:**/{new,2}*");
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static long files(Path tree) throws Exception {
    try (Stream<Path> walk = Files.walk(tree)) {
      List<Path> all = walk.filter(Files::isRegularFile).toList();
      for (Path file : all) {
        assertThat(Files.readString(file))
            .isEqualTo("content " + file.getFileName().toString().substring(1));
      }
      return all.size();
    }
  }
}
