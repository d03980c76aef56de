package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.Scaffolder;
import dev.dvp.core.schema.SchemaReader;
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
    Payload payload = PayloadCollector.collect(TestArtifacts.sources(src), new Diagnostics());
    TestArtifacts.write(SamplePlugin.of(folder), payload, target, Instant.EPOCH);
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

  /** Stands in for the platform's packages: registers whatever a decorator is put on. */
  private static final String PLATFORM =
      """
      class _Group:
          def __init__(self, plugin, name):
              self.plugin, self.name = plugin, name
          def __getattr__(self, name):
              return lambda: lambda f: self.plugin.found.setdefault(self.name + "." + name, f)
      class Plugin:
          def __init__(self):
              self.found = {}
          def __getattr__(self, name):
              return _Group(self, name)
      class Mount:
          def __init__(self, environment, path):
              self.path = path
      class MountSpecification:
          def __init__(self, mounts):
              self.mounts = mounts
      """;

  private static final String CALLS =
      """
      import sys
      from types import SimpleNamespace as N
      sys.path[:0] = [sys.argv[1], sys.argv[2]]
      import plugin_runner
      found = plugin_runner.plugin.found
      repository = found["discovery.repository"](source_connection=None)[0]
      assert found["discovery.source_config"](source_connection=None, repository=repository) == []
      parameters, environment = N(mount_path="/mnt/db"), N(environment="host")
      source = N(parameters=parameters, connection=environment, staged_connection=environment)
      config = found["virtual.configure"](virtual_source=source, repository=repository, snapshot=None)
      mounts = found["virtual.mount_specification"](virtual_source=source, repository=repository)
      key = "staged_source" if "linked.mount_specification" in found else "direct_source"
      arguments = dict(repository=repository, source_config=config, optional_snapshot_parameters=None)
      arguments[key] = source
      for name in ("linked.pre_snapshot", "linked.post_snapshot"):
          snapshot = found[name](**arguments) if name in found else None
      print(repository.to_dict(), config.to_dict(), snapshot.to_dict(), mounts.mounts[0].path)
      """;

  @ParameterizedTest
  @EnumSource(PluginType.class)
  void runsTheScaffold(PluginType type) throws Exception {
    Path root = folder.resolve("plugin");
    Path dlpx = Files.createDirectories(folder.resolve("runtime/dlpx/virtualization"));
    Files.writeString(dlpx.resolve("platform.py"), PLATFORM);
    Files.writeString(dlpx.resolve("libs.py"), "def run_sync(connection, path):\n    pass\n");
    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(
          new ScaffoldRequest(root, "x", new UUID(1, 2), type, HostType.UNIX), created);
      created.keep();
    }
    GeneratedClassesWriter.write(
        GeneratedClasses.of(
            SchemaReader.read(root.resolve("schema.json"), new Diagnostics()).orElseThrow()),
        root.resolve("src"));

    assertThat(python("-c", CALLS, root.resolve("src").toString(), folder + "/runtime"))
        .isEqualTo(
            "{'name': 'Default'} {'name': '/mnt/db', 'path': '/mnt/db'} {'sourcePath': '/mnt/db'}"
                + " /mnt/db");
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
