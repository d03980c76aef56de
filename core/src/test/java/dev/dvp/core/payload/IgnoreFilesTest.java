package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.TestArtifacts;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFilesTest {
  @TempDir Path folder;

  private Path src;
  private final Diagnostics found = new Diagnostics();

  @BeforeEach
  void makeSource() throws IOException {
    src = Files.createDirectories(folder.resolve("plugin/py/src"));
    for (String name : List.of("main.py", "a.log", "data/b.log", "data/c.csv", "data/deep/d.csv")) {
      file(name, "x");
    }
  }

  private void file(String name, String text) throws IOException {
    Path file = src.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Payload collect() {
    return PayloadCollector.collect(TestArtifacts.sources(src).in(folder.resolve("plugin")), found);
  }

  private List<String> names() {
    return collect().entries().stream().map(Payload.Entry::name).toList();
  }

  @Test
  void filesOfThePluginFolderAndBelowCountAndTheNearestDecides() throws IOException {
    file("../../.dvpignore", "*.log\n/py/src/data/c.csv\n");
    file("../.dvpignore", "src/data/deep/\n");
    file("data/.dvpignore", "!b.log\n");
    Payload payload = collect();
    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("data/b.log", "main.py");
    Path top = folder.resolve("plugin/.dvpignore");
    assertThat(payload.leftOut())
        .containsExactly(
            new Payload.LeftOut("a.log", "*.log", new Location(top, 1, 1)),
            new Payload.LeftOut("data/.dvpignore", "read by dvp alone"),
            new Payload.LeftOut("data/c.csv", "/py/src/data/c.csv", new Location(top, 2, 1)),
            new Payload.LeftOut(
                "data/deep/",
                "src/data/deep/",
                new Location(folder.resolve("plugin/py/.dvpignore"), 1, 1)));
    assertThat(found.sorted()).isEmpty();
  }

  @Test
  void thoseAboveThePluginFolderDoNotCountAndNoneLeavesOutTheSourceAsAWhole() throws IOException {
    file("../../../.dvpignore", "*\n");
    file("../../.dvpignore", "py/\nsrc\n");
    assertThat(names()).contains("main.py", "a.log");
  }

  @Test
  void defaultsAreTakenInByAPatternUnlessItWouldDoHarm() throws IOException {
    for (String name :
        List.of(".idea/x.xml", ".git/config", ".gitignore", ".dvp-1.tmp", ".DS_Store", "x~")) {
      file(name, "x");
    }
    file(".dvpignore", "!*\n");
    assertThat(names())
        .contains(".idea/x.xml", ".gitignore", ".DS_Store", "x~", ".dvpignore")
        .doesNotContain(".git/config", ".dvp-1.tmp");
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Files.createSymbolicLink(src.resolve("link"), Path.of("data"));
    file(".dvpignore", "link/\n");
    assertThat(names()).noneMatch(name -> name.startsWith("link")).contains("data/b.log");
  }

  @Test
  void whatCannotGoInMayBeLeftOut() throws IOException {
    Files.createSymbolicLink(src.resolve("out"), folder.getParent());
    file("what?.txt", "x");
    file("aux.py", "x");
    file(".dvpignore", "out\nwhat*\naux.py\n");
    assertThat(names()).contains("main.py");
    assertThat(found.sorted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ok\\nlogs[ | 2 | 5 | never closed",
        "a[[:nope:]] | 1 | 3 | no class of characters",
        "!x/[z-a] | 1 | 5 | runs backwards",
        "  | 1 | 1 | no name", // filled in below: a lone `!`
        "./x | 1 | 1 | empty, `.` or `..`",
        "x\\\\ | 1 | 2 | follows the backslash",
        "a//b | 1 | 1 | empty"
      })
  void badPatternsAreFoundAtTheirPlace(String text, int line, int column, String says)
      throws IOException {
    String pattern = text == null ? "!" : text.replace("\\n", "\n").replace("\\\\", "\\");
    file(".dvpignore", pattern + "\n");
    collect();
    assertThat(found.sorted()).hasSize(1);
    Diagnostic one = found.sorted().get(0);
    assertThat(one.rule()).isEqualTo(PayloadRule.BAD_IGNORE_PATTERN);
    assertThat(one.message()).contains(says);
    assertThat(one.location()).isEqualTo(new Location(src.resolve(".dvpignore"), line, column));
  }

  @Test
  void filesOfHostileSizeAreRefused() throws IOException {
    file(".dvpignore", "x\n".repeat(200_000));
    file("data/.dvpignore", "x\n".repeat(2_001));
    file("data/deep/.dvpignore", "x".repeat(1_001) + "\nd.csv\n");
    assertThat(names()).contains("main.py").doesNotContain("data/deep/d.csv");
    assertThat(found.sorted())
        .extracting(one -> one.rule().id())
        .containsExactly("B211", "B211", "B210");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Files.write(src.resolve(".dvpignore"), new byte[] {'a', (byte) 0xFF, '\n'});
    Files.createDirectories(src.resolve("data/deep/.dvpignore"));
    collect();
    assertThat(found.sorted()).extracting(one -> one.rule().id()).containsOnly("B211");
    assertThat(found.sorted()).hasSize(2);
  }

  @Test
  void matchingIsBoundedOnTheWhole() throws IOException {
    file(".dvpignore", "*a*b*c*d\n".repeat(100));
    IgnoreFiles files = new IgnoreFiles(src, src, 10_000, found);
    files.enter(src, "");
    for (int i = 0; i < 100; i++) {
      assertThat(files.decide("abcabcabcabcabc" + i, false)).isEmpty();
    }
    assertThat(found.sorted()).extracting(one -> one.rule().id()).containsExactly("B211");
  }
}
