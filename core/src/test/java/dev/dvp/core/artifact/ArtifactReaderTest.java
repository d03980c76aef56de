package dev.dvp.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactReaderTest {
  private static final String VERSION =
      "{\"type\":\"APIVersion\",\"major\":1,\"minor\":9,\"micro\":0}";
  private static final String REST =
      "\"type\":\"Plugin\",\"pluginId\":\"id\",\"name\":\"My DB\",\"engineApi\":"
          + VERSION
          + ",\"buildApi\":"
          + VERSION
          + ",\"linkedSourceDefinition\":{\"type\":\"PluginLinkedStagedSourceDefinition\"},"
          + "\"manifest\":{\"type\":\"PluginManifest\",\"hasVirtualStop\":true,\"hasLinkedStatus\":false,"
          + "\"migrationIdList\":[\"1.2\",\"1.10\"]},\"buildNumber\":\"1.0\"";

  @TempDir Path folder;

  private Path write(String json) throws IOException {
    return write(json.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(byte[] bytes) throws IOException {
    Path file = folder.resolve("artifact.json");
    return Files.write(file, bytes);
  }

  private static String payload(byte[] zip) {
    return "\"sourceCode\":\"" + Base64.getEncoder().encodeToString(zip) + "\"";
  }

  @Test
  void readsWhateverTheOrderOfKeysAndWhiteSpace() throws IOException {
    byte[] zip = new byte[100_000];
    new Random(1).nextBytes(zip);

    for (String json :
        new String[] {
          "{" + payload(zip) + "," + REST + "}",
          "{" + REST + "," + payload(zip) + "}",
          "\n {\n"
              + REST.replace(",\"", " ,\r\n\t\"").replace("\":", "\" : ")
              + ",\n"
              + payload(zip)
              + "\n}\n",
          "\uFEFF{" + REST + "," + payload(zip) + "}"
        }) {
      Path file = write(json);
      Artifact artifact = ArtifactReader.read(file);

      assertThat(artifact.pluginId()).isEqualTo("id");
      assertThat(artifact.name()).isEqualTo("My DB");
      assertThat(artifact.buildNumber()).hasToString("1");
      assertThat(artifact.externalVersion()).isEmpty();
      assertThat(artifact.engineApi().path("minor").intValue()).isEqualTo(9);
      assertThat(artifact.pluginType()).isEqualTo(PluginType.STAGED);
      assertThat(artifact.migrationIds()).containsExactly("1.2", "1.10");
      assertThat(artifact.operationFlags())
          .containsEntry("hasVirtualStop", true)
          .containsEntry("hasLinkedStatus", false)
          .hasSize(2);
      assertThat(artifact.document().has("sourceCode")).isFalse();
      assertThat(artifact.document().size()).isEqualTo(8);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ArtifactReader.extractPayload(file, out);
      assertThat(out.toByteArray()).isEqualTo(zip);
    }
  }

  static Stream<Arguments> broken() {
    String deep = "[".repeat(300) + "]".repeat(300);
    return Stream.of(
        Arguments.of("", "B102", "empty"),
        Arguments.of("   \n", "B102", "empty"),
        Arguments.of("[1, 2]", "B102", "one JSON object"),
        Arguments.of("\"text\"", "B102", "one JSON object"),
        Arguments.of("null", "B102", "one JSON object"),
        Arguments.of("<html><body>502</body></html>", "B102", "not valid JSON"),
        Arguments.of("{'a': 1}", "B102", "not valid JSON"),
        Arguments.of("{" + REST, "B102", "truncated"),
        Arguments.of("{" + REST + ",\"sourceCode\":\"AAAA", "B102", "truncated"),
        Arguments.of("{" + REST + ",\"x\":[1, {", "B102", "truncated"),
        Arguments.of("{" + REST + "}{}", "B102", "follows"),
        Arguments.of("{" + REST + "} nonsense", "B102", "not valid JSON"),
        Arguments.of("{" + REST + ",\"x\":" + deep + "}", "B103", "larger"),
        Arguments.of("{\"" + "k".repeat(20_000) + "\":1," + REST + "}", "B103", "larger"),
        Arguments.of("{\"x\":" + "9".repeat(2_000) + "," + REST + "}", "B103", "larger"),
        Arguments.of("{\"x\":\"" + "t".repeat(17 << 20) + "\"," + REST + "}", "B103", "larger"),
        Arguments.of("{\"x\":[1" + ",1".repeat(300_000) + "]," + REST + "}", "B103", "larger"),
        Arguments.of(
            "{\"x\":[1"
                + ", ".concat(" ".repeat(6000)).concat("1").repeat(3000)
                + "],"
                + REST
                + "}",
            "B103",
            "16 MB"),
        Arguments.of("{}", "B104", "lacks `type`"),
        Arguments.of("{" + REST.replace("pluginId", "id") + "}", "B104", "lacks `pluginId`"),
        Arguments.of(
            "{" + REST.replace("\"id\"", "7") + "}", "B105", "`pluginId` must be a string"),
        Arguments.of("{" + REST.replace("Plugin\"", "Toolkit\"") + "}", "B105", "another kind"),
        Arguments.of("{" + REST.replace("\"1.0\"", "\"0.0\"") + "}", "B105", "`buildNumber`"),
        Arguments.of("{" + REST.replace("\"1.0\"", "1.0") + "}", "B105", "`buildNumber`"),
        Arguments.of("{" + REST.replace("Staged", "Odd") + "}", "B105", "STAGED"),
        Arguments.of("{" + REST.replace("true", "1") + "}", "B105", "`hasVirtualStop`"),
        Arguments.of("{" + REST.replace("\"1.10\"", "10") + "}", "B105", "migrationIdList"),
        Arguments.of("{" + REST.replace("9,", "\"9\",") + "}", "B105", "`engineApi`"),
        Arguments.of("{" + REST.replace(VERSION, "\"1.9.0\"") + "}", "B105", "object"),
        Arguments.of("{\"externalVersion\":5," + REST + "}", "B105", "`externalVersion`"),
        Arguments.of("{\"name\":\"x\"," + REST + "}", "B107", "`name` stands"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesInPlainWords(String json, String rule, String words) throws IOException {
    Path file = write(json);

    DvpException failure =
        catchThrowableOfType(DvpException.class, () -> ArtifactReader.read(file));

    assertThat(failure.diagnostics())
        .anySatisfy(
            d -> {
              assertThat(d.rule().id()).isEqualTo(rule);
              assertThat(d.message()).contains(words).doesNotContain("com.fasterxml", "Source:");
              assertThat(d.location().file()).isEqualTo(file);
            });
  }

  @Test
  void namesThePlaceOfAWrongValue() throws IOException {
    Path file = write("{\n" + REST + ",\n  \"externalVersion\": 5}");

    DvpException failure =
        catchThrowableOfType(DvpException.class, () -> ArtifactReader.read(file));

    Diagnostic diagnostic = failure.diagnostics().get(0);
    assertThat(diagnostic.location().line()).isEqualTo(3);
    assertThat(diagnostic.location().column()).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    String json = "{" + REST.replace("My DB", "Müller") + "}";
    for (byte[] bytes :
        new byte[][] {
          json.getBytes(StandardCharsets.ISO_8859_1),
          json.getBytes(StandardCharsets.UTF_16),
          json.getBytes(StandardCharsets.UTF_16LE),
          "{}".getBytes(StandardCharsets.UTF_16BE),
        }) {
      Path file = write(bytes);
      assertThatThrownBy(() -> ArtifactReader.read(file)).hasMessageContaining("UTF-8");
    }
  }

  @Test
  void refusesWhatIsNoFile() {
    assertThatThrownBy(() -> ArtifactReader.read(folder.resolve("none.json")))
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("There is no artifact");
    assertThatThrownBy(() -> ArtifactReader.read(folder))
        .isInstanceOf(DvpException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void whatMayNotBeReadIsToldWithItsMend() throws IOException {
    Path file = write("{}".getBytes(StandardCharsets.UTF_8));
    assumeTrue(file.toFile().setReadable(false), "this disk knows no permissions");
    assumeFalse(Files.isReadable(file), "root may read everything");
    assertThatThrownBy(() -> ArtifactReader.read(file))
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> assertThat(e.diagnostics().get(0).help()).startsWith("Change its permissions"));
  }

  @Test
  void findsBrokenBase64OnExtraction() throws IOException {
    for (String text : new String[] {"AAA!", "AAAAA", "AA\\u0000A", "A==="}) {
      Path file = write("{" + REST + ",\"sourceCode\":\"" + text + "\"}");

      assertThat(ArtifactReader.read(file).name()).isEqualTo("My DB");
      assertThatThrownBy(() -> ArtifactReader.extractPayload(file, OutputStream.nullOutputStream()))
          .isInstanceOf(DvpException.class)
          .hasMessageContaining("base64");
    }
  }

  @Test
  void tellsAFailingTargetFromABrokenArtifact() throws IOException {
    Path file = write("{" + REST + "," + payload(new byte[10_000]) + "}");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> ArtifactReader.extractPayload(file, full))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  @Test
  void saysThatThePayloadIsMissing() throws IOException {
    Path without = write("{" + REST + "}");
    assertThatThrownBy(
            () -> ArtifactReader.extractPayload(without, OutputStream.nullOutputStream()))
        .hasMessageContaining("lacks `sourceCode`");
    Path number = write("{" + REST + ",\"sourceCode\":[1]}");
    assertThatThrownBy(() -> ArtifactReader.extractPayload(number, OutputStream.nullOutputStream()))
        .hasMessageContaining("`sourceCode` must be a string");
  }
}
