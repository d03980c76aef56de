package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.FakeSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command that the documentation shows is run here, as it is written, by a shell that has
 * {@code dvp} on its PATH.
 */
class DocsCommandsIT {
  @TempDir Path folder;
  private Path home;
  private Path work;
  private final FakeEngine engine = new FakeEngine();

  @BeforeEach
  void putDvpOnThePath() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    work = Files.createDirectories(folder.resolve("work"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dvp"), Golden.root().resolve("dvp.sh"));
    Files.createSymbolicLink(work.resolve("dvp.sh"), Golden.root().resolve("dvp.sh"));
    Files.createDirectories(home.resolve(".zfunc"));
    FakeSdk.in(home.resolve("wheels"));
    Path pass = Files.writeString(bin.resolve("pass"), "#!/bin/sh\necho secret\n");
    Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stopEverything() throws Exception {
    engine.close();
    shell(work, "dvp engine stop");
  }

  private record Result(int exitCode, String output) {}

  private Result shell(Path where, String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    // What stands for the reader's own engine is one of the test's.
    String real =
        script
            .replace("https://engine.example.com", engine.address())
            .replace("engine.example.com", engine.address());
    ProcessBuilder builder = new ProcessBuilder("bash", "-euc", real);
    builder.directory(where.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DVP_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("DVP_NO_BUILD", "1");
    builder.environment().put("DVP_NO_CDS", "1");
    builder.environment().put("DVP_JAVA_OPTS", "-Duser.home=" + home);
    builder.environment().put("DVP_PASSWORD", "secret");
    // What stands for the world's package index, which these tests do not ask.
    builder.environment().put("DVP_WHEELHOUSE", home.resolve("wheels").toString());
    builder.environment().put("DVP_INDEX_URL", "http://127.0.0.1:1/simple/");
    builder.environment().put("WHEELS", home.resolve("wheels").toString());
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(script).isTrue();
    return new Result(process.exitValue(), Files.readString(output));
  }

  private void assertRuns(Path where, String script) throws IOException, InterruptedException {
    Result result = shell(where, script);
    assertThat(result.exitCode()).as(script + "\n" + result.output()).isZero();
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
      assertRuns(work, block);
    }
    assertThat(work.resolve("dvp-quickstart/artifact.json")).exists();
    assertThat(work.resolve("my-plugin/artifact.json")).exists();
  }

  @Test
  void theCommandsAboutEnginesRun() throws Exception {
    assertRuns(work, "dvp init -r p -n P && cd p && dvp build");
    for (String block : blocks("docs/engines.md")) {
      assertRuns(work.resolve("p"), block);
    }
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
    assertRuns(work, "dvp init -r p -n P");
    for (String block : blocks("docs/reading-source.md")) {
      assertRuns(work.resolve("p"), block);
    }
  }

  @Test
  void theCommandsAboutRunningRun() throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    for (String block : blocks("docs/running.md")) {
      assertRuns(work, block);
    }
  }

  @Test
  void theCommandsAboutArtifactsRun() throws Exception {
    assertRuns(work, "dvp init -r p -n P");
    for (String block : blocks("docs/artifacts.md")) {
      assertRuns(work.resolve("p"), block);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/editors.md",
        "docs/generated-classes.md",
        "docs/runtime-packages.md",
        "docs/building.md"
      })
  void theCommandsOfAPagesReaderRun(String page) throws Exception {
    assertRuns(work, "dvp init -r p -n P");
    for (String block : blocks(page)) {
      assertRuns(work.resolve("p"), block);
    }
  }

  /** The lines below `Example:` in the help of all commands. */
  static Stream<String> examples() throws IOException {
    return Files.readAllLines(Golden.root().resolve("docs/commands.md")).stream()
        .filter(line -> line.matches("  (dvp |source <\\(dvp |echo ).*"))
        .map(String::strip);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesInTheHelpRun(String line) throws Exception {
    if (line.startsWith("dvp watch")) {
      assertRuns(work, "dvp init -n Example");
    }
    if (line.endsWith("--foreground") || line.startsWith("dvp watch")) {
      // Runs until it is told to stop: 124 is timeout's way to say that it had to.
      assertThat(shell(work, "timeout 3 " + home.resolve("bin/dvp") + line.substring(3)).exitCode())
          .isIn(124, 143);
      return;
    }
    assertRuns(work, "dvp init -n Example && mkdir dist && dvp build -q");
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
