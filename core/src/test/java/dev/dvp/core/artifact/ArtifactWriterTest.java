package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.packing.PayloadPacker;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.payload.PayloadRule;
import dev.dvp.core.plugin.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactWriterTest {
  private static final Instant TIME = Instant.parse("1980-02-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Payload collect(Path plugin) {
    Diagnostics diagnostics = new Diagnostics();
    Payload payload =
        PayloadCollector.collect(
            new PayloadRequest(
                plugin.resolve("src"),
                Map.of("generated/__init__.py", "# made\n"),
                file -> false,
                ArtifactSniffer.notGoingInto(plugin.resolve("artifact.json")),
                Optional.of(plugin.resolve("artifact.json"))),
            diagnostics);
    assertThat(diagnostics.sorted()).isEmpty();
    return payload;
  }

  private static ArtifactWriter.Way way(Progress progress) {
    return new ArtifactWriter.Way(
        TIME, 2, PackedCache.none(), progress, ArtifactWriter.Finished.NOTHING);
  }

  private static byte[] build(Path plugin) throws IOException {
    Path target = plugin.resolve("artifact.json");
    TestArtifacts.write(SamplePlugin.of(plugin), collect(plugin), target, TIME);
    return Files.readAllBytes(target);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesTheArtifactThatEnginesRead() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Path target = folder.resolve("artifact.json");

    ArtifactWriter.Written written = TestArtifacts.write(plugin, collect(folder), target, TIME);

    ObjectNode actual = (ObjectNode) JSON.readTree(target.toFile());
    byte[] zip = Base64.getDecoder().decode(actual.remove("sourceCode").textValue());
    try (InputStream golden = getClass().getResourceAsStream("artifact-golden.json")) {
      assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(actual))
          .isEqualToNormalizingNewlines(
              new String(golden.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
    }
    assertThat(written.files()).isEqualTo(4);
    assertThat(written.bytes()).isEqualTo(Files.size(target));
    assertThat(names(folder))
        .containsExactly("artifact.json", "plugin_config.yml", "schema.json", "src");
    try (ZipFile file = ZipFile.builder().setByteArray(zip).get()) {
      List<ZipArchiveEntry> entries = Collections.list(file.getEntriesInPhysicalOrder());
      assertThat(entries)
          .extracting(ZipArchiveEntry::getName)
          .containsExactly(
              "app/__init__.py", "app/helper.py", "generated/__init__.py", "plugin_runner.py");
      for (ZipArchiveEntry entry : entries) {
        assertThat(entry.getUnixMode()).isEqualTo(0100644);
        assertThat(entry.getGeneralPurposeBit().usesDataDescriptor()).isFalse();
        assertThat(entry.getLocalFileDataExtra()).isEmpty();
        assertThat(entry.getCentralDirectoryExtra()).isEmpty();
        assertThat(entry.getTimeLocal()).hasToString("1980-02-01T00:00");
      }
      assertThat(file.getInputStream(file.getEntry("app/helper.py"))).hasContent("ANSWER = 42\n");
    }
  }

  @Test
  void takesEveryOptionalFieldOfTheManifest() throws IOException {
    SamplePlugin.in(folder);
    Plugin plugin = SamplePlugin.complete(folder, PluginType.DIRECT);

    ObjectNode document = ArtifactDocument.of(plugin);

    assertThat(document.path("externalVersion").textValue()).isEqualTo("2.0 beta");
    assertThat(document.path("luaName").textValue()).isEqualTo("my-db");
    assertThat(document.path("minimumLuaVersion").textValue()).isEqualTo("1.1");
    assertThat(document.path("defaultLocale").textValue()).isEqualTo("de-de");
    assertThat(document.path("rootSquashEnabled").booleanValue()).isFalse();
    assertThat(document.path("extendedStartStopHooks").booleanValue()).isTrue();
    assertThat(
            document.path("discoveryDefinition").path("manualSourceConfigDiscovery").booleanValue())
        .isFalse();
    assertThat(document.path("linkedSourceDefinition").path("type").textValue())
        .isEqualTo("PluginLinkedDirectSourceDefinition");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    SamplePlugin.in(folder);
    build(folder);

    Artifact artifact = ArtifactReader.read(folder.resolve("artifact.json"));

    assertThat(artifact.name()).isEqualTo("My DB ü \"quoted\"");
    assertThat(artifact.buildNumber()).hasToString("1.2");
    assertThat(artifact.pluginType()).isEqualTo(PluginType.STAGED);
    assertThat(artifact.operationFlags()).containsEntry("hasLinkedWorker", false);
    assertThat(artifact.migrationIds()).containsExactly("1", "1.10");
  }

  @Test
  void givesTheSameBytesForTheSameTree() throws IOException {
    Path first = folder.resolve("one");
    Path second = folder.resolve("zwei ü");
    SamplePlugin.in(first);
    SamplePlugin.in(second);
    for (int i = 0; i < 50; i++) {
      Files.writeString(first.resolve("src/m" + i + ".py"), "X = " + i);
      Files.writeString(second.resolve("src/m" + (49 - i) + ".py"), "X = " + (49 - i));
    }
    Path changed = second.resolve("src/plugin_runner.py");
    Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2031-05-06T07:08:09Z")));
    Files.setPosixFilePermissions(changed, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(Files.getLastModifiedTime(changed))
        .isNotEqualTo(Files.getLastModifiedTime(first.resolve("src/plugin_runner.py")));

    assertThat(build(first)).isEqualTo(build(second)).isEqualTo(build(second));
  }

  @Test
  void packsAnEmptyFolderOfSource() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Path target = folder.resolve("artifact.json");

    TestArtifacts.write(plugin, new Payload(List.of(), List.of()), target, TIME);

    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ArtifactReader.extractPayload(target, zip);
    assertThat(zip.size()).isEqualTo(22);
  }

  @Test
  void tellsHowFarItGot() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Payload payload = collect(folder);
    List<Long> steps = new ArrayList<>();
    try (CreatedPaths temporary = new CreatedPaths()) {
      ArtifactWriter.write(
          plugin,
          payload,
          folder.resolve("artifact.json"),
          way(
              (done, total) -> {
                assertThat(total).isEqualTo(payload.size());
                steps.add(done);
              }),
          temporary);
      assertThat(names(folder)).noneMatch(TemporaryNames::isTemporary);
    }
    assertThat(steps).isSorted().endsWith(payload.size());
  }

  @Test
  void refusesAFileThatChangesMeanwhile() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Path target = Files.writeString(folder.resolve("artifact.json"), "what was there");
    Path module = folder.resolve("src/plugin_runner.py");
    FileTime modified = Files.getLastModifiedTime(module);

    for (String text :
        new String[] {"", "plugin = 'the plugim'\n", "plugin = 'the longer plugin'\n"}) {
      Payload payload = collect(folder);
      Files.writeString(module, text);
      Files.setLastModifiedTime(module, FileTime.fromMillis(modified.toMillis() + 5000));

      DvpException failure =
          catchThrowableOfType(
              DvpException.class, () -> TestArtifacts.write(plugin, payload, target, TIME));

      assertThat(failure.diagnostics().get(0).rule()).isEqualTo(PayloadRule.SOURCE_CHANGED);
      assertThat(failure.diagnostics().get(0).location().file()).isEqualTo(module);
      assertThat(target).hasContent("what was there");
      Files.writeString(module, "plugin = 'the plugin'\n");
      Files.setLastModifiedTime(module, modified);
    }
    assertThat(names(folder))
        .containsExactly("artifact.json", "plugin_config.yml", "schema.json", "src");
  }

  @Test
  void refusesAFileThatVanishes() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Payload payload = collect(folder);
    Files.delete(folder.resolve("src/app/helper.py"));

    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () -> TestArtifacts.write(plugin, payload, folder.resolve("artifact.json"), TIME));

    assertThat(failure.diagnostics().get(0).rule()).isEqualTo(PayloadRule.SOURCE_UNREADABLE);
    assertThat(names(folder)).containsExactly("plugin_config.yml", "schema.json", "src");
  }

  @Test
  void refusesATargetThatIsNoPlaceForAnArtifact() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Payload payload = collect(folder);
    Files.createSymbolicLink(folder.resolve("broken"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("linked"), Path.of("schema.json"));
    for (Path target :
        List.of(
            folder,
            Path.of("/dev/null"),
            folder.resolve("plugin_config.yml"),
            folder.resolve("schema.json"),
            folder.resolve("linked"),
            folder.resolve("broken"),
            folder.resolve("missing/artifact.json"),
            folder.resolve("schema.json/artifact.json"))) {
      DvpException failure =
          catchThrowableOfType(
              DvpException.class, () -> TestArtifacts.write(plugin, payload, target, TIME));

      assertThat(failure.diagnostics().get(0).rule())
          .as("%s", target)
          .isEqualTo(BuildRule.TARGET_NOT_WRITABLE);
      assertThat(failure.diagnostics().get(0).help()).isNotEmpty();
    }
    assertThat(folder.resolve("schema.json")).hasContent("{}");
    assertThat(names(folder))
        .containsExactly("broken", "linked", "plugin_config.yml", "schema.json", "src");
  }

  @Test
  void writesThroughALink() throws IOException {
    SamplePlugin.in(folder);
    Path real = Files.writeString(folder.resolve("real.json"), "old");
    Files.createSymbolicLink(folder.resolve("artifact.json"), Path.of("real.json"));

    build(folder);

    assertThat(Files.isSymbolicLink(folder.resolve("artifact.json"))).isTrue();
    assertThat(ArtifactReader.read(real).name()).startsWith("My DB");
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "a device that is always full");
    Payload payload =
        collect(Files.createDirectories(SamplePlugin.in(folder).manifest().srcDir()).getParent());

    IOException failure =
        catchThrowableOfType(
            IOException.class,
            () -> {
              try (OutputStream out = Files.newOutputStream(full)) {
                PayloadPacker.pack(
                    new PayloadPacker.Request(
                        payload, TIME, 1, PackedCache.none(), () -> full, Progress.NONE),
                    out);
              }
            });

    ArtifactTarget target =
        ArtifactTarget.of(folder.resolve("a.json"), SamplePlugin.of(folder), new CreatedPaths());
    assertThat(target.writeFailed(failure).diagnostics().get(0).message())
        .contains("No space left on device")
        .contains("untouched");
  }

  @Test
  void leavesNothingWhenItIsGivenUp() throws IOException {
    Plugin plugin = SamplePlugin.in(folder);
    Path target = Files.writeString(folder.resolve("artifact.json"), "what was there");
    try (CreatedPaths temporary = new CreatedPaths()) {
      Progress interrupt = (done, total) -> temporary.undo();

      Assertions.assertThrows(
          CancellationException.class,
          () -> ArtifactWriter.write(plugin, collect(folder), target, way(interrupt), temporary));
    }
    assertThat(target).hasContent("what was there");
    assertThat(names(folder))
        .containsExactly("artifact.json", "plugin_config.yml", "schema.json", "src");
  }

  @Test
  void holdsEntryTimesThatZipCannotHold() throws IOException {
    SamplePlugin.in(folder);
    Path target = folder.resolve("artifact.json");
    for (String time :
        List.of("1970-01-01T00:00:00Z", "2500-01-01T00:00:00Z", "2023-11-14T22:13:20Z")) {
      TestArtifacts.write(SamplePlugin.of(folder), collect(folder), target, Instant.parse(time));
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      ArtifactReader.extractPayload(target, zip);
      try (ZipFile file = ZipFile.builder().setByteArray(zip.toByteArray()).get()) {
        String expected =
            switch (time.substring(0, 4)) {
              case "1970" -> "1980-01-01T00:00";
              case "2500" -> "2107-12-31T23:59:58";
              default -> "2023-11-14T22:13:20";
            };
        assertThat(file.getEntry("plugin_runner.py").getTimeLocal()).hasToString(expected);
      }
    }
  }
}
