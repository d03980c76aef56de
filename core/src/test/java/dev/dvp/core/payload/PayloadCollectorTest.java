package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.artifact.ArtifactSniffer;
import dev.dvp.core.artifact.TestArtifacts;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.TemporaryNames;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCollectorTest {
  @TempDir Path folder;

  private Path src;
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void makeSource() throws IOException {
    src = Files.createDirectory(folder.resolve("src"));
    file("plugin_runner.py");
  }

  private Path file(String name) throws IOException {
    return file(name, "x");
  }

  private Path file(String name, String text) throws IOException {
    Path file = src.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Payload collect() {
    return PayloadCollector.collect(TestArtifacts.sources(src), diagnostics);
  }

  private List<String> names() {
    return collect().entries().stream().map(Payload.Entry::name).toList();
  }

  private Diagnostic only() {
    assertThat(diagnostics.sorted()).hasSize(1);
    return diagnostics.sorted().get(0);
  }

  @Test
  void takesEveryFileInTheOrderOfNames() throws IOException {
    file("b/__init__.py");
    file("b/z.txt");
    file("B2.sql");
    file("b.py");
    file(".hidden");
    file("ü/data.bin");
    Files.createDirectories(src.resolve("empty"));

    assertThat(names())
        .containsExactly(
            ".hidden",
            "B2.sql",
            "b.py",
            "b/__init__.py",
            "b/z.txt",
            "plugin_runner.py",
            "ü/data.bin");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void leavesOutWhatToolsMadeAndSaysWhy() throws IOException {
    for (String name :
        List.of(
            "__pycache__/a.cpython-311.pyc",
            "a/__pycache__/b.pyc",
            ".git/config",
            ".hg/x",
            ".svn/x",
            ".venv/bin/python",
            "env/pyvenv.cfg",
            "env/lib/x.py",
            ".dvp-gen-output/x.py",
            ".idea/x.xml",
            "old.pyc",
            ".DS_Store",
            "plugin_runner.py~",
            ".plugin_runner.py.swp",
            "#plugin_runner.py#",
            ".dvp-12ab.tmp",
            "generated/" + TemporaryNames.next())) {
      file(name);
    }
    file("venv/kept.py");
    file("a/__init__.py");

    Payload payload = collect();

    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("a/__init__.py", "plugin_runner.py", "venv/", "venv/kept.py");
    assertThat(payload.leftOut())
        .hasSize(16)
        .contains(new Payload.LeftOut("env/", "a virtual environment"))
        .allSatisfy(out -> assertThat(out.reason()).isNotBlank());
  }

  @Test
  void neverPacksAnArtifactOfOurs() throws IOException {
    Path target = file("out.bin", "");
    String start = "{\"type\":\"Plugin\",\"pluginId\":\"x\",";
    file("out.bin", "{\"sourceCode\":\"AAAA\",\"type\":\"Plugin\"}");
    file(
        "artifact.json",
        " {\"name\":{\"type\":\"x\"},\"sourceCode\":\"AAAA\",\"type\":\"Plugin\"}");
    file("cut.json", start);
    file("sub/artifact.json", "{\"type\":\"Plugin\"}");
    file("data.json", "{\"sourceCode\":\"AAAA\",\"type\":\"Plugin\"}");
    file("list.json", "[1]");

    Payload payload =
        PayloadCollector.collect(
            new PayloadRequest(
                src,
                Map.of(),
                f -> false,
                ArtifactSniffer.notGoingInto(target),
                Optional.of(target)),
            diagnostics);

    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("data.json", "list.json", "plugin_runner.py", "sub/artifact.json");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void refusesToWriteOverASourceFile() {
    PayloadCollector.collect(
        new PayloadRequest(
            src, Map.of(), f -> false, f -> false, Optional.of(src.resolve("plugin_runner.py"))),
        diagnostics);

    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_IS_TARGET);
  }

  @Test
  void takesGeneratedFilesInsteadOfThoseOnDisk() throws IOException {
    file("generated/__init__.py", "old");
    file("generated/stale.py", "# made by dvp");
    file("generated/mine.py", "mine");

    Payload payload =
        PayloadCollector.collect(
            new PayloadRequest(
                src,
                Map.of("generated/__init__.py", "new ü", "generated/more.py", ""),
                path -> path.endsWith("stale.py") || path.endsWith("__init__.py"),
                f -> false,
                Optional.empty()),
            diagnostics);

    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly(
            "generated/__init__.py", "generated/mine.py", "generated/more.py", "plugin_runner.py");
    Payload.Content content = payload.entries().get(0).content();
    assertThat(content).isEqualTo(new Payload.InMemory("new ü".getBytes(StandardCharsets.UTF_8)));
    assertThat(content.size()).isEqualTo(6);
    assertThat(payload.leftOut())
        .extracting(Payload.LeftOut::name)
        .containsExactly("generated/stale.py");
    assertThat(payload.size()).isEqualTo(6 + 4 + 1);
  }

  @Test
  void namesFoldersThatPythonMustSee() throws IOException {
    file("space/deep/module.py");
    file("pack/__init__.py");
    file("pack/inner/module.py");
    file("data/x.txt");

    assertThat(names())
        .containsExactly(
            "data/x.txt",
            "pack/__init__.py",
            "pack/inner/",
            "pack/inner/module.py",
            "plugin_runner.py",
            "space/",
            "space/deep/",
            "space/deep/module.py");
  }

  @Test
  void followsLinksInsideTheTree() throws IOException {
    file("real/data.txt", "12345");
    Files.createSymbolicLink(src.resolve("alias"), Path.of("real"));
    Files.createSymbolicLink(src.resolve("one.txt"), Path.of("real/data.txt"));
    Path outer = Files.createSymbolicLink(folder.resolve("linked-src"), src);

    Payload payload = PayloadCollector.collect(TestArtifacts.sources(outer), diagnostics);

    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("alias/data.txt", "one.txt", "plugin_runner.py", "real/data.txt");
    assertThat(payload.entries().get(1).content().size()).isEqualTo(5);
  }

  @Test
  void noLinkTakesInWhatMustStayOut() throws IOException {
    file(".git/config");
    file(".git/hooks/x");
    file("sub/.dvp/state");
    file("mine/.env.example");
    Files.createSymbolicLink(src.resolve("repository"), Path.of(".git"));
    Files.createSymbolicLink(src.resolve("hooks"), Path.of(".git/hooks"));
    Files.createSymbolicLink(src.resolve("config.txt"), Path.of(".git/config"));
    Files.createSymbolicLink(src.resolve("state"), Path.of("sub/.dvp/state"));
    Files.createSymbolicLink(src.resolve("yours"), Path.of("mine"));

    Payload payload = collect();

    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("mine/.env.example", "plugin_runner.py", "yours/.env.example");
    assertThat(payload.leftOut())
        .contains(
            new Payload.LeftOut("config.txt", "kept by version control"),
            new Payload.LeftOut("hooks/", "kept by version control"),
            new Payload.LeftOut("repository/", "kept by version control"),
            new Payload.LeftOut("state", "kept by dvp"));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void reportsLinksThatLeadOut() throws IOException {
    Files.writeString(folder.resolve("secret"), "");
    Files.createSymbolicLink(src.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(src.resolve("secret"), Path.of("../secret"));
    Files.createSymbolicLink(src.resolve("nowhere"), Path.of("missing"));
    Files.createDirectory(folder.resolve("src2"));
    Files.createSymbolicLink(src.resolve("sibling"), Path.of("../src2"));

    assertThat(names()).containsExactly("plugin_runner.py");
    assertThat(diagnostics.sorted())
        .hasSize(4)
        .allSatisfy(d -> assertThat(d.rule()).isEqualTo(PayloadRule.SOURCE_LINK_OUTSIDE));
  }

  @Test
  void reportsLinksThatGoRound() throws IOException {
    file("a/b/c.txt");
    Files.createSymbolicLink(src.resolve("a/b/up"), Path.of("../../a"));
    Files.createSymbolicLink(src.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(src.resolve("here"), Path.of("."));

    assertThat(names()).containsExactly("a/b/c.txt", "plugin_runner.py");
    assertThat(diagnostics.sorted())
        .hasSize(3)
        .allSatisfy(d -> assertThat(d.rule()).isEqualTo(PayloadRule.SOURCE_LINK_LOOP));
  }

  @Test
  void stopsWhenLinksMultiplyTheTree() throws IOException {
    // Twenty folders of two links each: a million paths to one file.
    file("d20/x");
    for (int i = 0; i < 20; i++) {
      Files.createDirectory(src.resolve("d" + i));
      Files.createSymbolicLink(src.resolve("d" + i + "/l"), Path.of("../d" + (i + 1)));
      Files.createSymbolicLink(src.resolve("d" + i + "/r"), Path.of("../d" + (i + 1)));
    }

    assertThatThrownBy(
            () -> PayloadCollector.collect(TestArtifacts.sources(src), 2_000, diagnostics))
        .isInstanceOfSatisfying(
            DvpException.class, e -> assertThat(e.diagnostics()).isEqualTo(diagnostics.sorted()));

    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_OVER_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 3_000})
  void foldersMayLieInOneAnotherOnlySoDeep(int depth) throws IOException {
    // The first lies below srcDir, and each has a link to the next.
    for (int i = 1; i <= depth; i++) {
      Files.createDirectory(src.resolve("d" + i));
      if (i < depth) {
        Files.createSymbolicLink(src.resolve("d" + i + "/next"), Path.of("../d" + (i + 1)));
      }
    }
    if (depth == 100) {
      collect();
      assertThat(diagnostics.sorted()).isEmpty();
    } else {
      assertThatThrownBy(this::collect).isInstanceOf(DvpException.class);
      assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_OVER_LIMIT);
      assertThat(only().message()).contains("More than 100 folders");
    }
  }

  @Test
  void reportsWhatIsNoFile() throws IOException {
    Path socket = src.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(names()).containsExactly("plugin_runner.py");
    } finally {
      Files.deleteIfExists(socket);
    }
    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_SPECIAL_FILE);
    assertThat(only().location().file()).isEqualTo(socket);
  }

  @Test
  void takesBytecodeThatIsAllThereIsOfAModule() throws IOException {
    byte[] magic = {(byte) 0xA7, 0x0D, 0x0D, 0x0A, 0, 0};
    Files.write(src.resolve("shipped.pyc"), magic);
    Files.write(src.resolve("plugin_runner.pyc"), magic);
    Files.write(src.resolve("of_3_12.pyc"), new byte[] {(byte) 0xCB, 0x0D, 0x0D, 0x0A, 0, 0});

    Payload payload = collect();

    assertThat(payload.entries().stream().map(Payload.Entry::name))
        .containsExactly("plugin_runner.py", "shipped.pyc");
    assertThat(payload.leftOut())
        .extracting(Payload.LeftOut::reason)
        .containsExactly(
            "bytecode of another Python than 3.11, which cannot load it",
            "bytecode, and its source lies beside it");
  }

  @Test
  void reportsNamesThatUnicodeComposesInTwoWays() throws IOException {
    file("\u00FC.txt");
    file("u\u0308.txt");
    Assumptions.assumeTrue(Files.list(src).count() == 3, "this disk keeps one of them");

    collect();

    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_CASE_CLASH);
    assertThat(only().message()).contains("how Unicode composes");
  }

  @Test
  void warnsOfLongPaths() throws IOException {
    file("a".repeat(130) + "/" + "b".repeat(129));
    file("a".repeat(130) + "/" + "b".repeat(130));

    collect();

    assertThat(only().rule()).isEqualTo(PayloadRule.PATH_TOO_LONG);
    assertThat(diagnostics.hasErrors()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"console.py", "com.py", "com10.py", "nulls", "a.con", "LPT", "COM0"})
  void namesThatOnlyRecallDevicesAreFine(String name) throws IOException {
    file(name);

    assertThat(names()).contains(name);
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "back\\slash.py",
        "new\nline.py",
        "tab\t.py",
        "esc\u001b.py",
        "con",
        "Aux.py",
        "nul.tar.gz",
        "COM1.txt",
        "lpt9",
        "com\u00B2.x",
        "dot.",
        "blank ",
        "a:b",
        "what?",
        "a<b",
        "a|b",
        "a\"b",
        "a*b"
      })
  void reportsNamesThatAZipCannotHold(String name) throws IOException {
    file(name);

    assertThat(names()).containsExactly("plugin_runner.py");
    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_BAD_NAME);
    assertThat(only().message().chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void reportsNamesThatDifferInCaseOnly() throws IOException {
    file("Data/a.txt");
    file("data/b.txt");
    file("data/c.txt");
    file("x/Straße");
    file("x/STRASSE");
    Assumptions.assumeTrue(
        Files.exists(src.resolve("Data/a.txt")) && !Files.exists(src.resolve("Data/b.txt")));

    collect();

    assertThat(diagnostics.sorted())
        .allSatisfy(d -> assertThat(d.rule()).isEqualTo(PayloadRule.SOURCE_CASE_CLASH));
    assertThat(
            diagnostics.sorted().stream().map(d -> src.relativize(d.location().file()).toString()))
        .containsExactly("data", "x/Straße");
  }

  @Test
  void nothingClashesWithTheRuntimePackages() throws IOException {
    Set<String> runtime =
        Set.of("dlpx/api/x.py", "six.py", "six-1.dist-info/METADATA", "google/y.txt", "nose.py");
    file("Dlpx/a.py");
    file("dlpx-like/a.py");
    file("six.py/data.txt");
    file("six-1.dist-info/METADATA");
    file("six-1.dist-info/MINE");
    file("google");
    // A module is the business of PayloadReview.
    file("nose.py");

    PayloadCollector.collect(
        TestArtifacts.sources(src).beside(Set.of("dlpx", "six", "nose"), runtime), diagnostics);

    assertThat(diagnostics.sorted())
        .extracting(d -> d.rule().id() + " " + src.relativize(d.location().file()))
        .containsExactlyInAnyOrder(
            "B206 Dlpx", "B213 google", "B213 six-1.dist-info/METADATA", "B213 six.py");
    assertThat(diagnostics.sorted().toString())
        .contains("`dlpx` of the runtime packages and `Dlpx` differ in upper and lower case only")
        .contains("`google` is a file here and a folder of the runtime packages")
        .contains("`six.py` is a folder here and a file of the runtime packages");
  }

  @Test
  void aFileWhereGeneratedClassesNeedAFolderIsReported() throws IOException {
    file("generated");

    PayloadCollector.collect(
        new PayloadRequest(
            src, Map.of("generated/x.py", ""), f -> false, f -> false, Optional.empty()),
        diagnostics);

    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_CASE_CLASH);
    assertThat(only().location().file()).isEqualTo(src.resolve("generated"));
  }

  @Test
  void reportsWhatMayNotBeRead() throws IOException {
    Path secret = file("secret/x.txt").getParent();
    Path closed = file("closed.txt");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      Assumptions.assumeFalse(Files.isReadable(closed), "root may read everything");
      assertThat(names()).containsExactly("plugin_runner.py");
      assertThat(diagnostics.sorted())
          .hasSize(2)
          .allSatisfy(d -> assertThat(d.rule()).isEqualTo(PayloadRule.SOURCE_UNREADABLE));
    } finally {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void reportsASourceFolderThatIsNotThere() {
    assertThat(
            PayloadCollector.collect(TestArtifacts.sources(folder.resolve("gone")), diagnostics)
                .entries())
        .isEmpty();
    assertThat(only().rule()).isEqualTo(PayloadRule.SOURCE_UNREADABLE);
  }
}
