package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged {@code dvp} builds, as the engine's Python sees it. */
class BuiltArtifactIT {
  /** Prints the operations that register when the entry module is imported from a zip alone. */
  private static final String SCRIPT =
      """
      import sys
      sys.path[:] = [sys.argv[1]] + [p for p in sys.path if "site-packages" not in p]
      import plugin_runner
      assert plugin_runner.__file__.startswith(sys.argv[1]), plugin_runner.__file__
      for operation in plugin_runner.plugin._registry.operations:
          print(operation)
      """;

  @TempDir Path folder;
  private PackagedDvp dvp;
  private Python python = new Python(List.of(), 3, 11, "", true);

  @BeforeEach
  void takesTheEnginesPython() throws IOException {
    Optional<Python> found = new PythonFinder(System.getenv()).find(new PythonRelease(3, 11));
    assumeTrue(found.isPresent(), "no CPython 3.11");
    python = found.orElseThrow();
    dvp = new PackagedDvp(Files.createDirectories(folder.resolve("home")));
  }

  private JsonNode build(Path plugin, String payload) throws IOException {
    PackagedDvp.Result built =
        dvp.run(plugin, "build", "--payload", payload, "--runtime", "bundled");
    assertThat(built.exitCode()).as(built.toString()).isZero();
    return new ObjectMapper().readTree(plugin.resolve("artifact.json").toFile());
  }

  private Set<String> registered(JsonNode artifact) throws Exception {
    Path zip = folder.resolve("payload.zip");
    Files.write(zip, Base64.getDecoder().decode(artifact.path("sourceCode").textValue()));
    List<String> command = new ArrayList<>(python.command());
    command.addAll(List.of("-I", "-S", "-B", "-W", "error", "-c", SCRIPT, zip.toString()));
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(output).isZero();
    return new TreeSet<>(output.lines().toList());
  }

  private static Set<String> implemented(JsonNode artifact) {
    Set<String> names = new TreeSet<>();
    for (Operation operation : OperationCatalogue.get().operations()) {
      if (artifact.path("manifest").path(operation.manifestKey()).asBoolean()) {
        names.add(operation.decorator());
      }
    }
    return names;
  }

  private void assertImports(Path plugin) throws Exception {
    for (String payload : List.of("bytecode", "source")) {
      JsonNode artifact = build(plugin, payload);
      assertThat(registered(artifact)).as(payload).isEqualTo(implemented(artifact)).isNotEmpty();
    }
  }

  @Test
  void theScaffoldsImportFromTheirZips() throws Exception {
    for (String strategy : List.of("DIRECT", "STAGED")) {
      Path plugin = folder.resolve(strategy);
      assertThat(dvp.run(folder, "init", "-r", strategy, "-n", "Größe", "-s", strategy).exitCode())
          .isZero();
      assertImports(plugin);
    }
  }

  @Test
  void aPluginOfEightyModulesImportsFromItsZip() throws Exception {
    Path plugin = folder.resolve("große");
    assertThat(dvp.run(folder, "init", "-r", "große", "-n", "Large").exitCode()).isZero();
    StringBuilder imports = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      // In packages, in namespace packages and beside the entry module.
      String at = List.of("pack/deep/", "space/", "").get(i % 3);
      Path file = plugin.resolve("src/" + at + "module" + i + ".py");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "from dlpx.virtualization.platform import Status\n\n\ndef value%d():\n    return %d\n"
              .formatted(i, i));
      imports.append("import ").append(at.replace('/', '.')).append("module").append(i);
      imports.append("\nassert ").append(at.replace('/', '.')).append("module").append(i);
      imports.append(".value").append(i).append("() == ").append(i).append('\n');
    }
    Files.writeString(plugin.resolve("src/pack/__init__.py"), "");
    Files.writeString(plugin.resolve("src/pack/deep/__init__.py"), "");
    Path runner = plugin.resolve("src/plugin_runner.py");
    Files.writeString(runner, Files.readString(runner) + imports);
    assertImports(plugin);
  }

  @Test
  void manyBuildsAtOnceShareACache() throws Exception {
    Path plugin = folder.resolve("plugin");
    assertThat(dvp.run(folder, "init", "-r", "plugin", "-n", "Many").exitCode()).isZero();
    // More than what is packed without the cache.
    byte[] data = new byte[700_000];
    new java.util.Random(1).nextBytes(data);
    Files.write(plugin.resolve("src/data.bin"), data);
    Files.writeString(plugin.resolve("src/table.txt"), "some text\n".repeat(20_000));
    int builds = Integer.getInteger("dvp.builds", 6);
    ExecutorService threads = Executors.newFixedThreadPool(builds);
    try (TestIndex index = new TestIndex().add(FakeSdk.wheels().toArray(new TestWheel[0]))) {
      List<Callable<PackagedDvp.Result>> work = new ArrayList<>();
      for (int i = 0; i < builds; i++) {
        List<String> line = new ArrayList<>(List.of("build", "-q", "-a", "out" + i + ".json"));
        line.addAll(List.of("--payload", "bytecode", "--runtime", "official"));
        line.addAll(List.of("--index-url", index.url()));
        work.add(() -> dvp.run(plugin, line.toArray(String[]::new)));
      }
      for (Future<PackagedDvp.Result> one : threads.invokeAll(work)) {
        assertThat(one.get().exitCode()).as(one.get().toString()).isZero();
        assertThat(one.get().err()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    byte[] first = Files.readAllBytes(plugin.resolve("out0.json"));
    for (int i = 1; i < builds; i++) {
      assertThat(Files.readAllBytes(plugin.resolve("out" + i + ".json"))).isEqualTo(first);
    }
    try (Stream<Path> kept = Files.list(folder.resolve("home/.dvp/cache/wheels"))) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".dvp-"));
    }
  }
}
