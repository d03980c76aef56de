package dev.dvp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The class-data archive of the packaged {@code dvp}, made once for all whole-process tests, by the
 * launcher itself: with it a command takes half the time, as it does for users.
 *
 * <p>It lies beside the jar and is made anew when the jar is.
 */
public final class ClassDataArchive {
  private static final Path CACHE = LauncherSandbox.realJar().resolveSibling("it-cache");
  private static final Path ARCHIVE = warmUp();

  private ClassDataArchive() {}

  /** What {@code DVP_CACHE} has to be for the launcher to find it. */
  public static Path cache() {
    return CACHE;
  }

  /** What {@code JAVA_HOME} has to be for the launcher to find it. */
  public static String javaHome() {
    return System.getProperty("java.home");
  }

  static Path archive() {
    return ARCHIVE;
  }

  /** What a JVM is told to use it, and to start the local engine with it, as by the launcher. */
  static List<String> options() {
    String option = "-XX:SharedArchiveFile=" + ARCHIVE;
    return List.of(option, "-Ddvp.archive=" + option);
  }

  private static Path warmUp() {
    try {
      Path script = LauncherSandbox.checkout().resolve("dvp.sh");
      ProcessBuilder builder = new ProcessBuilder(script.toString(), "--warm-up");
      builder.environment().keySet().removeIf(name -> name.startsWith("DVP_"));
      builder.environment().put("DVP_CACHE", CACHE.toString());
      builder.environment().put("DVP_NO_BUILD", "1");
      builder.environment().put("JAVA_HOME", javaHome());
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String archive = said.strip().replaceFirst(".*the class-data archive is ", "");
      if (process.waitFor() != 0 || !Files.isRegularFile(Path.of(archive))) {
        throw new AssertionError("no class-data archive: " + said);
      }
      return Path.of(archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
