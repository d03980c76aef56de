package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.files.Overlay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCacheTest {
  /** Longer than what is not worth keeping. */
  private static final String LONG =
      "x = 1  # " + "a comment ".repeat(ParseCache.LEAST_BYTES / 10) + "\n";

  @TempDir Path dir;

  private Path folder() {
    return dir.resolve(".dvp").resolve("cache");
  }

  private ParseCache open(String build) {
    return ParseCache.in(folder(), build);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private PythonFile readAndClose(Path file, String build) {
    try (ParseCache cache = open(build)) {
      return DeepStack.call(() -> PythonParser.read(file, cache, Overlay.NONE));
    }
  }

  private Optional<PythonFile> find(Path file, String text, String build) {
    try (ParseCache cache = open(build)) {
      return DeepStack.call(() -> cache.find(file, bytes(text)));
    }
  }

  @Test
  void findsWhatWasReadBefore() throws IOException {
    Path file = write("a.py", LONG);
    PythonFile parsed = readAndClose(file, "1");

    assertThat(find(file, LONG, "1")).contains(parsed);
    assertThat(readAndClose(file, "1")).isEqualTo(parsed);
  }

  @Test
  void findsTheSameContentUnderAnotherName() throws IOException {
    readAndClose(write("a.py", LONG + "x = (\n"), "1");
    Path other = dir.resolve("b.py");

    PythonFile found = find(other, LONG + "x = (\n", "1").orElseThrow();
    assertThat(found).isEqualTo(DeepStack.call(() -> PythonParser.parse(other, LONG + "x = (\n")));
    assertThat(found.problems().get(0).location().file()).isEqualTo(other);
  }

  @Test
  void findsNothingOfOtherContentOrAnotherBuild() throws IOException {
    Path file = write("a.py", LONG);
    readAndClose(file, "1");

    assertThat(find(file, LONG + "\n", "1")).isEmpty();
    assertThat(find(file, LONG, "2")).isEmpty();
  }

  @Test
  void isLeftOutByVersionControlAndBackups() throws IOException {
    readAndClose(write("a.py", LONG), "1");

    assertThat(folder().resolve(".gitignore")).hasContent("*");
    assertThat(folder().resolve("CACHEDIR.TAG"))
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55");
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void keepsNothingOfASmallPlugin() throws IOException {
    readAndClose(write("a.py", "x = 1\n"), "1");
    assertThat(dir.resolve(".dvp")).doesNotExist();
  }

  @Test
  void addsEvenSmallChangesToWhatIsThere() throws IOException {
    Path file = write("a.py", LONG);
    readAndClose(file, "1");
    readAndClose(write("b.py", "y = 1\n"), "1");

    assertThat(find(file, LONG, "1")).isPresent();
    assertThat(find(file, "y = 1\n", "1")).isPresent();
  }

  @Test
  void forgetsWhatWasNotUsedForLong() throws IOException {
    Path file = write("a.py", LONG);
    Path used = write("used.py", LONG + "y = 1\n");
    readAndClose(file, "1");
    readAndClose(used, "1");
    for (int i = 0; i < 45; i++) {
      try (ParseCache cache = open("1")) {
        Path other = write("b.py", "y = " + i + "\n");
        DeepStack.call(
            () ->
                List.of(
                    PythonParser.read(other, cache, Overlay.NONE),
                    PythonParser.read(used, cache, Overlay.NONE)));
      }
    }
    assertThat(find(file, LONG, "1")).isEmpty();
    assertThat(find(file, "y = 0\n", "1")).isEmpty();
    assertThat(find(file, "y = 44\n", "1")).isPresent();
    assertThat(find(used, LONG + "y = 1\n", "1")).isPresent();
  }

  @Test
  void damageIsAMissAndNeverMore() throws IOException {
    Path file = write("a.py", LONG);
    PythonFile parsed = readAndClose(file, "1");
    Path pack = folder().resolve("parsed");
    byte[] good = Files.readAllBytes(pack);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] bad =
          i % 3 == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      if (i % 3 != 0) {
        // The head and the index are most worth trying.
        int within = i % 3 == 1 ? Math.min(200, bad.length) : bad.length;
        bad[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(pack, bad);
      // What was read is what is in the file, from the cache or not.
      try (ParseCache cache = open("1")) {
        assertThat(DeepStack.call(() -> cache.find(file, bytes(LONG))).orElse(parsed))
            .isEqualTo(parsed);
      }
    }
    Files.write(pack, new byte[0]);
    assertThat(readAndClose(file, "1")).isEqualTo(parsed);
    assertThat(find(file, LONG, "1")).contains(parsed);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoCache() throws IOException {
    Files.writeString(dir.resolve(".dvp"), "a file where the folder would be");
    Path file = write("a.py", LONG);

    assertThat(readAndClose(file, "1").module()).isPresent();
    assertThat(find(file, LONG, "1")).isEmpty();
  }

  @Test
  void followsNoLinkOutOfThePlugin() throws IOException {
    Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
    Files.createSymbolicLink(dir.resolve(".dvp"), elsewhere);
    readAndClose(write("a.py", LONG), "1");

    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void readsNothingThroughALink() throws IOException {
    Path file = write("a.py", LONG);
    readAndClose(file, "1");
    assertThat(find(file, LONG, "1")).isPresent();
    Path elsewhere = Files.move(dir.resolve(".dvp"), dir.resolve("elsewhere"));
    Files.createSymbolicLink(dir.resolve(".dvp"), elsewhere);

    assertThat(find(file, LONG, "1")).isEmpty();
  }

  @Test
  void takesAwayWhatAKilledProcessLeft() throws IOException {
    Files.createDirectories(folder());
    Path old = Files.writeString(folder().resolve(".dvp-1.tmp"), "half");
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    Path recent = Files.writeString(folder().resolve(".dvp-2.tmp"), "half");
    readAndClose(write("a.py", LONG), "1");

    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void manyMayWriteAtOnce() throws Exception {
    List<FutureTask<PythonFile>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path file = write("a" + i + ".py", LONG + "y = " + i + "\n");
      Callable<PythonFile> read = () -> readAndClose(file, "1");
      tasks.add(new FutureTask<>(read));
    }
    tasks.forEach(task -> new Thread(task).start());
    for (FutureTask<PythonFile> task : tasks) {
      assertThat(task.get().module()).isPresent();
    }
    // One of them was last, and its pack is whole.
    int found = 0;
    for (int i = 0; i < 8; i++) {
      Path file = dir.resolve("a" + i + ".py");
      found += find(file, LONG + "y = " + i + "\n", "1").isPresent() ? 1 : 0;
    }
    assertThat(found).isPositive();
  }
}
