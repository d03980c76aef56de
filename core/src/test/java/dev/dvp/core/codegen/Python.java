package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the machine's Python 3, where there is one; a test without it is skipped, and says so. */
final class Python {
  private Python() {}

  /**
   * Runs a script to its end, which must be a good one.
   *
   * @param workDir the process's folder, which also takes its output
   * @param arguments the interpreter's
   * @return what it printed
   */
  static String run(Path workDir, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Programs.need("python3"), "-B", "-W", "error"));
    command.addAll(List.of(arguments));
    Run run = run(workDir, command);
    assertThat(run.status()).as("%s", run.printed()).isZero();
    return run.printed();
  }

  /** How a program ended, and what it printed. */
  record Run(int status, String printed) {}

  /**
   * Runs a program to its end.
   *
   * @param workDir the process's folder, which also takes its output
   * @param command the program's file and its arguments
   */
  static Run run(Path workDir, List<String> command) throws Exception {
    Path out = Files.createTempFile(workDir, "python", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(workDir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("Python does not end: " + command);
    }
    String printed = Files.readString(out, StandardCharsets.UTF_8);
    Files.delete(out);
    return new Run(process.exitValue(), printed);
  }

  /** A file of the test resources, copied to where Python can read it. */
  static Path script(Path workDir, String name) throws IOException {
    Path script = workDir.resolve(name);
    try (var resource = Python.class.getResourceAsStream(name)) {
      assertThat(resource).as(name).isNotNull();
      Files.write(script, resource.readAllBytes());
    }
    return script;
  }
}
