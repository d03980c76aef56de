package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.Scaffolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Python makes of our files: skipped, and said to be, where there is no Python. */
class PythonImportTest {
  @TempDir Path folder;

  @BeforeEach
  void findPython() throws Exception {
    boolean found = false;
    try {
      found = python("-c", "pass").isEmpty();
    } catch (IOException e) {
      // No such program.
    }
    Assumptions.assumeTrue(found, "python3 is not installed");
  }

  private String python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-I", "-W", "error"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "python", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return Files.readString(log, StandardCharsets.UTF_8).strip()
          + (process.exitValue() == 0 ? "" : " exit " + process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void importsModulesStraightFromThePayload() throws Exception {
    SamplePlugin.in(folder);
    Path src = folder.resolve("src");
    Files.createDirectories(src.resolve("space/deep"));
    Files.writeString(src.resolve("space/deep/module.py"), "NAME = __name__\n");
    Files.writeString(src.resolve("größe.py"), "NAME = 'größe'\n");
    Files.writeString(
        src.resolve("plugin_runner.py"),
        "import space.deep.module, größe\nfrom app.helper import ANSWER\n"
            + "plugin = [ANSWER, space.deep.module.NAME, größe.NAME]\n");
    Path target = folder.resolve("artifact.json");
    Payload payload = PayloadCollector.collect(PayloadRequest.of(src), new Diagnostics());
    ArtifactWriter.write(SamplePlugin.of(folder), payload, target, Instant.EPOCH);
    Path zip = folder.resolve("payload.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      ArtifactReader.extractPayload(target, out);
    }

    String script =
        """
        import sys, zipfile
        bad = zipfile.ZipFile(sys.argv[1]).testzip()
        sys.path.insert(0, sys.argv[1])
        import plugin_runner
        print(bad, plugin_runner.plugin, plugin_runner.__file__.startswith(sys.argv[1]))
        """;
    assertThat(python("-c", script, zip.toString()))
        .isEqualTo("None [42, 'space.deep.module', 'größe'] True");
  }

  @ParameterizedTest
  @EnumSource(PluginType.class)
  void compilesTheScaffold(PluginType type) throws Exception {
    Path root = folder.resolve("plugin");
    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(
          new ScaffoldRequest(root, "x", new UUID(1, 2), type, HostType.UNIX), created);
      created.keep();
    }
    String script =
        "import ast, pathlib, sys; "
            + "ast.parse(pathlib.Path(sys.argv[1]).read_text(), feature_version=(3, 8))";
    Path module = root.resolve("src/plugin_runner.py");

    assertThat(python("-c", script, module.toString())).isEmpty();
    assertThat(python("-m", "py_compile", module.toString())).isEmpty();
  }
}
