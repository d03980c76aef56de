package dev.dvp.localengine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Programs that a test needs and a machine may lack. */
public final class Programs {
  private Programs() {}

  /**
   * A program on the PATH, or where daemons lie; without it the test is skipped, unless {@code
   * DVP_TEST_PROGRAMS} has its name, as CI's has: there a test that is skipped would be one that
   * nobody runs.
   */
  public static String need(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin") + ":/usr/sbin";
    List<Path> found =
        Stream.of(path.split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .toList();
    String wanted = System.getenv().getOrDefault("DVP_TEST_PROGRAMS", "");
    if (found.isEmpty() && List.of(wanted.split(" ")).contains(program)) {
      throw new AssertionError(program + " is missing, which DVP_TEST_PROGRAMS asks for");
    }
    assumeTrue(!found.isEmpty(), "no " + program + " on PATH");
    return found.get(0).toString();
  }

  /** A program that a test makes up. */
  public static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
