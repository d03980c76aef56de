package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.TestArtifacts;
import dev.dvp.core.diagnostics.Diagnostics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assumptions;

/** The real git is asked which files of a tree a {@code .gitignore} leaves out. */
class IgnoreAgainstGitTest {
  /** How many texts one call of git judges, each in a folder of its own. */
  private static final int TOGETHER = 50;

  private static final List<String> FOLDERS = List.of("", "a/", "a/b/", "a/b/ab/", "ab/", "ab/a/");
  private static final List<String> FILES =
      List.of("x", "ab.x", "a b", "#a", "!a", "c]", "b.log", "a-", "x ", "\\x", "7");

  private static Path folder;
  private static boolean hasGit;

  @BeforeContainer
  static void makeTrees() throws Exception {
    folder = Files.createTempDirectory("dvp-ignore");
    hasGit = isThere();
    for (int i = 0; hasGit && i < TOGETHER; i++) {
      for (String below : FOLDERS) {
        Path made = Files.createDirectories(folder.resolve("t" + i).resolve(below));
        for (String file : FILES) {
          Files.createFile(made.resolve(file));
        }
      }
    }
  }

  @AfterContainer
  static void removeTrees() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return git(List.of("init", "-q"), "").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String git(List<String> arguments, String input)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectInput(in.toFile()).redirectOutput(out.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().keySet().removeIf(name -> name.equals("GIT_DIR"));
    assertThat(builder.start().waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** What git says: the files of the trees that stay out. */
  private static Set<String> ignoredByGit() throws IOException, InterruptedException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < TOGETHER; i++) {
      for (String below : FOLDERS) {
        for (String file : FILES) {
          names.append('t').append(i).append('/').append(below).append(file).append('\0');
        }
      }
    }
    String answer = git(List.of("check-ignore", "--no-index", "--stdin", "-z"), names.toString());
    return new TreeSet<>(List.of(answer.split("\0", -1)));
  }

  /** What stays out here; a name that no payload can hold is none the less left out or not. */
  private static Set<String> leftOut(int tree) {
    List<String> out =
        PayloadCollector.collect(
                TestArtifacts.sources(folder.resolve("t" + tree)), new Diagnostics())
            .leftOut()
            .stream()
            .filter(Payload.LeftOut::isByPattern)
            .map(Payload.LeftOut::name)
            .toList();
    Set<String> files = new TreeSet<>();
    for (String below : FOLDERS) {
      for (String file : FILES) {
        String name = below + file;
        if (out.stream().anyMatch(o -> o.endsWith("/") ? name.startsWith(o) : name.equals(o))) {
          files.add(name);
        }
      }
    }
    return files;
  }

  private static void compare(List<String> texts, List<String> inner) throws Exception {
    Assumptions.assumeTrue(hasGit, "git is not installed");
    for (int i = 0; i < texts.size(); i++) {
      for (String name : List.of(".gitignore", ".dvpignore")) {
        Files.writeString(folder.resolve("t" + i).resolve(name), texts.get(i));
        Files.writeString(folder.resolve("t" + i).resolve("a").resolve(name), inner.get(i));
      }
    }
    Set<String> ignored = ignoredByGit();
    assertThat(ignored).as("git leaves out a part of the files").hasSizeBetween(20, 3_200);
    for (int i = 0; i < texts.size(); i++) {
      Set<String> expected = new TreeSet<>();
      for (String below : FOLDERS) {
        for (String file : FILES) {
          if (ignored.contains("t" + i + "/" + below + file)) {
            expected.add(below + file);
          }
        }
      }
      assertThat(leftOut(i)).as(texts.get(i) + "\nin a/:\n" + inner.get(i)).isEqualTo(expected);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void randomPatternsMeanTheSame(
      @ForAll("texts") List<String> texts, @ForAll("texts") List<String> inner) throws Exception {
    compare(texts, inner);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "a",
            "b",
            "ab",
            "x",
            "*",
            "**",
            "/",
            "/",
            "?",
            "[ab]",
            "[!a]",
            "[a-c]",
            "[[:alpha:]]",
            "[]-]",
            "[b",
            "\\",
            "!",
            "#",
            " ",
            ".log",
            ".",
            "-",
            "]",
            "\t",
            "*/",
            "**/",
            "/**");
    Arbitrary<String> line =
        piece.list().ofMinSize(1).ofMaxSize(5).map(all -> plain(String.join("", all)));
    Arbitrary<String> negated = line.map(text -> "!" + text);
    Arbitrary<String> any = Arbitraries.oneOf(line, line, line, negated);
    Arbitrary<String> end = Arbitraries.of("\n", "\n", "\r\n", "  \n", "");
    return any.list()
        .ofMaxSize(4)
        .flatMap(lines -> end.map(last -> String.join("\n", lines) + last))
        .list()
        .ofSize(TOGETHER);
  }

  /**
   * Two stars behind a letter are two plain ones by git's documentation; before its release 2.53
   * git took {@code x**} for the other kind when nothing but letters came before.
   */
  private static String plain(String pattern) {
    return pattern.replaceAll("(?<=[^/*!])\\*{2,}", "*").replaceAll("(?<=[^/!])!\\*{2,}", "!*");
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void hardCasesMeanTheSame() throws Exception {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                "# a comment\n\n   \n",
                "\\#a\n",
                "\\!a\n",
                "#a\n!a\n",
                "x\\ \n",
                "x \n",
                "x\\\\\n",
                "\\\\x\n",
                "a/\n!a/x\n",
                "a/*\n!a/b\n",
                "a/*\n!a/b/\na/b/*\n!a/b/ab/\n",
                "/*\n!/a\n/a/*\n!/a/b\n",
                "*\n!*/\n!x\n",
                "**\n!**/\n!ab.x\n",
                "/x\n",
                "a/x\n",
                "**/x\n",
                "a/**/x\n",
                "a/**\n",
                "a/**/\n",
                "**/ab/\n",
                "/**/b.log\n",
                "b.log/\n",
                "ab.x\r\nx\r\n",
                "\uFEFFx\n",
                "x",
                "[[:digit:]]\n",
                "[!x]\n",
                "c[]]\n",
                "c\\]\n",
                "a[ab]\n",
                "a[\n",
                "a[b\nx\n",
                "?\n",
                "a?b\n",
                "*.x\n!ab.x\n",
                "./x\n",
                "a//x\n",
                "../x\n",
                "/\n",
                "!\n",
                "!/\n",
                "a-\n",
                "[a-z]-\n",
                "x\t\n",
                "a\\ b\n",
                "a b   \n",
                " x\n",
                "*b*\n!*/*b*\n"));
    assertThat(texts).hasSize(TOGETHER);
    List<String> inner = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      inner.add(List.of("", "!x\n", "/b\n!ab.x\n", "*\n!b/\n").get(i % 4));
    }
    compare(texts, inner);
    compare(texts, java.util.Collections.nCopies(TOGETHER, ""));
  }
}
