package dev.dvp.core.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTreeTest {
  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Optional<Path> found(SourceTree tree, String name) {
    return tree.find(name).flatMap(ModuleFile::file).map(dir::relativize);
  }

  @Test
  void findsModulesAsPythonDoes() throws IOException {
    write("a.py", "");
    write("a/__init__.py", "");
    write("a/b.py", "");
    write("c.py", "");
    write("c/d.py", "");
    write("e/f/g.py", "");
    try (SourceTree tree = new SourceTree(dir)) {
      assertThat(found(tree, "a")).contains(Path.of("a/__init__.py"));
      assertThat(found(tree, "a.b")).contains(Path.of("a/b.py"));
      assertThat(found(tree, "c")).contains(Path.of("c.py"));
      assertThat(tree.find("c.d")).isEmpty();
      assertThat(tree.find("e").orElseThrow().isPackage()).isTrue();
      assertThat(found(tree, "e.f.g")).contains(Path.of("e/f/g.py"));
      assertThat(tree.find("nothing")).isEmpty();
      assertThat(tree.find("a..b")).isEmpty();
      assertThat(tree.find("../x")).isEmpty();
      assertThat(tree.topModules()).containsExactly("a", "c");
    }
  }

  @Test
  void searchesAddedFoldersBelowTheSourceFolderAlone() throws IOException {
    write("src/lib/x.py", "");
    write("src/y.py", "");
    write("src/lib/y.py", "");
    write("other/z.py", "");
    try (SourceTree tree = new SourceTree(dir.resolve("src"))) {
      assertThat(tree.find("x")).isEmpty();
      tree.addRoot(0, "lib/../lib");
      tree.addRoot(0, "../other");
      tree.addRoot(9, "nowhere");
      assertThat(found(tree, "x")).contains(Path.of("src/lib/x.py"));
      assertThat(found(tree, "y")).contains(Path.of("src/lib/y.py"));
      assertThat(tree.find("z")).isEmpty();
    }
  }

  @Test
  void joinsThePartsOfAPackageWithoutInit() throws IOException {
    write("p/a.py", "");
    write("lib/p/b.py", "");
    try (SourceTree tree = new SourceTree(dir)) {
      tree.addRoot(Integer.MAX_VALUE, "lib");
      assertThat(found(tree, "p.a")).contains(Path.of("p/a.py"));
      assertThat(found(tree, "p.b")).contains(Path.of("lib/p/b.py"));
    }
  }

  @Test
  void followsNoLinkOutOfTheSourceFolder() throws IOException {
    Path outside = write("outside.py", "x = 1\n");
    write("src/inside.py", "");
    Files.createSymbolicLink(dir.resolve("src/linked.py"), outside);
    Files.createSymbolicLink(dir.resolve("src/alias.py"), dir.resolve("src/inside.py"));
    try (SourceTree tree = new SourceTree(dir.resolve("src"))) {
      assertThat(tree.find("linked")).isEmpty();
      assertThat(tree.find("alias")).isPresent();
      assertThat(tree.problems())
          .extracting(Diagnostic::rule)
          .containsExactly(PythonRule.MODULE_OUTSIDE_SOURCE);
    }
  }

  @Test
  void reachesWhatAnyImportMayReach() throws IOException {
    write(
        "main.py",
        "import a.b\nfrom c import d, e\ndef f():\n  from . import nothing\n  import g\n");
    write("a/__init__.py", "");
    write("a/b.py", "from . import h\nfrom .i import *\n");
    write("a/h.py", "import main\n");
    write("a/i.py", "");
    write("c.py", "");
    write("g.py", "x = (\n");
    write("unused.py", "");
    try (SourceTree tree = new SourceTree(dir)) {
      ModuleFile main = tree.find("main").orElseThrow();
      tree.readAhead(main);
      Set<Path> reached = DeepStack.call(() -> tree.reachable(main)).keySet();

      assertThat(reached.stream().map(file -> tree.relativeName(file)))
          .containsExactly(
              "a/__init__.py", "a/b.py", "a/h.py", "a/i.py", "c.py", "g.py", "main.py");
      PythonFile broken = DeepStack.call(() -> tree.read(dir.resolve("g.py")));
      assertThat(broken.problems()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.b, false, x, 0, x",
    "a.b, false, x, 1, a.x",
    "a.b, true, x, 1, a.b.x",
    "a.b, false, '', 1, a",
    "a.b.c, false, x, 2, a.x",
    "a.b, false, x, 2, ",
    "a, false, x, 1, "
  })
  void resolvesRelativeImports(
      String name, boolean isPackage, String module, int level, String absolute) {
    ModuleFile importer =
        new ModuleFile(name, Optional.empty(), isPackage ? List.of(dir) : List.of());
    assertThat(importer.absolute(module, level)).isEqualTo(Optional.ofNullable(absolute));
  }

  @Test
  void knowsTheStandardLibrary() {
    assertThat(StandardLibrary.contains("os.path")).isTrue();
    assertThat(StandardLibrary.contains("distutils")).isTrue();
    assertThat(StandardLibrary.contains("requests")).isFalse();
    assertThat(StandardLibrary.contains("ConfigParser")).isFalse();
  }

  @Test
  void listsTheFilesThatThePluginCarries() throws IOException {
    write("b.py", "");
    write("pkg/__init__.py", "");
    write("pkg/data.txt", "");
    write("pkg/generated/own.py", "");
    write("generated/definitions/__init__.py", "");
    write("pkg/__pycache__/x.py", "");
    write(".venv/lib/y.py", "");
    try (SourceTree tree = new SourceTree(dir)) {
      assertThat(tree.files())
          .containsExactly(
              dir.resolve("b.py"),
              dir.resolve("pkg/__init__.py"),
              dir.resolve("pkg/generated/own.py"));
      assertThat(tree.readAll(tree.files())).allMatch(file -> file.module().isPresent());
    }
  }

  @Test
  void knowsWhichModuleAFileIs() throws IOException {
    Path plain = write("pkg/mod.py", "");
    Path init = write("pkg/__init__.py", "");
    Path vendored = write("lib/inner/x.py", "");
    Path odd = write("__init__.py", "");
    try (SourceTree tree = new SourceTree(dir)) {
      tree.addRoot(0, "lib");
      assertThat(tree.moduleOf(plain)).isEqualTo(tree.find("pkg.mod").orElseThrow());
      assertThat(tree.moduleOf(init)).isEqualTo(tree.find("pkg").orElseThrow());
      assertThat(tree.moduleOf(vendored)).isEqualTo(tree.find("inner.x").orElseThrow());
      assertThat(tree.moduleOf(odd).name()).isEqualTo("__init__");
    }
  }
}
