package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import dev.dvp.cli.Version;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.testkit.FakeSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvp build}: bytecode, releases, and what is written beside the artifact. */
class BuildCommandTest {
  private static final String ID = "1c144f2a-5bb0-435d-8f7d-2d0f4cb6f933";

  @TempDir Path folder;
  private DvpRunner dvp;
  private Path plugin;
  private Path wheels;

  @BeforeEach
  void scaffold() throws IOException {
    dvp = new DvpRunner(folder);
    plugin = dvp.scaffold("plugin");
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("(?m)^id: .*$", "id: " + ID));
    wheels = FakeSdk.in(folder.resolve("wheels"));
  }

  private DvpRunner.Result run(String... args) {
    return dvp.runIn(plugin, args);
  }

  private void takesAPython() {
    String path = System.getenv().getOrDefault("PATH", "");
    Assumptions.assumeTrue(
        new PythonFinder(Map.of("PATH", path)).find(new PythonRelease(3, 11)).isPresent(),
        "no CPython 3.11");
    dvp.env("PATH", path);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(plugin)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesABillAndARecordBesideTheArtifact() throws Exception {
    String[] build = {
      "build",
      "--runtime",
      "official",
      "--payload",
      "source",
      "--sbom",
      "--provenance",
      "--wheelhouse",
      wheels.toString(),
      "-a",
      "dist.json"
    };
    DvpRunner.Result result = run(build);
    assertThat(result.exitCode()).as(result.toString()).isZero();
    String bill = Files.readString(plugin.resolve("dist.cdx.json"));
    String record = Files.readString(plugin.resolve("dist.provenance.json"));
    String hash = Sha256.of(plugin.resolve("dist.json"));
    assertThat(json(plugin.resolve("dist.provenance.json")).at("/subject/0/digest/sha256"))
        .hasToString('"' + hash + '"');
    assertThat(new JsonParser().validate(bill, org.cyclonedx.Version.VERSION_16)).isEmpty();
    // What depends on the classes that dvp generates, and on dvp's own version, is no golden.
    Golden.check("build/bill.json", stable(bill, hash));
    Golden.check("build/provenance.json", stable(record, hash));

    run(build);
    assertThat(plugin.resolve("dist.cdx.json")).hasContent(bill);
    assertThat(plugin.resolve("dist.provenance.json")).hasContent(record);
    assertThat(bill + record).doesNotContain(folder.toString());
  }

  @Test
  void whatABuildWritesNeverGoesIntoTheNext() throws IOException {
    String[] build = {
      "build", "--sbom", "--provenance", "--payload", "source", "-a", "src/out.json"
    };
    assertThat(run(build).exitCode()).isZero();
    String first = Sha256.of(plugin.resolve("src/out.json"));
    assertThat(run(build).exitCode()).isZero();
    assertThat(Sha256.of(plugin.resolve("src/out.json"))).isEqualTo(first);
    // Nor into one of another name; a file that only has such a name does.
    Files.writeString(plugin.resolve("src/mine.cdx.json"), "{\"bomFormat\" : \"CycloneDX\"}\n");
    DvpRunner.Result listed = run("ls", "--left-out");
    assertThat(listed.out().replaceAll("(?s)Left out:.*", ""))
        .contains("mine.cdx.json")
        .doesNotContain("out.cdx.json", "out.provenance.json");
    assertThat(listed.out())
        .containsPattern("out[.]cdx[.]json +a plugin's artifact, or written beside one");
  }

  @Test
  void whatCannotLieBesideTheRuntimePackagesIsRefused() throws IOException {
    Files.createDirectories(plugin.resolve("src/Dlpx"));
    Files.writeString(plugin.resolve("src/Dlpx/a.txt"), "x");
    DvpRunner.Result built = run("build", "--runtime", "bundled", "--payload", "source");
    assertThat(built.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(built.err()).contains("error[B206]", "`dlpx` of the runtime packages and `Dlpx`");
    assertThat(plugin.resolve("artifact.json")).doesNotExist();
    assertThat(run("ls", "--runtime", "bundled").exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void theRecordNamesAllThatTheArtifactDependsOn() throws IOException {
    Files.writeString(plugin.resolve(".dvpignore"), "*.log\n");
    Files.writeString(plugin.resolve("src/.dvpignore"), "*.tmp\n");
    Files.createDirectories(plugin.resolve("src/data"));
    Files.writeString(plugin.resolve("src/data/.dvpignore"), "*.bak\n");
    // A module that is shipped without its source makes no bytecode of the others.
    byte[] magic = {(byte) 0xA7, 0x0D, 0x0D, 0x0A, 0, 0};
    Files.write(plugin.resolve("src/shipped.pyc"), magic);
    run("build", "--provenance", "--runtime", "bundled", "--payload", "source");
    JsonNode definition =
        json(plugin.resolve("artifact.provenance.json")).at("/predicate/buildDefinition");
    assertThat(definition.at("/externalParameters/payload").asText()).isEqualTo("source");
    assertThat(definition.has("internalParameters")).isFalse();
    assertThat(definition.get("resolvedDependencies").findValuesAsText("name"))
        .contains("plugin_config.yml", "schema.json", "src/plugin_runner.py", "src/shipped.pyc")
        .contains(".dvpignore", "src/.dvpignore", "src/data/.dvpignore")
        .contains("dvp-python-runtime/dlpx/virtualization/platform/__init__.py")
        .doesNotHaveDuplicates();
  }

  @Test
  void theRecordNamesThePythonThatCompiled() throws IOException {
    takesAPython();
    run("build", "--provenance", "--runtime", "bundled", "--payload", "bytecode");
    JsonNode definition =
        json(plugin.resolve("artifact.provenance.json")).at("/predicate/buildDefinition");
    assertThat(definition.at("/externalParameters/payload").asText()).isEqualTo("bytecode");
    assertThat(definition.at("/internalParameters/python").asText()).startsWith("3.11.");
  }

  private static String stable(String text, String hash) {
    return text.replace(hash, "HASH")
        .replace(Version.number(), "VERSION")
        .replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:UUID")
        .replaceAll("\"(sha256\" : |content\" : )\"[0-9a-f]{64}\"", "\"$1\"SHA256\"");
  }

  @Test
  void aBuildThatFailsLeavesAllFilesAsTheyWere() throws IOException {
    run("build", "--sbom", "--provenance", "--payload", "source");
    Map<String, String> before = contents();
    // A folder stands where the record would go: then neither of the three is replaced.
    Files.delete(plugin.resolve("artifact.provenance.json"));
    Files.createDirectory(plugin.resolve("artifact.provenance.json"));
    Files.writeString(plugin.resolve("src/more.py"), "MORE = 1\n");
    DvpRunner.Result result = run("build", "--sbom", "--provenance", "--payload", "source");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("error[B301]", "artifact.provenance.json");
    assertThat(contents().get("artifact.json")).isEqualTo(before.get("artifact.json"));
    assertThat(contents().get("artifact.cdx.json")).isEqualTo(before.get("artifact.cdx.json"));
    assertThat(files()).noneMatch(name -> name.endsWith(".tmp"));
  }

  private Map<String, String> contents() throws IOException {
    return Map.of(
        "artifact.json", Files.readString(plugin.resolve("artifact.json")),
        "artifact.cdx.json", Files.readString(plugin.resolve("artifact.cdx.json")));
  }

  @Test
  void aReleaseTakesALockAndAPython() {
    takesAPython();
    DvpRunner.Result unlocked = run("build", "--release", "--wheelhouse", wheels.toString());
    assertThat(unlocked.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(unlocked.err()).contains("dvp.lock");

    assertThat(run("lock", "--wheelhouse", wheels.toString()).exitCode()).isZero();
    DvpRunner.Result built = run("build", "--release", "--wheelhouse", wheels.toString());
    assertThat(built.exitCode()).as(built.toString()).isZero();
    assertThat(built.err()).isEmpty();
    DvpRunner.Result inspected = run("inspect");
    assertThat(inspected.out())
        .containsPattern("runtime packages +official")
        .contains("protobuf 5.29.3")
        .contains("bytecode for Python 3.11");
    assertThat(run("verify", "--strict").exitCode()).isZero();
  }

  @Test
  void aReleaseHasNoWarnings() throws IOException {
    takesAPython();
    assertThat(run("lock", "--wheelhouse", wheels.toString()).exitCode()).isZero();
    // Hides a module of Python's own from all that is in the artifact.
    Files.writeString(plugin.resolve("src/json.py"), "x = 1\n");
    DvpRunner.Result built = run("build", "--release", "--wheelhouse", wheels.toString());
    assertThat(built.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(built.err()).contains("json");
    assertThat(plugin.resolve("artifact.json")).doesNotExist();
    assertThat(run("build", "--payload", "source").exitCode()).isZero();
  }

  @Test
  void aReleaseSaysByItselfWhatItTakes() {
    for (String other : List.of("--runtime=bundled", "--payload=source", "-g")) {
      DvpRunner.Result result = run("build", "--release", other);
      assertThat(result.exitCode()).as(other).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("--release");
    }
  }

  @Test
  void bytecodeTakesAPythonOfJustThatRelease() throws IOException {
    DvpRunner.Result none = run("build", "--payload", "bytecode");
    assertThat(none.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(none.err()).contains("error[B701]", "--python FILE", "--payload source");
    Path other = Files.writeString(folder.resolve("python3.9"), "#!/bin/sh\necho 3.9.1\necho\n");
    Assumptions.assumeTrue(other.toFile().setExecutable(true));
    DvpRunner.Result wrong = run("build", "--payload", "bytecode", "--python", other.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(wrong.err()).contains("error[B701]", "is none");
    assertThat(run("build", "--python", other.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("build", "--python", "nothing").err()).contains("error[B701]");
    DvpRunner.Result imported = run("build", "--import", "--python", other.toString());
    assertThat(imported.err()).doesNotContain("B701]");
    DvpRunner.Result auto = run("build");
    assertThat(auto.exitCode()).isZero();
    assertThat(auto.err()).contains("The modules go in as source").doesNotContain("warning");
    assertThat(run("build", "--payload", "pyc").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
