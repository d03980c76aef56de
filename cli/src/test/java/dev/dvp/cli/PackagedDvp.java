package dev.dvp.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged {@code dvp} as a process of its own, with a home of its own. */
final class PackagedDvp {
  private static final long PATIENCE_SECONDS = 120;

  private final Path home;
  private final List<String> java;
  private final List<String> jvmOptions = new ArrayList<>();

  /** What a run came to. */
  record Result(int exitCode, String out, String err) {}

  /** Started as the launcher starts it: by the Java of these tests, with a class-data archive. */
  PackagedDvp(Path home, String... jvmOptions) {
    this(home, List.of(ownJava().toString()), jvmOptions);
    this.jvmOptions.addAll(ClassDataArchive.options());
  }

  /**
   * The same with another Java, and without a class-data archive.
   *
   * @param java what starts it, which may be a chain of programs
   */
  PackagedDvp(Path home, List<String> java, String... jvmOptions) {
    this.home = home;
    this.java = List.copyOf(java);
    this.jvmOptions.addAll(List.of(jvmOptions));
  }

  /** The Java that runs the tests. */
  static Path ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  Result run(Path folder, String... args) {
    return run(folder, Map.of(), args);
  }

  Result run(Path folder, Map<String, String> env, String... args) {
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      Process process =
          start(folder, env, ProcessBuilder.Redirect.to(out.toFile()), err.toFile(), args);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + Files.readString(err));
      }
      return new Result(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Process start(
      Path folder, Map<String, String> env, ProcessBuilder.Redirect out, File err, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Duser.home=" + home);
    command.addAll(jvmOptions);
    command.add("-jar");
    command.add(System.getProperty("dvp.jar"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DVP_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    // Else every build would ask the world's package index.
    builder.environment().put("DVP_RUNTIME", "bundled");
    builder.environment().put("DVP_ENGINE_DATA", home.resolve("engine").toString());
    builder.environment().putAll(env);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(out);
    builder.redirectError(ProcessBuilder.Redirect.to(err));
    return builder.start();
  }
}
