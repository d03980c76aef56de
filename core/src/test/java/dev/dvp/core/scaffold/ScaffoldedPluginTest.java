package dev.dvp.core.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.artifact.TestArtifacts;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scaffold goes all the way to an artifact, and nothing on the way finds fault with it. */
class ScaffoldedPluginTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"DIRECT,UNIX", "DIRECT,WINDOWS", "STAGED,UNIX", "STAGED,WINDOWS"})
  void isAPluginWithoutFindings(PluginType type, HostType host) throws IOException {
    Path root = folder.resolve("Mein Plugin für " + type);
    Diagnostics diagnostics = new Diagnostics();
    GeneratedClasses classes =
        scaffold(
            new ScaffoldRequest(root, "key: \"v\" 🐘", new UUID(1, 2), type, host), diagnostics);

    Plugin plugin =
        PluginReader.read(root.resolve("plugin_config.yml"), diagnostics).plugin().orElseThrow();
    Payload payload =
        PayloadCollector.collect(
            new PayloadRequest(
                plugin.manifest().srcDir(),
                classes.files(),
                GeneratedClassesWriter::isOurs,
                file -> false,
                Optional.empty()),
            diagnostics);
    Path target = root.resolve("artifact.json");
    TestArtifacts.write(plugin, payload, target, Instant.EPOCH);
    Artifact artifact = ArtifactReader.check(target, folder, diagnostics).orElseThrow();

    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(payload.leftOut()).isEmpty();
    assertThat(artifact.name()).isEqualTo("key: \"v\" 🐘");
    assertThat(artifact.pluginType()).isEqualTo(type);
    assertThat(artifact.schemas()).isEqualTo(plugin.schemas().definitions());
    for (Operation operation : OperationCatalogue.get().operationsFor(type)) {
      if (operation.required()) {
        assertThat(artifact.operationFlags()).containsEntry(operation.manifestKey(), true);
      }
    }
  }

  /** The examples leave out nothing that an engine calls by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"files", "postgres"})
  void anExampleIsAPluginWithoutFindingsAndWithEveryOperation(String name) throws IOException {
    Path root = folder.resolve(name);
    Diagnostics diagnostics = new Diagnostics();
    ScaffoldTemplate template = BundledTemplates.named(name);
    PluginType type = template.description().pluginTypes().iterator().next();
    scaffold(
        new ScaffoldRequest(template, root, "x", new UUID(1, 2), type, HostType.UNIX), diagnostics);
    PluginReader.Reading reading =
        PluginReader.read(root.resolve("plugin_config.yml"), diagnostics);

    assertThat(diagnostics.sorted()).isEmpty();
    Plugin plugin = reading.plugin().orElseThrow();
    assertThat(plugin.manifest().pluginType()).isEqualTo(type);
    Map<String, Boolean> flags = plugin.operations().flags();
    for (Operation operation : OperationCatalogue.get().operationsFor(type)) {
      // A folder leaves nothing behind that would have to be cleaned up.
      boolean isCalled =
          !operation.workflows().isEmpty() && !operation.decorator().endsWith("cleanup");
      if (operation.required() || isCalled) {
        assertThat(flags).containsEntry(operation.manifestKey(), true);
      }
    }
  }

  private GeneratedClasses scaffold(ScaffoldRequest request, Diagnostics diagnostics)
      throws IOException {
    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(request, created);
      Path schema = request.rootDir().resolve("schema.json");
      GeneratedClasses classes =
          GeneratedClasses.of(SchemaReader.read(schema, diagnostics).orElseThrow());
      Map<String, String> files = new LinkedHashMap<>();
      classes.files().forEach((name, text) -> files.put("src/" + name, text));
      Scaffolder.addFiles(request.rootDir(), files, created);
      created.keep();
      assertThat(Files.isDirectory(request.rootDir().resolve("src/generated"))).isTrue();
      return classes;
    }
  }
}
