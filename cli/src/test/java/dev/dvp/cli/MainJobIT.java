package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.ArtifactReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with the packaged {@code dvp}, as a newcomer does it. */
class MainJobIT {
  private static final int LARGE = 50_000_000;

  @TempDir Path folder;
  private PackagedDvp dvp;
  private Path work;

  @BeforeEach
  void makeAHome() throws IOException {
    dvp = new PackagedDvp(Files.createDirectories(folder.resolve("home")));
    work = Files.createDirectories(folder.resolve("Arbeit für später: größe"));
  }

  @AfterEach
  void stopTheEngine() {
    dvp.run(work, "engine", "stop");
  }

  private static void assertFine(PackagedDvp.Result result) {
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }

  @Test
  void quickstartShowsTheWholeJob() {
    PackagedDvp.Result result = dvp.run(work, "quickstart");
    assertFine(result);
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("1/6 init +wrote a plugin to dvp-quickstart"))
        .anyMatch(line -> line.matches("2/6 validate +no problems found"))
        .anyMatch(line -> line.matches("3/6 build +dvp-quickstart/artifact.json, .*KB"))
        .anyMatch(line -> line.matches("4/6 engine +the local engine runs at http://127.*"))
        .anyMatch(line -> line.matches("5/6 upload +the engine took it: .*"))
        .anyMatch(line -> line.matches("6/6 installed +Quickstart 0.1, id [0-9a-f-]{36}"));
    assertThat(work.resolve("dvp-quickstart/src/plugin_runner.py")).exists();
    assertThat(dvp.run(work, "engine", "status").out()).startsWith("Running: http://127.0.0.1:");
    assertFine(dvp.run(work, "quickstart"));
    assertThat(work.resolve("dvp-quickstart-2")).isDirectory();
  }

  @Test
  void fromInitToInstalledAndUpgraded() throws IOException {
    for (String strategy : new String[] {"DIRECT", "staged"}) {
      String name = "Größe \"" + strategy + "\": {{x}} #1 'ä'";
      PackagedDvp.Result init = dvp.run(work, "init", "-r", strategy, "-n", name, "-s", strategy);
      assertFine(init);
      Path plugin = work.resolve(strategy);
      PackagedDvp.Result validate = dvp.run(plugin, "validate", "--strict");
      assertThat(validate.out()).isEqualTo("No problems found.\n");
      assertFine(validate);
      assertFine(dvp.run(plugin, "build"));
      PackagedDvp.Result first = dvp.run(plugin, "upload", "-e", "local", "--wait");
      assertFine(first);
      assertThat(first.out()).contains("Installed " + name + " 0.1 on http://127.0.0.1:");
      Path manifest = plugin.resolve("plugin_config.yml");
      Files.writeString(manifest, Files.readString(manifest).replace("0.1.0", "0.2.0"));
      assertFine(dvp.run(plugin, "build"));
      assertFine(dvp.run(plugin, "upload", "--wait"));
      Files.writeString(manifest, Files.readString(manifest).replace("0.2.0", "0.1.5"));
      assertFine(dvp.run(plugin, "build"));
      PackagedDvp.Result downgrade = dvp.run(plugin, "upload", "-e", "local", "--wait");
      assertThat(downgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(downgrade.err()).contains("0.1.5", "0.2").doesNotContain("Exception");
      PackagedDvp.Result logs = dvp.run(plugin, "download-logs", "-e", "local");
      assertFine(logs);
      assertThat(logs.out()).contains(".tar.gz");
    }
  }

  @Test
  void aPluginOfSeveralModulesWithOddFilesInLittleMemory() throws IOException {
    assertFine(dvp.run(work, "init", "-r", "my plugin ü", "-n", "Müller's DB"));
    Path plugin = work.resolve("my plugin ü");
    spreadOverModules(plugin);
    writeRandom(plugin.resolve("src/daten.bin"));
    PackagedDvp small = new PackagedDvp(folder.resolve("home"), "-Xmx96m");
    PackagedDvp.Result validate = small.run(plugin, "validate");
    assertThat(validate.out()).as(validate.toString()).isEqualTo("No problems found.\n");
    assertFine(small.run(plugin, "build"));
    assertThat(ArtifactReader.read(plugin.resolve("artifact.json")).operationFlags())
        .containsEntry("hasVirtualStart", true)
        .containsEntry("hasVirtualStop", true)
        .containsEntry("hasVirtualConfigure", true);
    assertFine(small.run(plugin, "upload", "-e", "local", "--wait"));
  }

  /** Operations in a package, one module with CRLF, one with a byte-order mark. */
  private static void spreadOverModules(Path plugin) throws IOException {
    Path source = plugin.resolve("src");
    Files.createDirectories(source.resolve("betrieb"));
    Files.writeString(source.resolve("betrieb/__init__.py"), "from . import start, stop\n");
    String head = "from plugin_runner import plugin\n\n\n";
    String start =
        "@plugin.virtual.start()\ndef start(virtual_source, repository, source_config):\n    pass\n";
    Files.writeString(source.resolve("betrieb/start.py"), (head + start).replace("\n", "\r\n"));
    Files.writeString(
        source.resolve("betrieb/stop.py"), "\uFEFF" + head + start.replace("start", "stop"));
    Path entry = source.resolve("plugin_runner.py");
    Files.writeString(entry, Files.readString(entry) + "\n\nimport betrieb  # noqa: E402, F401\n");
    for (String file : new String[] {"schema.json", "plugin_config.yml"}) {
      Path path = plugin.resolve(file);
      Files.writeString(path, "\uFEFF" + Files.readString(path).replace("\n", "\r\n"));
    }
  }

  private static void writeRandom(Path file) throws IOException {
    Random random = new Random(1);
    byte[] block = new byte[1_000_000];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int written = 0; written < LARGE; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  @Test
  void buildsOfTheSameTreeAreTheSameBytesAnywhere() throws IOException {
    assertFine(dvp.run(work, "init", "-r", "one", "-n", "Same"));
    Path one = work.resolve("one");
    Path two = Files.createDirectories(folder.resolve("elsewhere/zwei"));
    copyBackwards(one, two);
    assertFine(dvp.run(one, "build"));
    Map<String, String> other = Map.of("TZ", "Asia/Kolkata", "LANG", "de_DE.UTF-8");
    PackagedDvp elsewhere =
        new PackagedDvp(
            folder.resolve("home"), "-Duser.timezone=Asia/Kolkata", "-Duser.language=tr");
    assertFine(elsewhere.run(two.getParent(), other, "build", "-c", "zwei/plugin_config.yml"));
    assertThat(two.getParent().resolve("artifact.json"))
        .hasSameBinaryContentAs(one.resolve("artifact.json"));
    Map<String, String> dated = Map.of("SOURCE_DATE_EPOCH", "1700000000");
    assertFine(dvp.run(two, dated, "build"));
    assertThat(Files.mismatch(two.resolve("artifact.json"), one.resolve("artifact.json")))
        .as("SOURCE_DATE_EPOCH shows")
        .isNotNegative();
  }

  /** In another order and with other times, so that neither can show. */
  private static void copyBackwards(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
          Files.setLastModifiedTime(target, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        }
      }
    }
  }

  @Test
  void aReadOnlyFolderIsExplained() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeFalse(
        "root".equals(System.getProperty("user.name")), "root may write anywhere");
    Path locked = Files.createDirectories(work.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    PackagedDvp.Result result = dvp.run(locked, "init", "-n", "x");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("may not write").doesNotContain("Exception");
    assertThat(locked.toFile().setWritable(true)).isTrue();
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() throws Exception {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "only Linux has it");
    Path err = folder.resolve("err.txt");
    Process process =
        dvp.start(
            work,
            Map.of(),
            ProcessBuilder.Redirect.to(full.toFile()),
            err.toFile(),
            "explain",
            "M102");
    assertThat(process.waitFor()).isEqualTo(ExitCode.REFUSED);
    assertThat(err).content().contains("could not be written");
  }
}
