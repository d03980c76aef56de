package dev.dvp.cli.docs;

import dev.dvp.cli.ClassDataArchive;
import dev.dvp.cli.FakeEngine;
import dev.dvp.cli.Golden;
import dev.dvp.testkit.FakeSdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

  private static final Pattern ENGINE = Pattern.compile("https://([a-z0-9]+)\\.example\\.com");

  private final Path root;
  private final Path home;
  private final Path folder;
  private final Path wheels;
  private final Map<String, FakeEngine> engines = new ConcurrentHashMap<>();

  World(String name, String session) throws IOException {
    // Not below /tmp, of which the sandbox of commands has its own.
    root = Files.createTempDirectory(Path.of("/var/tmp"), "dvp-docs");
    home = Files.createDirectories(root.resolve("home"));
    wheels = FakeSdk.in(Files.createDirectories(root.resolve("wheels")));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dvp"), Golden.root().resolve("dvp.sh"));
    Files.createDirectories(home.resolve(".zfunc"));
    Path pass = Files.writeString(bin.resolve("pass"), "#!/bin/sh\necho secret\n");
    Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rwx------"));
    folder = begin(name);
    prepare(session);
  }

  private Path begin(String name) throws IOException {
    Path begun = Files.createDirectories(home.resolve(name.equals("empty") ? "work" : "my-plugin"));
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
    if (session.contains("./dvp.sh")) {
      Files.createSymbolicLink(folder.resolve("dvp.sh"), Golden.root().resolve("dvp.sh"));
    }
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

  /** A folder of which the reader knows nothing. */
  Path scratch() {
    return root;
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
    String told = script.replace("https://git.example.com", "file://" + root.resolve("git"));
    told = told.replace("/tmp/dvp-sandbox", root.resolve("sandbox").toString());
    told = told.replaceAll("(?<!//)engine\\.example\\.com", "https://engine.example.com");
    return ENGINE.matcher(told).replaceAll(found -> engine(found.group(1)).address());
  }

  /** A server that answers as an engine does on which all goes well and nothing is installed. */
  private FakeEngine engine(String name) {
    return engines.computeIfAbsent(
        name, made -> new FakeEngine().answer("toolkit", FakeEngine.ok("[]", "null")));
  }

  String asShown(String printed) {
    String told = printed;
    for (Map.Entry<String, FakeEngine> engine : engines.entrySet()) {
      String shown = engine.getKey() + ".example.com";
      String address = engine.getValue().address();
      told = told.replace(address, "https://" + shown);
      told = told.replace(address.replace("http://", ""), shown);
    }
    return told.replace("file://" + root.resolve("git"), "https://git.example.com")
        .replace(root.resolve("sandbox").toString(), "/tmp/dvp-sandbox")
        .replace(wheels.toString(), "wheels")
        .replace(home.toString(), SHOWN_HOME);
  }

  @Override
  public void close() throws IOException {
    try {
      // It is there while the engine runs.
      if (Files.exists(home.resolve(".dvp/engine/engine.json"))) {
        run(home, "dvp engine stop");
      }
    } finally {
      engines.values().forEach(FakeEngine::close);
      endTheRest();
      delete();
    }
  }

  /** Such as servers of copies, of a page that ended before it stopped them. */
  private void endTheRest() {
    String own = "\0HOME=" + home + "\0";
    ProcessHandle.allProcesses()
        .filter(process -> environmentOf(process).contains(own))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private void delete() throws IOException {
    try {
      new ProcessBuilder("rm", "-rf", root.toString()).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What Linux tells of it. */
  private static String environmentOf(ProcessHandle process) {
    try {
      byte[] read = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      return "\0" + new String(read, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It ended meanwhile, is another user's, or this is another system.
      return "";
    }
  }
}
