package dev.dvp.core.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessBytecodeTest {
  @TempDir Path folder;
  private Python python = new Python(List.of("python3"), 3, 11, "3.11", true);
  private final List<Payload.Entry> sources =
      List.of(
          source("pack/__init__.py", "import sys\nfrom pack.inner import where\n"),
          source("pack/inner.py", "def where(): return where.__code__.co_filename\n"),
          source("broken.py", "def"),
          source("notes.txt", "no module"));

  @BeforeEach
  void takesAPython() {
    Optional<Python> here =
        new PythonFinder(System.getenv()).find(new PythonRelease(3, 11)).filter(Python::isCPython);
    assumeTrue(
        here.isPresent() || System.getenv().getOrDefault("DVP_TEST_PROGRAMS", "").contains("3.11"),
        "no CPython 3.11");
    python = here.orElseThrow();
  }

  private static Payload.Entry source(String name, String text) {
    return new Payload.Entry(name, new Payload.InMemory(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Payload.Entry> bytecode(Python with) {
    return new ProcessBytecode(with, new CacheFolder(folder.resolve("cache")), System.getenv())
        .of(sources);
  }

  private static List<String> names(List<Payload.Entry> entries) {
    return entries.stream().map(Payload.Entry::name).toList();
  }

  @Test
  void pythonTakesItInPlaceOfTheSource() throws IOException {
    List<Payload.Entry> made = bytecode(python);
    assertThat(names(made))
        .containsExactlyInAnyOrder(
            "pack/__pycache__/__init__.cpython-311.pyc", "pack/__pycache__/inner.cpython-311.pyc");
    Path work = Files.createDirectories(folder.resolve("work"));
    PayloadFolder.write(work, sources);
    PayloadFolder.write(work, made);
    List<String> command = new ArrayList<>(python.command());
    command.addAll(
        List.of(
            "-I",
            "-S",
            "-B",
            "-v",
            "-c",
            "import sys; sys.path.insert(0, '" + work + "'); import pack; print(pack.where())"));

    BoundedProcess.Ended ended = new BoundedProcess(command, Map.of(), Duration.ofMinutes(1)).run();

    // A traceback names the file where it is, so that its line can be shown.
    assertThat(ended.output())
        .contains("\n" + work.resolve("pack/inner.py") + "\n")
        .contains("code object from '" + work.resolve("pack/__pycache__/inner.cpython-311.pyc"))
        .doesNotContain("code object from " + work);
  }

  @Test
  void itIsMadeOnce() {
    List<Payload.Entry> made = bytecode(python);
    Python gone = new Python(List.of("/nonexistent"), 3, 11, python.version(), true);
    // What does not compile is tried again.
    List<Payload.Entry> good = sources.stream().filter(e -> !e.name().equals("broken.py")).toList();

    List<Payload.Entry> again =
        new ProcessBytecode(gone, new CacheFolder(folder.resolve("cache")), System.getenv())
            .of(good);

    assertThat(again).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void withoutItPythonCompilesByItself() throws IOException {
    assertThat(bytecode(new Python(List.of("/nonexistent"), 3, 11, "3.11.0", true))).isEmpty();
    assertThat(bytecode(new Python(python.command(), 3, 11, python.version(), false))).isEmpty();
    Files.writeString(folder.resolve("file"), "");
    assertThat(
            new ProcessBytecode(
                    python, new CacheFolder(folder.resolve("file/cache")), System.getenv())
                .of(sources))
        .isEmpty();
  }
}
