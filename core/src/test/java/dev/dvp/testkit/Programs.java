package dev.dvp.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
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
    Optional<Path> found = find(program);
    need(program, found.isPresent());
    return found.orElseThrow().toString();
  }

  /** The same for what is found otherwise. */
  public static void need(String program, boolean isThere) {
    assumeTrue(isThere || isMissed(program), "no " + program + " on this machine");
  }

  /** Whether it is there, for a test that can do something without it; never a silent no. */
  public static boolean isThere(String program) {
    return find(program).isPresent() || isMissed(program);
  }

  private static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin") + ":/usr/sbin";
    return Stream.of(path.split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Always false: it fails where the program is asked for. */
  private static boolean isMissed(String program) {
    String wanted = System.getenv().getOrDefault("DVP_TEST_PROGRAMS", "");
    if (List.of(wanted.split(" ")).contains(program)) {
      throw new AssertionError(program + " is missing, which DVP_TEST_PROGRAMS asks for");
    }
    return false;
  }

  /** A program that a test makes up. */
  public static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
