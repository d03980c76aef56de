package dev.dvp.cli.docs;

import dev.dvp.cli.ClassDataArchive;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Golden;
import dev.dvp.testkit.FakeSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A reader's machine: a home folder with {@code dvp} on the PATH, and what stands for the world's
 * servers.
 *
 * <p>Where a session begins: {@code empty}, an empty folder; {@code plugin}, a plugin as {@code dvp
 * init} writes it; {@code built}, the same with its artifact; {@code example-NAME}, a copy of
 * {@code docs/examples/NAME}.
 */
final class World implements AutoCloseable {
  /** What readers see instead of the test's folder. */
  private static final String SHOWN_HOME = "/home/ann";

  private final Path root;
  private final Path home;
  private final Path folder;
  private final Path wheels;
  private final FakeEngine engine = new FakeEngine();

  World(Path root, String name, String session) throws IOException {
    this.root = root;
    home = Files.createDirectories(root.resolve("home"));
    wheels = FakeSdk.in(Files.createDirectories(root.resolve("wheels")));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dvp"), Golden.root().resolve("dvp.sh"));
    Files.createDirectories(home.resolve(".zfunc"));
    Path pass = Files.writeString(bin.resolve("pass"), "#!/bin/sh\necho secret\n");
    Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rwx------"));
    engine.answer("toolkit", FakeEngine.ok("[]", "null")); // no plugin is installed
    folder = begin(name);
    prepare(session);
  }

  private Path begin(String name) throws IOException {
    Path begun = Files.createDirectories(home.resolve(name.equals("empty") ? "work" : "my-plugin"));
    Files.createSymbolicLink(begun.resolve("dvp.sh"), Golden.root().resolve("dvp.sh"));
    if (name.startsWith("example-")) {
      String example = name.substring("example-".length());
      copy(Golden.root().resolve("docs/examples").resolve(example), begun);
    } else if (!name.equals("empty")) {
      run(begun, "dvp init -q -n 'My DB'");
      if (name.equals("built")) {
        run(begun, "dvp build -q --runtime official");
      }
    }
    return begun;
  }

  /** What stands for a plugin beside the reader's own, and for repositories elsewhere. */
  private void prepare(String session) throws IOException {
    if (session.contains(" ../db1")) {
      run(folder.getParent(), "dvp init -q -r db1 -n 'My DB'");
    }
    for (String repository : List.of("ours.git", "plugins.git")) {
      if (session.contains("https://git.example.com/" + repository)) {
        commit(repository, "dvp init -q -r db -n 'My DB'; dvp init -q -r templates/db -n 'My DB'");
      }
    }
    if (session.contains("https://git.example.com/dvp.git")) {
      String launcher = Golden.root().resolve("dvp.sh").toString();
      commit(
          "dvp.git",
          "printf '#!/bin/sh\\nexec \"%s\" \"$@\"\\n' '" + launcher + "' >dvp.sh; chmod +x dvp.sh");
    }
  }

  /** A repository elsewhere, of what a script writes. */
  private void commit(String repository, String script) throws IOException {
    Path git = Files.createDirectories(root.resolve("git").resolve(repository));
    run(
        git,
        script
            + "; git init -q -b main && git add -A"
            + " && git -c user.name=n -c user.email=e@example.com commit -qm all"
            + " && git branch v2");
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Runs what has to succeed, in the folder where the session begins. */
  void prepared(String script) throws IOException {
    run(folder, script);
  }

  private void run(Path where, String script) throws IOException {
    ProcessBuilder builder = shell("bash", "-euc", script).directory(where.toFile());
    Path log = root.resolve("world.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(script + "\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A process of the reader's, in the folder where the session begins. */
  ProcessBuilder shell(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    builder.redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(DVP|DELPHIX|XDG|GIT)_.*"));
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", ClassDataArchive.javaHome());
    environment.put("DVP_CACHE", ClassDataArchive.cache().toString());
    environment.put("DVP_NO_BUILD", "1");
    environment.put("DVP_JAVA_OPTS", "-Duser.home=" + home);
    environment.put("DVP_PASSWORD", "secret");
    environment.put("NO_COLOR", "1");
    environment.put("LC_ALL", "C.UTF-8");
    // What stands for the world's package index, which these tests do not ask.
    environment.put("DVP_WHEELHOUSE", wheels.toString());
    environment.put("DVP_INDEX_URL", "http://127.0.0.1:1/simple/");
    environment.put("WHEELS", wheels.toString());
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    return builder;
  }

  Path home() {
    return home;
  }

  Path folder() {
    return folder;
  }

  /** What stands for the reader's own engine is one of the test's. */
  String asRun(String script) {
    return script
        .replace("https://git.example.com", "file://" + root.resolve("git"))
        .replace("https://engine.example.com", engine.address())
        .replace("engine.example.com", engine.address())
        .replace("/tmp/dvp-sandbox", root.resolve("sandbox").toString());
  }

  String asShown(String printed) {
    return printed
        .replace("file://" + root.resolve("git"), "https://git.example.com")
        .replace(engine.address(), "https://engine.example.com")
        .replace(root.resolve("sandbox").toString(), "/tmp/dvp-sandbox")
        .replace(wheels.toString(), "wheels")
        .replace(home.toString(), SHOWN_HOME);
  }

  @Override
  public void close() throws IOException {
    try {
      if (Files.exists(home.resolve(".dvp/engine"))) {
        run(home, "dvp engine stop");
      }
    } finally {
      engine.close();
    }
  }
}
