package dev.dvp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Which dvp this is. */
public final class Version {
  private Version() {}

  /**
   * The version of this build.
   *
   * @return version and build, for example {@code 0.1.0+3f2a9c1b}; {@code dev} when run from
   *     classes rather than the jar
   */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /**
   * Tells this program from every other, also one of the same version that was built from changed
   * source: what it kept must not be taken for ours.
   *
   * @return the version with the jar's size and time; from classes, a name for this process alone
   */
  public static String build() {
    try {
      Path jar = Path.of(System.getProperty("java.class.path", ""));
      BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
      if (file.isRegularFile()) {
        return number() + "/" + file.size() + "/" + file.lastModifiedTime().toMillis();
      }
    } catch (IOException | InvalidPathException e) {
      // Several jars or folders: a test, or a program that has dvp within it.
    }
    return number() + "/" + ProcessHandle.current().pid() + "/" + Classes.STARTED;
  }

  /** Only asked for where dvp runs from classes. */
  private static final class Classes {
    static final long STARTED = System.nanoTime();

    private Classes() {}
  }

  /**
   * What {@code dvp --version} prints.
   *
   * @return version and JVM in a line
   */
  public static String line() {
    // Not Runtime.version(), which parses this with streams: 18 ms.
    return "dvp "
        + number()
        + " (Java "
        + System.getProperty("java.runtime.version")
        + ", "
        + System.getProperty("java.vendor")
        + ")";
  }
}
