package dev.dvp.core.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
