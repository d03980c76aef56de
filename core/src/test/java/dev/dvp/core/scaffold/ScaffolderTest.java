package dev.dvp.core.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.schema.DefinitionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ScaffolderTest {
  private static final UUID ID = UUID.fromString("16bef554-9470-41e9-b2e3-8c8590d4a42c");

  @TempDir Path folder;

  private ScaffoldRequest request(Path root, String name) {
    return new ScaffoldRequest(root, name, ID, PluginType.DIRECT, HostType.UNIX);
  }

  private static Map<String, Object> yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  private String scaffold(ScaffoldRequest request, String file) throws IOException {
    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(request, created);
      return Files.readString(request.rootDir().resolve(file));
    }
  }

  @Test
  void writesTheManifest() throws IOException {
    Path root = folder.resolve("über pläne/my plugin");
    try (CreatedPaths created = new CreatedPaths()) {
      List<Path> files = Scaffolder.scaffold(request(root, "My DB"), created);
      created.keep();

      assertThat(files)
          .containsExactly(
              root.resolve("plugin_config.yml"),
              root.resolve("schema.json"),
              root.resolve("src/plugin_runner.py"),
              root.resolve(".dvpignore"),
              root.resolve(".dvp/schemas/plugin_config.schema.json"),
              root.resolve(".dvp/schemas/schema.schema.json"),
              root.resolve(".vscode/settings.json"));
    }
    String golden =
        new String(
            getClass().getResourceAsStream("plugin_config-golden.yml").readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(Files.readString(root.resolve("plugin_config.yml"))).isEqualTo(golden);
  }

  @ParameterizedTest
  @CsvSource({"DIRECT,UNIX", "DIRECT,WINDOWS", "STAGED,UNIX", "STAGED,WINDOWS"})
  void suitsItsTypeAndHost(PluginType type, HostType host) throws IOException {
    ScaffoldRequest request = new ScaffoldRequest(folder, "x", ID, type, host);

    Map<String, Object> manifest = yaml(scaffold(request, "plugin_config.yml"));
    String schema = scaffold(request, "schema.json");
    JsonNode definitions = new ObjectMapper().readTree(schema);

    assertThat(manifest)
        .containsEntry("id", ID.toString())
        .containsEntry("pluginType", type.name())
        .containsEntry("hostTypes", List.of(host.name()))
        .containsEntry("language", "PYTHON311")
        .containsEntry("entryPoint", "plugin_runner:plugin")
        .containsEntry("srcDir", "src")
        .containsEntry("schemaFile", "schema.json")
        .containsEntry("buildNumber", "0.1.0")
        .hasSize(9);
    assertThat(definitions.size()).isEqualTo(6);
    for (DefinitionKind kind : DefinitionKind.values()) {
      JsonNode definition = definitions.path(kind.key());
      assertThat(definition.path("type").asText()).isEqualTo("object");
      assertThat(definition.has("nameField")).isEqualTo(kind.hasIdentity());
    }
    assertThat(schema.contains("unixpath")).isEqualTo(host == HostType.UNIX);
    assertThat(schema).doesNotContain("{{");
  }

  /** The catalogue is the one source of truth: read here in its own form. */
  @ParameterizedTest
  @EnumSource(PluginType.class)
  void implementsEveryRequiredOperationWithItsArguments(PluginType type) throws IOException {
    String source =
        scaffold(new ScaffoldRequest(folder, "x", ID, type, HostType.UNIX), "src/plugin_runner.py");
    Map<String, List<String>> found = new TreeMap<>();
    Matcher matcher =
        Pattern.compile("@plugin\\.([\\w.]+)\\(\\)\\ndef \\w+\\(([^)]*)\\):").matcher(source);
    while (matcher.find()) {
      found.put(
          matcher.group(1), Stream.of(matcher.group(2).split(",")).map(String::strip).toList());
    }

    Map<String, Object> catalogue =
        yaml(
            new String(
                getClass()
                    .getResourceAsStream("/dev/dvp/core/operations/operations.yml")
                    .readAllBytes(),
                StandardCharsets.UTF_8));
    Map<String, Object> arguments = new TreeMap<>();
    for (Object row : (Collection<?>) catalogue.get("operations")) {
      Map<?, ?> operation = (Map<?, ?>) row;
      if (((Collection<?>) operation.get("types")).contains(type.name())) {
        arguments.put((String) operation.get("decorator"), operation.get("arguments"));
        if (Boolean.TRUE.equals(operation.get("required"))) {
          assertThat(found).containsKey((String) operation.get("decorator"));
        }
      }
    }
    assertThat(found).isNotEmpty();
    found.forEach((decorator, names) -> assertThat(arguments).containsEntry(decorator, names));
    assertThat(source).doesNotContain("{{").endsWith(")\n");
    assertThat(source.lines().mapToInt(String::length).max().orElseThrow()).isLessThanOrEqualTo(88);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My DB",
        "it's \"quoted\"",
        "key: value",
        "- list",
        "# comment",
        "{{name}} {{#unix}}",
        "{{{",
        "two\nlines",
        "tab\there",
        "back\\slash \\n",
        "null",
        "1.0",
        "yes",
        "*alias",
        "&anchor",
        "!tag",
        "%directive",
        "@at `tick`",
        "Datenbank für Bücher",
        "数据库",
        "🐘 Postgres 👩‍💻",
        "a\u2028b\u00a0c\ufeffd\u202ee",
        "$1 \\1 ${x} &amp; <b>",
        "'",
        "\"",
        "---"
      })
  void quotesAnyName(String name) throws IOException {
    assertThat(yaml(scaffold(request(folder, name), "plugin_config.yml")))
        .containsEntry("name", name)
        .hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "\n",
        "a\u0000b",
        "bell\u0007",
        "\u001b[31mred",
        "x\u0085y",
        "\ud83d",
        "\udc18x",
        "cr\rlf"
      })
  void refusesANameThatNoManifestHolds(String name) throws IOException {
    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () -> Scaffolder.scaffold(request(folder, name), new CreatedPaths()));

    assertThat(failure.diagnostics().get(0).rule()).isEqualTo(BuildRule.SCAFFOLD_BAD_NAME);
    assertThat(everything()).containsExactly("");
  }

  @Test
  void readsBackRandomNames() {
    Random random = new Random(3);
    int tried = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        int max = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x3000 : 0x110000;
        name.appendCodePoint(random.nextInt(max));
      }
      if (YamlText.problem(name.toString()).isEmpty()) {
        tried++;
        assertThat(yaml("name: " + YamlText.quoted(name.toString())))
            .containsExactly(Map.entry("name", name.toString()));
      }
    }
    assertThat(tried).isGreaterThan(500);
  }

  @Test
  void namesEveryFileThatIsInTheWay() throws IOException {
    Files.writeString(folder.resolve("plugin_config.yml"), "mine");
    Files.createDirectories(folder.resolve("src/generated"));
    Files.createSymbolicLink(folder.resolve("schema.json"), Path.of("nowhere"));
    List<String> before = everything();

    DvpException failure =
        catchThrowableOfType(
            DvpException.class,
            () -> Scaffolder.scaffold(request(folder, "x"), new CreatedPaths()));

    assertThat(failure.diagnostics())
        .extracting(Diagnostic::rule)
        .containsOnly(BuildRule.SCAFFOLD_WOULD_OVERWRITE);
    assertThat(failure.diagnostics().stream().map(d -> d.location().file()))
        .containsExactlyInAnyOrder(
            folder.resolve("plugin_config.yml"),
            folder.resolve("schema.json"),
            folder.resolve("src/generated"));
    assertThat(everything()).isEqualTo(before);
    assertThat(folder.resolve("plugin_config.yml")).hasContent("mine");
  }

  @Test
  void settingsOfAnEditorAreNotInTheWay() throws IOException {
    Path settings = folder.resolve(".vscode/settings.json");
    Files.createDirectory(settings.getParent());
    Files.writeString(settings, "{}");
    scaffold(request(folder, "x"), "schema.json");
    assertThat(settings).hasContent("{}");
  }

  @Test
  void takesAwayExactlyWhatItMade() throws IOException {
    Files.createDirectories(folder.resolve("plugin/src"));
    Files.writeString(folder.resolve("plugin/src/other.py"), "");
    List<String> before = everything();

    try (CreatedPaths created = new CreatedPaths()) {
      Scaffolder.scaffold(request(folder.resolve("plugin"), "x"), created);
      Scaffolder.addFiles(
          folder.resolve("plugin"),
          Map.of("src/generated/a/b.py", "", "src/generated/c.py", ""),
          created);
      assertThat(everything()).hasSize(before.size() + 14);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void leavesNothingWhenAFileIsInTheWayOfAFolder() throws IOException {
    Path root = Files.writeString(folder.resolve("file"), "");
    for (Path place : List.of(root, root.resolve("below"))) {
      DvpException failure;
      try (CreatedPaths created = new CreatedPaths()) {
        failure =
            catchThrowableOfType(
                DvpException.class, () -> Scaffolder.scaffold(request(place, "x"), created));
      }
      assertThat(failure.diagnostics().get(0).rule()).isEqualTo(BuildRule.SCAFFOLD_NOT_WRITABLE);
      assertThat(failure.diagnostics().get(0).message()).doesNotContain("Exception");
    }
    Files.writeString(folder.resolve("src"), "");
    try (CreatedPaths created = new CreatedPaths()) {
      assertThat(
              catchThrowableOfType(
                  DvpException.class, () -> Scaffolder.scaffold(request(folder, "x"), created)))
          .hasMessageContaining("should be a folder");
    }
    assertThat(everything()).containsExactly("", "file", "src");
  }
}
