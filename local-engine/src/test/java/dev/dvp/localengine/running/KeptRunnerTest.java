package dev.dvp.localengine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunnerTest {
  private static final Python PYTHON = new PythonFinder(System.getenv()).find();
  private static final Payload PLUGIN =
      new Payload(
          List.of(
              new Payload.Entry(
                  "generated/__init__.py",
                  new Payload.InMemory("A = 1\n".getBytes(StandardCharsets.UTF_8))),
              new Payload.Entry(
                  "own.py", new Payload.InMemory("B = 1\n".getBytes(StandardCharsets.UTF_8)))),
          List.of());

  @TempDir Path folder;

  @BeforeEach
  void takesCPython() {
    assumeTrue(PYTHON.isCPython(), "another Python than CPython");
  }

  private KeptRunner.Made made(Python python) {
    return new KeptRunner(folder.resolve("cache"), python, System.getenv()).of(PLUGIN);
  }

  private Path kept() {
    return made(PYTHON).folder().orElseThrow();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itIsMadeOnceWithBytecode() throws IOException {
    KeptRunner.Made first = made(PYTHON);
    Path kept = first.folder().orElseThrow();
    FileTime made = Files.getLastModifiedTime(kept.resolve("dvp_run.py"));

    KeptRunner.Made again =
        made(
            new Python(
                List.of("/nonexistent"), PYTHON.major(), PYTHON.minor(), PYTHON.version(), true));

    assertThat(again).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(kept.resolve("dvp_run.py"))).isEqualTo(made);
    String tag = ".cpython-" + PYTHON.major() + PYTHON.minor() + ".pyc";
    assertThat(names(kept.resolve("_dvp/__pycache__"))).contains("session" + tag);
    assertThat(names(kept.resolve("packages/dlpx/virtualization/libs/__pycache__")))
        .contains("_calls" + tag);
    assertThat(first.classes())
        .extracting(Payload.Entry::name)
        .containsExactly("generated/__pycache__/__init__" + tag);
    assertThat(names(folder.resolve("cache/runner")))
        .containsExactlyInAnyOrder(
            ".gitignore",
            "CACHEDIR.TAG",
            kept.getFileName().toString(),
            kept.getFileName() + ".sha256");
  }

  @Test
  void aProcessRunsFromIt() throws Exception {
    try (TestPlugin plugin =
        new TestPlugin(
                folder,
                """
                import _dvp.session
                print(os.path.isfile(_dvp.session.__cached__))
                print(os.path.dirname(_dvp.session.serve.__code__.co_filename))
                print(os.path.isfile(sys.modules["generated"].__cached__))
                """,
                payload ->
                    new KeptRunner(folder.resolve("cache"), PYTHON, System.getenv()).of(payload))
            .opened()) {
      assertThat(plugin.process.printed().text())
          .isEqualTo("True\n" + kept().resolve("_dvp") + "\nTrue\n");
    }
  }

  @Test
  void whatAPluginSpoiltIsMadeAnew() throws IOException {
    Path script = kept().resolve("dvp_run.py");
    String text = Files.readString(script);
    Files.writeString(script, "spoilt");
    assertThat(kept().resolve("dvp_run.py")).hasContent(text);

    Path more = Files.writeString(kept().resolve("_dvp/json.py"), "");
    assertThat(kept()).isDirectory();
    assertThat(more).doesNotExist();

    Path inner = kept().resolve("_dvp/session.py");
    Path aside = Files.move(inner, folder.resolve("session.py"));
    Files.createSymbolicLink(inner, aside);
    kept();
    assertThat(inner).isRegularFile();
    assertThat(Files.isSymbolicLink(inner)).isFalse();

    Files.writeString(folder.resolve("cache/runner/" + kept().getFileName() + ".sha256"), "0");
    assertThat(kept()).isDirectory();
  }

  @Test
  void whatNobodyUsesGoes() throws IOException {
    Path runner = Files.createDirectories(folder.resolve("cache/runner"));
    Path old = Files.createDirectories(runner.resolve("old"));
    Path oldDigest = Files.writeString(runner.resolve("old.sha256"), "");
    Path used = Files.createDirectories(runner.resolve("used"));
    Path unfinished = Files.createDirectories(runner.resolve("new-1"));
    Files.writeString(runner.resolve("used.sha256"), "");
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    for (Path one : List.of(old, oldDigest, used, unfinished)) {
      Files.setLastModifiedTime(one, longAgo);
    }

    kept();

    assertThat(old).doesNotExist();
    assertThat(oldDigest).doesNotExist();
    assertThat(unfinished).doesNotExist();
    assertThat(used).isDirectory();
  }

  @Test
  void whereNothingCanBeKeptTheWorkspaceHasItsOwn() throws Exception {
    Files.writeString(folder.resolve("cache"), "");

    KeptRunner.Made made = made(PYTHON);

    assertThat(made).isEqualTo(KeptRunner.Made.none());
    try (Workspace workspace = Workspace.of(PLUGIN, made)) {
      assertThat(workspace.script()).isRegularFile();
      assertThat(workspace.packages()).isDirectory();
    }
  }
}
