package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.FakeSdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that the documentation shows is run here, as it is written, by a shell that has
 * {@code dvp} on its PATH.
 */
class DocsCommandsIT {
  /** What the pages that need more than a fresh plugin have tests of their own for. */
  private static final Set<String> SPECIAL =
      Set.of(
          "docs/engines.md",
          "docs/environments.md",
          "docs/lab.md",
          "docs/reading-source.md",
          "docs/running.md");

  /** Made once: a plugin as `init` writes it, the same built, and wheels. */
  @TempDir static Path shared;

  @TempDir Path folder;
  private Path home;
  private Path work;
  private final FakeEngine engine = new FakeEngine();

  @BeforeAll
  static void makePlugins() {
    String wheels = FakeSdk.in(shared.resolve("wheels")).toString();
    PackagedDvp dvp = new PackagedDvp(shared);
    for (String root : List.of("fresh", "built")) {
      PackagedDvp.Result result = dvp.run(shared, "init", "-r", root, "-n", "Example");
      assertThat(result.exitCode()).as(result.toString()).isZero();
    }
    PackagedDvp.Result result =
        dvp.run(shared.resolve("built"), "build", "--runtime", "official", "--wheelhouse", wheels);
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  @BeforeEach
  void putDvpOnThePath() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    work = Files.createDirectories(folder.resolve("work"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dvp"), Golden.root().resolve("dvp.sh"));
    Files.createSymbolicLink(work.resolve("dvp.sh"), Golden.root().resolve("dvp.sh"));
    Files.createDirectories(home.resolve(".zfunc"));
    Path pass = Files.writeString(bin.resolve("pass"), "#!/bin/sh\necho secret\n");
    Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stopEverything() throws Exception {
    engine.close();
    if (Files.exists(home.resolve(".dvp/engine"))) {
      assertRuns(work, "dvp engine stop");
    }
    // Else JUnit warns that they lead out of the folder that it deletes.
    Files.delete(home.resolve("bin/dvp"));
    Files.delete(work.resolve("dvp.sh"));
  }

  private static Path copy(String plugin, Path to) throws IOException {
    Path from = shared.resolve(plugin);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private record Result(int exitCode, String output) {}

  private ProcessBuilder bash(Path where, String script) {
    // What stands for the reader's own engine is one of the test's.
    String real =
        script
            .replace("https://git.example.com", "file://" + work.resolve("git"))
            .replace("https://engine.example.com", engine.address())
            .replace("engine.example.com", engine.address());
    ProcessBuilder builder = new ProcessBuilder("bash", "-euc", real);
    builder.directory(where.toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("DVP_"));
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", ClassDataArchive.javaHome());
    environment.put("DVP_CACHE", ClassDataArchive.cache().toString());
    environment.put("DVP_NO_BUILD", "1");
    environment.put("DVP_JAVA_OPTS", "-Duser.home=" + home);
    environment.put("DVP_PASSWORD", "secret");
    // What stands for the world's package index, which these tests do not ask.
    environment.put("DVP_WHEELHOUSE", shared.resolve("wheels").toString());
    environment.put("DVP_INDEX_URL", "http://127.0.0.1:1/simple/");
    environment.put("WHEELS", shared.resolve("wheels").toString());
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    return builder;
  }

  private Result shell(Path where, String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = bash(where, script).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(script).isTrue();
    return new Result(process.exitValue(), Files.readString(output));
  }

  private void assertRuns(Path where, String script) throws IOException, InterruptedException {
    Result result = shell(where, script);
    assertThat(result.exitCode()).as(script + "\n" + result.output()).isZero();
  }

  /** Of what goes on until it is told to stop: it says something, and then it is told. */
  private void assertRunsUntilStopped(String line) throws IOException, InterruptedException {
    Process process = bash(work, "exec timeout 60 " + line).start();
    try (BufferedReader out = process.inputReader()) {
      String first = out.readLine();
      process.toHandle().destroy();
      String all = first + "\n" + out.lines().collect(Collectors.joining("\n"));
      assertThat(process.waitFor()).as(line + "\n" + all).isEqualTo(143);
      assertThat(first).as(line).isNotBlank();
    }
  }

  /** The `sh` blocks of a page. */
  private static List<String> blocks(String page) throws IOException {
    List<String> blocks = new ArrayList<>();
    String text = Files.readString(Golden.root().resolve(page));
    for (String part : text.split("```sh\n")) {
      blocks.add(part.split("\n```")[0]);
    }
    return blocks.subList(1, blocks.size());
  }

  @Test
  void theReadmesCommandsRun() throws Exception {
    List<String> blocks = blocks("README.md");
    // The first clones and the last is what runs this test.
    assertThat(blocks.get(0)).startsWith("git clone").contains("ln -s \"$PWD/dvp.sh\"");
    assertThat(blocks.get(blocks.size() - 1)).isEqualTo("mvn verify");
    for (String block : blocks.subList(1, blocks.size() - 1)) {
      assertRuns(work, Pythons.isThere() ? block : block.replaceAll("(?m)^dvp (run|lab) .*$", ""));
    }
    assertThat(work.resolve("dvp-quickstart/artifact.json")).exists();
    assertThat(work.resolve("my-plugin/artifact.json")).exists();
  }

  @Test
  void theCommandsAboutEnginesRun() throws Exception {
    assertBlocksRun("docs/engines.md", copy("built", work.resolve("p")));
  }

  @Test
  void theCommandsAboutEnvironmentsRun() throws Exception {
    for (String block : blocks("docs/environments.md")) {
      assertRuns(work, block.replace("/tmp/dvp-sandbox", work.resolve("sandbox").toString()));
    }
  }

  @Test
  void theCommandsAboutReadingSourceRun() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    assertBlocksRun("docs/reading-source.md", copy("fresh", work.resolve("p")));
  }

  @Test
  void theCommandsAboutRunningRun() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    assertBlocksRun("docs/running.md", work);
  }

  @Test
  void theCommandsAboutTheLabRun() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    assertBlocksRun("docs/lab.md", work);
  }

  /** All other pages that show commands; those of the rules are run by {@code RulePagesTest}. */
  static List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Golden.root().resolve("docs"), "*.md")) {
      for (Path file : files) {
        String page = "docs/" + file.getFileName();
        if (!SPECIAL.contains(page) && !blocks(page).isEmpty()) {
          pages.add(page);
        }
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theCommandsOfAPagesReaderRun(String page) throws Exception {
    assertBlocksRun(page, copy("fresh", work.resolve("p")));
  }

  private void assertBlocksRun(String page, Path where) throws Exception {
    List<String> blocks = blocks(page);
    assertThat(blocks).as(page).isNotEmpty();
    for (String block : blocks) {
      prepareTemplates(block);
      assertRuns(where, block);
    }
  }

  /** What stands for a plugin beside the reader's own, and for repositories elsewhere. */
  private void prepareTemplates(String script) throws Exception {
    if (script.contains(" ../db1")) {
      copy("fresh", work.resolve("db1"));
    }
    if (!script.contains("https://git.example.com/")) {
      return;
    }
    for (String repository : List.of("ours.git", "plugins.git")) {
      Path root = work.resolve("git").resolve(repository);
      copy("fresh", root.resolve("db"));
      copy("fresh", root.resolve("templates/db"));
      assertRuns(
          root,
          "git init -q && git add -A"
              + " && git -c user.name=n -c user.email=e@example.com commit -qm all"
              + " && git branch v2");
    }
  }

  /** The lines below `Example:` in the help of all commands. */
  static Stream<String> examples() throws IOException {
    return allExamples().filter(line -> !line.startsWith("dvp lab"));
  }

  private static Stream<String> allExamples() throws IOException {
    return Files.readAllLines(Golden.root().resolve("docs/commands.md")).stream()
        .filter(line -> line.matches("  (dvp |source <\\(dvp |echo ).*"))
        .map(String::strip);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesInTheHelpRun(String line) throws Exception {
    if (line.endsWith("--foreground") || line.startsWith("dvp watch")) {
      copy("fresh", work);
      assertRunsUntilStopped(line);
      return;
    }
    copy("built", work);
    prepareTemplates(line);
    Files.createDirectory(work.resolve("dist"));
    if (line.startsWith("dvp lock --")) {
      assertRuns(work, "dvp lock");
    }
    if (line.startsWith("dvp schema check")) {
      assertRuns(work, "dvp schema example --definition repositoryDefinition > repository.json");
    }
    if (line.startsWith("dvp run")) {
      Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
      assertRuns(work, "dvp run virtual.configure --sample > args.json");
    }
    if (line.contains(" prod") || line.contains(" -e qa") || line.contains(" unset group")) {
      configure();
    }
    boolean needsAnInstalledPlugin = line.startsWith("dvp download-logs");
    if (needsAnInstalledPlugin) {
      assertRuns(work, "dvp upload -e local --wait");
    }
    if (line.startsWith("echo")) {
      line = "PASSWORD=secret; " + line;
    }
    assertRuns(work, line.replace(" -d /tmp", " -d " + home));
  }

  /** All in one world, in their order: each would have to bring one about otherwise. */
  @Test
  void theExamplesOfTheLabRun() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    copy("fresh", work);
    Path source = work.resolve("src/plugin_runner.py");
    Files.writeString(
        source,
        Files.readString(source)
            + """


            @plugin.virtual.initialize()
            def initialize(virtual_source, repository):
                return describe_copy(virtual_source)
            """);
    assertRuns(work, "dvp schema example --definition linkedSourceDefinition > linked.json");
    List<String> lines = allExamples().filter(line -> line.startsWith("dvp lab")).toList();
    assertThat(lines).hasSizeGreaterThan(15);
    for (String line : lines) {
      assertRuns(work, before(line) + line);
    }
  }

  /** What brings the sources into a state that allows an example. */
  private static String before(String line) {
    String gone = "dvp lab delete copy --force -qq 2>/dev/null || true; ";
    if (line.contains(" link prod")) {
      return gone + "dvp lab delete prod -qq 2>/dev/null || true; dvp lab discover -q; ";
    }
    if (line.contains(" provision copy")) {
      return gone + "dvp lab sync prod -q; ";
    }
    return line.startsWith("dvp lab start")
        ? "dvp lab stop copy -q; "
        : line.startsWith("dvp lab enable") ? "dvp lab disable copy -q; " : "";
  }

  /** The profile and the group that the examples name. */
  private void configure() throws IOException {
    engine.answer("toolkit", FakeEngine.ok("[]", "null"));
    Path file = Files.createDirectories(home.resolve(".dvp")).resolve("config");
    Files.writeString(
        file,
        "[prod]\nengine = "
            + engine.address()
            + "\nuser = admin\n[group.qa]\nengines = prod, local\n");
  }
}
