package dev.dvp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A machine of its own for {@code dvp.sh}: a PATH with the tools that it needs and no Java, an
 * empty home, and Javas and Mavens that only pretend.
 */
final class LauncherSandbox {
  /** All that the launcher may call; a tool that is missing here shows up as a failing test. */
  private static final List<String> TOOLS =
      List.of(
          "sh cat chmod cksum env find grep ls mkdir mv nice readlink rm sed sleep touch"
              .split(" "));

  final Path folder;
  final Path tools;
  private final Map<String, String> environment = new HashMap<>();

  LauncherSandbox(Path folder) throws IOException {
    this.folder = folder;
    this.tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      // No links: JUnit warns of each that leads out of a folder that it deletes.
      script(tools.resolve(tool), "exec '" + onPath(tool).orElseThrow() + "' \"$@\"");
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.put("DVP_NO_CDS", "1");
  }

  /** What a process did. */
  record Result(int exitCode, String out, String err) {}

  /** Where a program is on the PATH of these tests. */
  static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(entry -> Path.of(entry).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Path checkout() {
    return Path.of(System.getProperty("dvp.checkout")).normalize();
  }

  static Path realJar() {
    return Path.of(System.getProperty("dvp.jar"));
  }

  LauncherSandbox with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  LauncherSandbox without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** The launcher and a jar in one folder, as they are installed. */
  Path install(String where) throws IOException {
    Path installed = Files.createDirectories(folder.resolve(where));
    Files.writeString(installed.resolve("dvp.jar"), "a jar");
    return Files.copy(checkout().resolve("dvp.sh"), installed.resolve("dvp.sh"));
  }

  /** A home of Java with a release file and a {@code java} that is the given shell script. */
  Path java(String name, String version, String script) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), script);
    script(home.resolve("bin/javac"), "");
    return home;
  }

  /** A Java 17 that prints its arguments, each in brackets; it also makes class-data archives. */
  Path java() throws IOException {
    return java("java 17", "17.0.15", ECHO);
  }

  static final String ECHO =
      """
      for argument; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}"; exit ;;
        esac
      done
      printf '<%s>\\n' "$@"
      """;

  static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    file.toFile().setExecutable(true);
    return file;
  }

  Process start(Object... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList());
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  Result run(Object... command) throws IOException {
    return end(start(command), "");
  }

  static Result end(Process process, String input) throws IOException {
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    String out = text(process.getInputStream());
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after 30 s; it said: " + out + err.join());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Result(process.exitValue(), out, err.join());
  }

  /** Ends what still runs in the background below the folder, so that the folder can be deleted. */
  void endBackground() {
    for (Optional<ProcessHandle> left = inBackground(); left.isPresent(); left = inBackground()) {
      left.get().destroyForcibly();
      left.get().onExit().join();
    }
  }

  private Optional<ProcessHandle> inBackground() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .findFirst();
  }

  private static String text(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
