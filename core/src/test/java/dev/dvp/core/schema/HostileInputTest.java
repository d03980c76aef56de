package dev.dvp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to crash, hang or fill a reader: each ends soon, in findings and nothing else. */
@Timeout(60)
class HostileInputTest {
  private static final String MANIFEST =
      """
      # a comment with an é and a \uD83D\uDE00
      id: 16bef554-9470-11e9-b2e3-8c8590d4a42c
      name: &name "Example \\u00e9"
      hostTypes: [ UNIX ]
      entryPoint: plugin_runner:plugin
      srcDir: src
      schemaFile: schema.json
      pluginType: 'DIRECT'
      language: PYTHON311
      buildNumber: "0.1.0"
      externalVersion: *name
      manualDiscovery: yes
      defaultLocale: |
        en-us
      """;

  @TempDir Path folder;

  @Test
  void mutatedManifests() throws IOException {
    Random random = new Random(20240101);
    for (int i = 0; i < 1_500; i++) {
      assertManifestIsExplained(mutated(MANIFEST, random));
    }
  }

  @Test
  void mutatedSchemas() throws IOException {
    String schema =
        SchemaFaults.VALID.replace(
            "\"port\": {\"type\": \"integer\"}",
            """
            "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": 1521},
            "a": {"$ref": "#/definitions/x", "pattern": "^[a-z](b|c){2,3}$"},
            "b": {"type": "array", "items": {"enum": ["x", "y"], "default": "x"}, "minItems": 1},
            "c": {"anyOf": [{"type": "string"}, {"$ref": "#/properties/a"}], "default": "é"},
            "d": {"type": "object", "properties": {"d": {"$ref": "#/properties/d"}}, "required": ["d"]}
            }, "definitions": {"x": {"type": ["string", "null"], "default": null}
            """);
    Random random = new Random(20240102);
    for (int i = 0; i < 1_500; i++) {
      assertSchemaIsExplained(mutated(schema, random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{\"a\":", "[[],", "{\"properties\":{\"a\":", "{\"items\":[", "{\"$ref\":"})
  void deepJson(String open) throws IOException {
    for (int times : new int[] {10, 60, 99, 200, 100_000}) {
      assertSchemaIsExplained((open.repeat(times)).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void deepSchemasThatAreStillRead() throws IOException {
    String deep = "{\"properties\": {\"a\": ".repeat(48) + "{}" + "}}".repeat(48);
    String text = SchemaFaults.VALID.replace("{\"type\": \"integer\"}", deep);
    Files.writeString(folder.resolve("schema.json"), text);
    Diagnostics out = new Diagnostics();
    assertThat(SchemaReader.read(folder.resolve("schema.json"), out)).isPresent();
    assertThat(out.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[[], ", "&a [", "!!x "})
  void deepYaml(String open) throws IOException {
    for (int times : new int[] {10, 60, 200, 100_000}) {
      assertManifestIsExplained(("name: " + open.repeat(times)).getBytes(StandardCharsets.UTF_8));
      assertManifestIsExplained(open.repeat(times).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void manyAliases() throws IOException {
    String aliases = "name: &a x\nlist: [" + "*a, ".repeat(100_000) + "]\n";
    assertManifestIsExplained(aliases.getBytes(StandardCharsets.UTF_8));
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("]\n");
    }
    assertManifestIsExplained(laughs.toString().getBytes(StandardCharsets.UTF_8));
    StringBuilder nested = new StringBuilder("a0: &a0 [[[[[x]]]]]\n");
    for (int i = 1; i < 40; i++) {
      nested.append("a").append(i).append(": &a").append(i).append(" [[[*a").append(i - 1);
      nested.append("]]]\n");
    }
    assertManifestIsExplained(nested.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void largeAndBinaryFiles() throws IOException {
    byte[] large = new byte[20 << 20];
    assertManifestIsExplained(large);
    assertSchemaIsExplained(large);
    for (byte[] bytes :
        new byte[][] {
          new byte[1000],
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          {(byte) 0xFF, (byte) 0xFE, 'a', 0},
          {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          {(byte) 0xC0, (byte) 0xAF},
          "{\"a\": \"\u0000\"}".getBytes(StandardCharsets.UTF_8),
          "\uD83D\uDE00: \uFFFE".getBytes(StandardCharsets.UTF_8)
        }) {
      assertManifestIsExplained(bytes);
      assertSchemaIsExplained(bytes);
    }
  }

  @Test
  void hugeNumbers() throws IOException {
    for (String number :
        new String[] {
          "1e999999999",
          "1e-999999999",
          "-1E+2147483648",
          "9".repeat(100_000),
          "0." + "3".repeat(100_000),
          "1e400",
          ".nan",
          "[.inf]",
          "1e-400",
          "0x" + "f".repeat(100_000),
          "1_0".repeat(10_000),
          "1:30".repeat(10_000),
          "1.0e+999999999",
          "0b" + "1".repeat(100_000)
        }) {
      assertManifestIsExplained(
          MANIFEST.replace("\"0.1.0\"", number).getBytes(StandardCharsets.UTF_8));
      for (String keyword : new String[] {"minLength", "multipleOf", "default", "minimum", "x"}) {
        String property =
            "{\"type\": \"number\", \"maximum\": 5, \"" + keyword + "\": " + number + "}";
        assertSchemaIsExplained(
            SchemaFaults.VALID
                .replace("{\"type\": \"integer\"}", property)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void referencesThatDoubleOrGoOnForLong() throws IOException {
    String doubling =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "\"d"
                        + i
                        + "\": {\"allOf\": [{\"$ref\": \"#/definitions/d"
                        + (i + 1)
                        + "\"}, {\"$ref\": \"#/definitions/d"
                        + (i + 1)
                        + "\"}], \"default\": 1}")
            .collect(Collectors.joining(", "));
    assertSchemaIsExplained(withDefinitions(doubling + ", \"d40\": {\"type\": \"integer\"}"));
    String chain =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"d" + i + "\": {\"$ref\": \"#/definitions/d" + (i + 1) + "\"}")
            .collect(Collectors.joining(", "));
    assertSchemaIsExplained(withDefinitions(chain + ", \"d20000\": {\"type\": \"integer\"}"));
    assertSchemaIsExplained(withDefinitions(chain + ", \"d20000\": {\"$ref\": \"#\"}"));
    String recursive =
        "\"t\": {\"properties\": {\"l\": {\"$ref\": \"#/definitions/t\"}, \"r\": {\"$ref\":"
            + " \"#/definitions/t\"}}, \"default\": {\"l\": {\"r\": {}}}}";
    assertSchemaIsExplained(withDefinitions(recursive));
  }

  @Test
  void manyFaults() throws IOException {
    String properties =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"p" + i + "\": {\"typ" + i + "\": \"x\"}")
            .collect(Collectors.joining(", "));
    assertSchemaIsExplained(withDefinitions(properties));
    String fields =
        IntStream.range(0, 4_000).mapToObj(i -> "nam" + i + ": x\n").collect(Collectors.joining());
    assertManifestIsExplained(fields.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] withDefinitions(String definitions) {
    return SchemaFaults.VALID
        .replace(
            "{\"type\": \"integer\"}",
            "{\"$ref\": \"#/definitions/d0\"}}, \"definitions\": {" + definitions)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutated(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int edits = 1 + random.nextInt(4); edits > 0 && bytes.length > 2; edits--) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
      byte[] piece = java.util.Arrays.copyOfRange(bytes, at, to);
      int where = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, to, new byte[0]);
            case 1 -> spliced(bytes, where, where, piece);
            case 2 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> {
              String marks = "{}[]:,\"'#&*!|>-?%@`\\\n\t 019eE.~<";
              byte mark = (byte) marks.charAt(random.nextInt(marks.length()));
              yield spliced(bytes, at, at + 1, new byte[] {mark});
            }
            default -> spliced(bytes, at, bytes.length, new byte[0]);
          };
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  private void assertManifestIsExplained(byte[] bytes) throws IOException {
    Path file = folder.resolve("plugin_config.yml");
    Files.write(file, bytes);
    Diagnostics out = new Diagnostics();
    boolean good = ManifestReader.read(file, out).manifest().isPresent();
    assertThat(good).isEqualTo(!out.hasErrors());
    out.sorted().forEach(HostileInputTest::assertReadable);
  }

  private void assertSchemaIsExplained(byte[] bytes) throws IOException {
    Path file = folder.resolve("schema.json");
    Files.write(file, bytes);
    Diagnostics out = new Diagnostics();
    boolean good = SchemaReader.read(file, out).isPresent();
    assertThat(good).isEqualTo(!out.hasErrors());
    out.sorted().forEach(HostileInputTest::assertReadable);
  }

  private static void assertReadable(Diagnostic finding) {
    String text = finding.message() + finding.help();
    assertThat(finding.message()).isNotBlank().endsWith(".");
    assertThat(text.length()).isLessThan(1_000);
    assertThat(text.chars()).noneMatch(c -> c < ' ');
  }
}
