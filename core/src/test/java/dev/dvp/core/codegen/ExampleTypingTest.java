package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.scaffold.BundledTemplates;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.ScaffoldTemplate;
import dev.dvp.core.scaffold.Scaffolder;
import dev.dvp.testkit.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples' own types are right, in the oldest Python that they run on. */
class ExampleTypingTest {
  private static final Path RUNTIME = Path.of("..", "python-runtime", "src/main/python");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"files,3.8", "postgres,3.8"})
  void aTypeCheckerHasNothingToSay(String name, String version) throws Exception {
    String mypy = Programs.need("mypy");
    ScaffoldTemplate template = BundledTemplates.named(name);
    PluginType type = template.description().pluginTypes().iterator().next();
    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(
          new ScaffoldRequest(template, folder, "x", new UUID(1, 2), type, HostType.UNIX), created);
      created.keep();
    }
    Path src = folder.resolve("src");
    GeneratedClassesWriter.write(
        GeneratedClasses.of(Schemas.read(folder.resolve("schema.json"))), src);

    Python.Run run =
        Python.run(
            src,
            List.of(
                "env",
                "MYPYPATH=" + RUNTIME.toRealPath(),
                mypy,
                "--strict",
                "--no-error-summary",
                "--cache-dir=/dev/null",
                "--python-version=" + version,
                "plugin_runner.py"));
    assertThat(run.printed()).isEmpty();
    assertThat(run.status()).isZero();
  }
}
