package dev.dvp.core.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finder, with programs of our own in the places of Pythons. */
class PythonFinderTest {
  @TempDir Path folder;

  @BeforeEach
  void takesAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell to write programs for");
  }

  @Test
  void givesAPythonNothingOfTheCallersEnvironmentButWhatItNeeds() throws IOException {
    Path seen = folder.resolve("seen");
    program("python3.11", "/usr/bin/env > '" + seen + "'; echo 3.11.9; echo /x/python3.11");

    Python python =
        new PythonFinder(
                Map.of("PATH", folder.toString(), "DVP_PASSWORD", "geheim", "PYTHONPATH", "/x"))
            .find();

    assertThat(python.version()).isEqualTo("3.11.9");
    assertThat(python.command()).containsExactly("/x/python3.11");
    assertThat(seen).content().contains("PATH=").doesNotContain("geheim", "PYTHONPATH");
  }

  @Test
  void isGivenUpWhenCtrlCEndsTheProgramThatItAsks() throws IOException {
    program("python3.11", "exit 130");
    program("python3", "echo 3.12.1; echo");

    PythonFinder finder = new PythonFinder(Map.of("PATH", folder.toString()));

    assertThatThrownBy(finder::find).isInstanceOf(CancellationException.class);
  }

  @Test
  void takesAnotherWhereTheBestDoesNotRun() throws IOException {
    program("python3.11", "exit 1");
    program("python3", "echo 3.12.1; echo");

    Python python = new PythonFinder(Map.of("PATH", folder.toString())).find();

    assertThat(python.version()).isEqualTo("3.12.1");
    assertThat(python.command()).containsExactly(folder.resolve("python3").toString());
  }

  @Test
  void asksTheLauncherOfWindowsForTheRelease() throws IOException {
    program("python3", "echo 3.12.1; echo");
    program(
        "py.exe",
        "case $1 in -3.11) echo 3.11.4 cpython; echo 'C:\\Python311\\python.exe';; *) exit 103;; esac");
    PythonFinder finder = new PythonFinder(Map.of("Path", folder.toString()));

    Python release = finder.find(new PythonRelease(3, 11)).orElseThrow();

    assertThat(release.version()).isEqualTo("3.11.4");
    assertThat(release.command()).containsExactly("C:\\Python311\\python.exe");
    assertThat(finder.find()).isEqualTo(release);
    assertThat(finder.find(new PythonRelease(3, 8))).isEmpty();
  }

  @Test
  void asksTheLauncherOfWindowsForAnyPythonLast() throws IOException {
    program("py.exe", "case $1 in -3) echo 3.13.0 cpython; echo;; *) exit 103;; esac");

    Python python = new PythonFinder(Map.of("PATH", folder.toString())).find();

    assertThat(python.version()).isEqualTo("3.13.0");
    assertThat(python.command()).containsExactly(folder.resolve("py.exe").toString(), "-3");
  }

  @Test
  void looksAmongThePythonsOfPyenvWhicheverItWouldChoose() throws IOException {
    program("bin/python3", "echo 3.12.1 cpython; echo");
    program(".pyenv/versions/3.11.2/bin/python3.11", "echo 3.11.2 cpython; echo");
    program(".pyenv/versions/3.11.7/bin/python3.11", "echo 3.11.7 pypy; echo");
    program(".pyenv/versions/3.8.18/bin/python3.8", "echo 3.8.18 cpython; echo");
    Files.createDirectories(folder.resolve(".pyenv/versions/3.10.1/bin"));
    String path = folder.resolve("bin").toString();
    PythonRelease engines = new PythonRelease(3, 11);

    for (Map<String, String> environment :
        List.of(
            Map.of("PATH", path, "HOME", folder.toString()),
            Map.of("PATH", path, "PYENV_ROOT", folder.resolve(".pyenv").toString()))) {
      PythonFinder finder = new PythonFinder(environment);
      // The newest is no CPython.
      assertThat(finder.find(engines).orElseThrow().version()).isEqualTo("3.11.2");
      assertThat(finder.find(new PythonRelease(3, 8)).orElseThrow().version()).isEqualTo("3.8.18");
      assertThat(finder.find(new PythonRelease(3, 10))).isEmpty();
    }
    assertThat(new PythonFinder(Map.of("PATH", path)).find(engines)).isEmpty();
  }

  @Test
  void pyenvsShimIsNotAskedWhereThereIsButOneToChoose() throws IOException {
    program("pyenv/shims/python3.11", "exit 1");
    program("pyenv/versions/3.11.9/bin/python3.11", "echo 3.11.9 cpython; echo");
    program("pyenv/versions/3.12.1/bin/python3.12", "exit 1");

    assertThat(foundByPyenv())
        .containsExactly(folder.resolve("pyenv/versions/3.11.9/bin/python3.11").toString());
  }

  @Test
  void pyenvsShimChoosesAmongSeveral() throws IOException {
    program("pyenv/shims/python3.11", "echo 3.11.4 cpython; echo /chosen");
    program("pyenv/versions/3.11.4/bin/python3.11", "exit 1");
    program("pyenv/versions/3.11.9/bin/python3.11", "exit 1");

    assertThat(foundByPyenv()).containsExactly("/chosen");
  }

  private List<String> foundByPyenv() {
    Path root = folder.resolve("pyenv");
    Map<String, String> environment =
        Map.of("PATH", root.resolve("shims").toString(), "PYENV_ROOT", root.toString());
    return new PythonFinder(environment).find(new PythonRelease(3, 11)).orElseThrow().command();
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
