package dev.dvp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.testkit.FakeSdk;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Python that imports the plugin straight from the artifact's zip finds the runtime packages. */
class RuntimeImportTest {
  private static final String SCRIPT =
      """
      import sys
      sys.path[:] = [sys.argv[1]] + [p for p in sys.path if "site-packages" not in p]
      import plugin_runner
      from dlpx.virtualization import common, libs, platform
      assert plugin_runner.plugin.__class__.__module__.startswith("dlpx.virtualization.platform")
      assert platform.__file__.startswith(sys.argv[1]), platform.__file__
      if sys.argv[2] == "official":
          import google, google.protobuf, six, dlpx.virtualization.api
          assert google.protobuf.__version__ == "5.29.3" and six.PY3
          assert google.__file__.startswith(sys.argv[1])
      print("imported")
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"official", "bundled"})
  void importsFromTheZip(String runtime) throws Exception {
    Optional<Python> python = python();
    Assumptions.assumeTrue(python.isPresent(), "no Python 3 on PATH");
    DvpRunner dvp = new DvpRunner(folder);
    Path plugin = dvp.scaffold("plugin");
    Path house = FakeSdk.in(folder.resolve("house"));
    DvpRunner.Result built =
        dvp.runIn(plugin, "build", "--runtime", runtime, "--wheelhouse", house.toString());
    assertThat(built.exitCode()).as(built.toString()).isZero();
    Path zip = folder.resolve("payload.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      ArtifactReader.extractPayload(plugin.resolve("artifact.json"), out);
    }
    List<String> command = new ArrayList<>(python.get().command());
    command.addAll(List.of("-I", "-S", "-B", "-W", "error", "-c", SCRIPT, zip.toString(), runtime));
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(log, StandardCharsets.UTF_8)).isEqualTo("imported\n");
  }

  private static Optional<Python> python() {
    try {
      return Optional.of(new PythonFinder(Map.of("PATH", Pythons.path())).find());
    } catch (DvpException e) {
      return Optional.empty();
    }
  }
}
