package dev.dvp.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
  static final String VALID =
      """
      id: 16bef554-9470-11e9-b2e3-8c8590d4a42c
      name: Example
      hostTypes:
        - UNIX
      entryPoint: plugin_runner:plugin
      srcDir: src
      schemaFile: schema.json
      pluginType: DIRECT
      language: PYTHON311
      buildNumber: "0.1.0"
      """;

  @TempDir Path folder;

  @BeforeEach
  void scaffold() throws IOException {
    Files.createDirectories(folder.resolve("plugin/src/inner"));
    Files.createDirectories(folder.resolve("plugin_sibling/src"));
    Files.writeString(folder.resolve("plugin/schema.json"), "{}");
    Files.writeString(folder.resolve("plugin/src/plugin_runner.py"), "");
    Files.createSymbolicLink(
        folder.resolve("plugin/out"), folder.resolve("plugin_sibling/src").toAbsolutePath());
    Files.createSymbolicLink(folder.resolve("plugin/here"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("plugin/in"), Path.of("src"));
  }

  /** What replaces what in the valid manifest, and the findings: rule, line and column of each. */
  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("name: Example\n", "", "M102 1:1"),
        arguments("name: Example", "name:", "M102 2:1"),
        arguments("name: Example", "name: ~", "M102 2:1"),
        arguments("name: Example", "name: '  '", "M202 2:7"),
        arguments("name: Example", "name: 12", "M104 2:7"),
        arguments("name: Example", "name: yes", "M104 2:7"),
        arguments("name: Example", "name: 2024-01-02", "M104 2:7"),
        arguments("name: Example", "name: [a, b]", "M103 2:7"),
        arguments("name: Example", "name: {a: b}", "M103 2:7"),
        arguments("name: Example", "nmae: Example", "M101 2:1"),
        arguments("name: Example", "name: Example\nname: Other", "M003 3:1"),
        arguments("name: Example", "name: Example\ncolour: red", "M101 3:1"),
        arguments("name: Example", "name: Example\non: x", "M101 3:1"),
        arguments("name: Example", "name: Example\n\"new\\nline\": x", "M101 3:1"),
        arguments("name: Example", "name: Example\nmanualdiscovery: true", "M101 3:1"),
        arguments("16bef554-9470", "16bef5549470", "M201 1:5"),
        arguments("id: 16bef554-9470-11e9-b2e3-8c8590d4a42c", "id: 12345678", "M104 1:5"),
        arguments(
            "id: 16bef554-9470-11e9-b2e3-8c8590d4a42c",
            "id: \"16bef554-9470-11e9-b2e3-8c8590d4a42c\\n\"",
            "M201 1:5"),
        arguments("  - UNIX\n", "  - unix\n", "M203 4:5"),
        arguments("  - UNIX\n", "  - UNIX\n  - WINDOWS\n", "M203 4:3"),
        arguments("  - UNIX\n", "  - 5\n", "M104 4:5"),
        arguments("\n  - UNIX\n", " UNIX\n", "M103 3:12"),
        arguments("plugin_runner:plugin", "plugin_runner", "M204 5:13"),
        arguments("plugin_runner:plugin", "a:b:c", "M204 5:13"),
        arguments("plugin_runner:plugin", "src/plugin_runner:plugin", "M204 5:13"),
        arguments("plugin_runner:plugin", "\":plugin\"", "M204 5:13"),
        arguments("plugin_runner:plugin", "1:30", "M104 5:13"),
        arguments("plugin_runner:plugin", "5", "M104 5:13"),
        arguments("srcDir: src", "srcDir: missing", "M205 6:9"),
        arguments("srcDir: src", "srcDir: .", "M205 6:9"),
        arguments("srcDir: src", "srcDir: src/..", "M205 6:9"),
        arguments("srcDir: src", "srcDir: ../plugin_sibling/src", "M205 6:9"),
        arguments("srcDir: src", "srcDir: /tmp", "M205 6:9"),
        arguments("srcDir: src", "srcDir: C:\\src", "M205 6:9"),
        arguments("srcDir: src", "srcDir: src\\inner", "M205 6:9"),
        arguments("srcDir: src", "srcDir: out", "M205 6:9"),
        arguments("srcDir: src", "srcDir: here", "M205 6:9"),
        arguments("srcDir: src", "srcDir: schema.json", "M205 6:9"),
        arguments("srcDir: src", "srcDir: ''", "M205 6:9"),
        arguments("srcDir: src", "srcDir: \"a\\0b\"", "M205 6:9"),
        arguments("schema.json", "schemas.json", "M206 7:13"),
        arguments("schema.json", "src", "M206 7:13"),
        arguments("schema.json", "\"\"", "M206 7:13"),
        arguments("schema.json", "\"a\\0b\"", "M206 7:13"),
        arguments("DIRECT", "direct", "M207 8:13"),
        arguments("DIRECT", "MIXED", "M207 8:13"),
        arguments("PYTHON311", "PYTHON38", "M209 9:11"),
        arguments("PYTHON311", "PYTHON27", "M209 9:11"),
        arguments("PYTHON311", "python311", "M208 9:11"),
        arguments("\"0.1.0\"", "1.2", "M104 10:14"),
        arguments("\"0.1.0\"", "1", "M104 10:14"),
        arguments("\"0.1.0\"", "012", "M104 10:14"),
        arguments("\"0.1.0\"", "0.0.0", "M210 10:14"),
        arguments("\"0.1.0\"", "1.2-rc", "M210 10:14"),
        arguments("\"0.1.0\"", "|\n  1.2", "M210 10:14"),
        arguments("\"0.1.0\"", "\"1..2\"", "M210 10:14"),
        arguments("\"0.1.0\"", "\"" + "9".repeat(101) + "\"", "M210 10:14"),
        arguments("buildNumber: \"0.1.0\"", "version: \"0.1.0\"", "M105 10:1"),
        arguments("buildNumber: \"0.1.0\"", "buildNumber: \"0.1.0\"\nversion: \"1\"", "M101 11:1"),
        arguments("srcDir: src", "srcDir: src\nluaName: my-lua", "M213 7:1"),
        arguments("srcDir: src", "srcDir: src\nminimumLuaVersion: \"1.0\"", "M213 7:1"),
        arguments(
            "srcDir: src", "srcDir: src\nluaName: My\nminimumLuaVersion: \"1.0\"", "M211 7:10"),
        arguments("srcDir: src", "srcDir: src\nluaName: my\nminimumLuaVersion: 1.0", "M104 8:20"),
        arguments("srcDir: src", "srcDir: src\nluaName: my\nminimumLuaVersion: v1", "M212 8:20"),
        arguments("srcDir: src", "srcDir: src\nmanualDiscovery: \"true\"", "M103 7:18"),
        arguments("srcDir: src", "srcDir: src\nrootSquashEnabled: 1", "M103 7:20"),
        arguments("srcDir: src", "srcDir: src\nexternalVersion: 2.0", "M104 7:18"),
        arguments("srcDir: src", "srcDir: src\nexternalVersion:", "M102 7:1"),
        arguments("hostTypes:\n", "\thostTypes:\n", "M002 3:1"),
        arguments("name: Example", "name: a: b", "M002 2:8"),
        arguments("name: Example", "name: 'Example", "M002 2:7"),
        arguments("name: Example", "name: @Example", "M002 2:7"),
        arguments("name: Example", " name: Example", "M002 2:6"),
        arguments("name: Example", "name: [Example", "M002 2:7"),
        arguments("name: Example", "name: *other", "M004 2:7"),
        arguments("name: Example", "name: !!python/object:os.system Example", "M004 2:7"),
        arguments("name: Example", "name: Example\n---\nid: 2", "M004 3:1"),
        arguments("name: Example", "name: Ex\u0000ample", "M002 2:9"),
        arguments("name: Example", "name: Example\n<<: {a: b}", "M004 3:1"));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("broken")
  void findsEachFaultAtItsPlace(String from, String to, String expected) throws IOException {
    assertThat(VALID).contains(from);
    Diagnostics out = new Diagnostics();
    ManifestDocument document = read(VALID.replace(from, to), out);
    assertThat(places(out)).containsExactly(expected.split(", "));
    assertThat(document.manifest()).isEmpty();
  }

  @Test
  void typesAValidManifest() throws IOException {
    Diagnostics out = new Diagnostics();
    String more =
        """
        externalVersion: "2.0"
        defaultLocale: en-us
        luaName: my_lua:x-1
        minimumLuaVersion: "1.1"
        manualDiscovery: no
        rootSquashEnabled: false
        extendedStartStopHooks: true
        """;
    ManifestDocument document = read("\uFEFF" + (VALID + more).replace("\n", "\r\n"), out);
    assertThat(out.sorted()).isEmpty();
    PluginManifest manifest = document.manifest().orElseThrow();
    Path plugin = folder.resolve("plugin");
    assertThat(manifest)
        .isEqualTo(
            new PluginManifest(
                plugin.resolve("plugin_config.yml"),
                "16bef554-9470-11e9-b2e3-8c8590d4a42c",
                "Example",
                List.of("UNIX"),
                new EntryPoint("plugin_runner", "plugin"),
                plugin.resolve("src"),
                plugin.resolve("schema.json"),
                PluginType.DIRECT,
                "PYTHON311",
                new BuildNumber(List.of(BigInteger.ZERO, BigInteger.ONE)),
                Optional.of("2.0"),
                Optional.of("en-us"),
                Optional.of("my_lua:x-1"),
                Optional.of("1.1"),
                Optional.of(false),
                Optional.of(false),
                Optional.of(true)));
  }

  @Test
  void acceptsOtherSpellingsOfTheSame() throws IOException {
    for (String text :
        List.of(
            VALID.replace("srcDir: src", "srcDir: in"),
            VALID.replace("srcDir: src", "srcDir: ./src/inner/"),
            VALID.replace("\n  - UNIX", " []"),
            VALID.replace("\n  - UNIX", " [WINDOWS]"),
            VALID.replace("name: Example", "name: 1e3"),
            VALID.replace("name: Example", "name: &n Example\nexternalVersion: *n"),
            VALID.replace("name: Example", "name: !!str 12"),
            VALID.replace("schema.json", folder.resolve("plugin/schema.json").toString()),
            "%YAML 1.1\n---\n" + VALID + "...\n",
            VALID.replace("\"0.1.0\"", "'01.2.0'"))) {
      Diagnostics out = new Diagnostics();
      assertThat(read(text, out).manifest()).as(text).isPresent();
      assertThat(out.sorted()).as(text).isEmpty();
    }
  }

  @Test
  void reportsAllProblemsAtOnce() throws IOException {
    Diagnostics out = new Diagnostics();
    read("name: 1\nhostTypes: UNIX\nentryPoint: x\nversion: 1.0\nlanguage: PYTHON27\n", out);
    assertThat(places(out))
        .containsExactly(
            "M102 1:1",
            "M102 1:1",
            "M102 1:1",
            "M102 1:1",
            "M104 1:7",
            "M103 2:12",
            "M204 3:13",
            "M105 4:1",
            "M209 5:11");
  }

  @Test
  void oldPluginsStillTellWhereTheirSourceIs() throws IOException {
    Diagnostics out = new Diagnostics();
    ManifestDocument document =
        read(
            VALID
                .replace("PYTHON311", "PYTHON27")
                .replace("buildNumber: \"0.1.0\"", "version: 2.0.0"),
            out);
    assertThat(places(out)).containsExactly("M209 9:11", "M105 10:1");
    assertThat(document.manifest()).isEmpty();
    assertThat(document.entryPoint()).contains(new EntryPoint("plugin_runner", "plugin"));
    assertThat(document.srcDir()).contains(folder.resolve("plugin/src"));
    assertThat(document.pluginType()).contains(PluginType.DIRECT);
    assertThat(document.text("version")).contains("2.0.0");
    assertThat(document.text("hostTypes")).isEmpty();
    assertThat(document.text("nothing")).isEmpty();
    assertThat(document.locationOf("version")).isEqualTo(new Location(document.file(), 10, 10));
    assertThat(document.locationOf("buildNumber")).isEqualTo(Location.of(document.file()));
  }

  @Test
  void showsAValueAsItWasWritten() throws IOException {
    ManifestDocument document =
        read("language: PYTHON38\nbuildNumber: 1.10\nname:\n", new Diagnostics());
    assertThat(document.text("buildNumber")).contains("1.10");
    assertThat(document.text("name")).isEmpty();
    assertThat(document.locationOf("name")).isEqualTo(new Location(document.file(), 3, 1));
  }

  @Test
  void saysWhatAFileIsThatHoldsNoFields() throws IOException {
    for (String text : List.of("", "# only a comment\n", "- a\n", "word", "---\n", "42")) {
      Diagnostics out = new Diagnostics();
      ManifestDocument document = read(text, out);
      assertThat(places(out)).as(text).singleElement().asString().startsWith("M005");
      assertThat(document.text("name")).isEmpty();
      assertThat(document.manifest()).isEmpty();
    }
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path file = folder.resolve("plugin/plugin_config.yml");
    assertThat(unreadable(file)).contains("does not exist");
    assertThat(unreadable(folder)).contains("is a folder");
    Files.write(file, "name: Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(unreadable(file)).contains("is not UTF-8: the byte 0xE9");
    Files.write(file, VALID.getBytes(StandardCharsets.UTF_16));
    assertThat(unreadable(file)).contains("UTF-16");
    Files.write(file, new byte[20 << 20]);
    assertThat(unreadable(file)).contains("larger than 1024 KiB");
  }

  @Test
  void wordsOfTheMostCommonMistakes() throws IOException {
    Diagnostics out = new Diagnostics();
    read(
        VALID
            .replace("\"0.1.0\"", "1.2")
            .replace("DIRECT", "direct")
            .replace("entryPoint", "entrypoint")
            .replace("PYTHON311", "PYTHON38")
            .replace("srcDir: src", "srcDir: ../plugin_sibling/src"),
        out);
    assertThat(out.sorted())
        .extracting(d -> d.message() + " | " + d.help())
        .containsExactly(
            "The platform knows no field `entrypoint` and refuses the manifest. | Did you mean"
                + " `entryPoint`?",
            "`srcDir` leads out of the manifest's folder; everything below `srcDir` becomes part of"
                + " the plugin. | Write the folder of the Python source, relative to the manifest:"
                + " `srcDir: src`.",
            "There is no plugin type `\"direct\"`. | Did you mean `DIRECT`?",
            "`PYTHON38` was dropped: engines take new plugins only in `PYTHON311`. | Write"
                + " `language: PYTHON311` once the source reads as Python 3.11; `dvp operations`"
                + " works on the plugin as it is.",
            "YAML reads `1.2` as the number 1.2, but `buildNumber` is a text. | Put it in quotes:"
                + " `buildNumber: \"1.2\"`.");
  }

  private String unreadable(Path file) {
    Diagnostics out = new Diagnostics();
    ManifestDocument document = ManifestReader.read(file, out);
    assertThat(document.file()).isEqualTo(file);
    assertThat(out.sorted())
        .singleElement()
        .extracting(Diagnostic::rule)
        .isEqualTo(ManifestRule.UNREADABLE_MANIFEST);
    return out.sorted().get(0).message();
  }

  private ManifestDocument read(String text, Diagnostics out) throws IOException {
    Path file = folder.resolve("plugin/plugin_config.yml");
    Files.writeString(file, text);
    return ManifestReader.read(file, out);
  }

  static List<String> places(Diagnostics out) {
    return out.sorted().stream()
        .map(d -> d.rule().id() + " " + d.location().line() + ":" + d.location().column())
        .toList();
  }
}
