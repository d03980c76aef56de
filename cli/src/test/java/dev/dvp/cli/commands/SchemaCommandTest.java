package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
  private static final String SCHEMA =
      """
      {
        "repositoryDefinition": {
          "type": "object",
          "required": ["name", "port"],
          "properties": {
            "name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 8},
            "port": {"type": ["integer", "null"], "minimum": 1, "maximum": 65535},
            "mode": {"enum": ["fast", "safe", 3]},
            "home": {"type": "string", "format": "unixpath"},
            "created": {"type": "string", "format": "date-time"},
            "login": {
              "type": "object",
              "required": ["user"],
              "additionalProperties": false,
              "properties": {
                "user": {"type": "string"},
                "secret": {"type": "string", "format": "password", "minLength": 4,
                           "pattern": "^[0-9]+$"}
              }
            },
            "listen": {
              "type": "array",
              "uniqueItems": true,
              "items": {"anyOf": [{"type": "string", "format": "ipv4"},
                                  {"type": "object", "required": ["path"]}]}
            },
            "credentials": {
              "$ref": "https://delphix.com/platform/api#/definitions/credentialsSupplier"
            }
          },
          "nameField": "name",
          "identityFields": ["name"]
        },
        "sourceConfigDefinition": {
          "type": "object",
          "properties": {"name": {"type": "string", "examples": ["orders"]}},
          "required": ["name"],
          "nameField": "name",
          "identityFields": ["name"]
        },
        "linkedSourceDefinition": {"type": "object", "properties": {}},
        "virtualSourceDefinition": {
          "type": "object",
          "additionalProperties": {"type": "array", "items": {"type": "number"}}
        },
        "snapshotDefinition": {"type": "object", "properties": {}},
        "snapshotParametersDefinition": {"type": "object", "properties": {}}
      }
      """;

  private DvpRunner dvp;
  private Path plugin;

  @BeforeEach
  void aPlugin(@TempDir Path folder) throws IOException {
    dvp = new DvpRunner(folder.resolve("ein Ordner"));
    plugin = dvp.scaffold("plugin");
    Files.writeString(plugin.resolve("schema.json"), SCHEMA);
  }

  private DvpRunner.Result check(String data, String... more) throws IOException {
    Files.writeString(plugin.resolve("data.json"), data);
    String[] args = {"schema", "check", "data.json", "--definition", "repositoryDefinition"};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return dvp.runIn(plugin, all);
  }

  @Test
  void everyFindingHasItsPlaceAndTheSchemasLine() throws IOException {
    DvpRunner.Result result =
        check(
            """
            {
              "name": "Main-Database",
              "port": 0,
              "mode": "slow",
              "home": "/a\\u0000b",
              "created": "yesterday",
              "login": {"usr": "x"},
              "listen": ["1.2.3", {"pth": 1}, {"pth": 1}],
              "credentials": "c",
              "prot": 1
            }
            """);
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    Golden.check("schema/refused.txt", result.out());
    assertThat(result.err()).isEmpty();
  }

  @Test
  void passwordsAreNeverShown() throws IOException {
    String secret = "hunter2";
    for (String data :
        new String[] {
          "{\"name\": \"a\", \"port\": 1, \"login\": {\"user\": \"u\", \"secret\": \"hunter2\"}}",
          "{\"name\": \"a\", \"port\": 1, \"login\": {\"user\": \"u\", \"secret\": [\"hunter2\"]}}",
          "{\"name\": \"\", \"port\": 1, \"login\": {\"user\": \"u\", \"secret\": \"hunter2\"}}"
        }) {
      for (String format : new String[] {"json", "sarif", "github"}) {
        DvpRunner.Result result = check(data, "--format", format);
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out() + result.err()).contains("S702").doesNotContain(secret);
      }
      DvpRunner.Result text = check(data);
      assertThat(text.out() + text.err()).contains("S702").doesNotContain(secret);
    }
    assertThat(check("{\"login\": {\"secret\": hunter2}}").out())
        .contains("S701")
        .doesNotContain(secret);
  }

  @Test
  void dataThatFitsIsFine() throws IOException {
    DvpRunner.Result result = check("{\"name\": \"a\", \"port\": null, \"mode\": 3}");
    assertThat(result.out()).isEqualTo("No problems found.\n");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    DvpRunner.Result dropped = check("{\"name\": \"a\", \"port\": 1, \"x\": 1}");
    assertThat(dropped.out()).contains("warning[S703]");
    assertThat(dropped.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(check("{\"name\": \"a\", \"port\": 1, \"x\": 1}", "--strict").exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anExampleOfEachDefinitionFitsIt() throws IOException {
    DvpRunner.Result result = dvp.runIn(plugin, "schema", "example");
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    Golden.check("schema/example.json", result.out());
    JsonNode all = new ObjectMapper().readTree(result.out());
    for (var definition : all.properties()) {
      for (JsonNode data : definition.getValue()) {
        dvp.stdin(data.toString());
        DvpRunner.Result checked =
            dvp.runIn(plugin, "schema", "check", "-", "--definition", definition.getKey());
        assertThat(checked.out()).as(data.toString()).isEqualTo("No problems found.\n");
      }
    }
    DvpRunner.Result one =
        dvp.runIn(
            plugin, "schema", "example", "--definition", "sourceConfigDefinition", "--minimal");
    assertThat(one.out()).isEqualTo("{\n  \"name\": \"orders\"\n}\n");
  }

  @Test
  void theManifestMayBeFaultyButTheSchemaMayNot() throws IOException {
    Path manifest = plugin.resolve("plugin_config.yml");
    Files.writeString(manifest, Files.readString(manifest) + "unknownField: 1\n");
    assertThat(dvp.runIn(plugin, "schema", "example").exitCode()).isEqualTo(ExitCode.OK);
    Files.writeString(plugin.resolve("schema.json"), SCHEMA.replace("\"object\"", "\"obj\""));
    DvpRunner.Result result = dvp.runIn(plugin, "schema", "example");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("schema.json:3:");
    assertThat(dvp.run("schema", "example").err()).contains("M001");
  }

  @Test
  void aDefinitionWhoseAlternativesMultiplyIsGivenUp() throws IOException {
    StringBuilder definitions = new StringBuilder("\"d40\": {\"type\": \"null\"}");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\": \"#/definitions/d" + (i + 1) + "\"}";
      definitions.append(", \"d" + i + "\": {\"anyOf\": [" + next + ", " + next + "]}");
    }
    Files.writeString(
        plugin.resolve("schema.json"),
        SCHEMA.replace(
            "\"snapshotDefinition\": {\"type\": \"object\", \"properties\": {}}",
            "\"snapshotDefinition\": {\"type\": \"object\", \"required\": [\"p\"],"
                + " \"properties\": {\"p\": {\"$ref\": \"#/definitions/d0\"}}, \"definitions\": {"
                + definitions
                + "}}"));
    String[] definition = {"--definition", "snapshotDefinition"};
    dvp.stdin("{\"p\": 1}");
    DvpRunner.Result check =
        dvp.runIn(plugin, "schema", "check", "-", definition[0], definition[1]);
    assertThat(check.out()).contains("error[S705]", "too many steps");
    assertThat(check.exitCode()).isEqualTo(ExitCode.REFUSED);
    DvpRunner.Result example = dvp.runIn(plugin, "schema", "example", definition[0], definition[1]);
    assertThat(example.err()).contains("error[S705]", "too many steps");
    assertThat(example.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anotherDraftIsAFinding() throws IOException {
    Files.writeString(
        plugin.resolve("schema.json"),
        SCHEMA.replaceFirst(
            "\\{\"type\": \"object\", \"properties\": \\{\\}\\}",
            "{\"type\": \"object\", \"\\$schema\":"
                + " \"https://json-schema.org/draft/2020-12/schema\"}"));
    assertThat(dvp.runIn(plugin, "schema", "example").err()).contains("error[S705]");
    dvp.stdin("{}");
    assertThat(
            dvp.runIn(plugin, "schema", "check", "-", "--definition", "linkedSourceDefinition")
                .out())
        .contains("error[S705]");
  }

  @Test
  void wrongUsageSaysWhatIsRight() {
    for (String[] args :
        new String[][] {
          {"schema"},
          {"schema", "check"},
          {"schema", "check", "x.json"},
          {"schema", "check", "x.json", "--definition", "repositoryDefinitoin"},
          {"schema", "export", "x"}
        }) {
      DvpRunner.Result result = dvp.runIn(plugin, args);
      assertThat(result.exitCode()).as(result.toString()).isEqualTo(ExitCode.USAGE);
    }
    assertThat(
            dvp.runIn(plugin, "schema", "check", "x.json", "--definition", "repositoryDefinitoin")
                .err())
        .contains("Did you mean `repositoryDefinition`?");
    assertThat(check404().out()).contains("x.json", "S701");
  }

  private DvpRunner.Result check404() {
    return dvp.runIn(plugin, "schema", "check", "x.json", "--definition", "snapshotDefinition");
  }

  @Test
  void schemasForEditorsAreWrittenOnceAndSettingsNeverReplaced() throws IOException {
    Path schemas = plugin.resolve(".dvp/schemas");
    assertThat(schemas.resolve("schema.schema.json")).isRegularFile();
    Golden.check("schema/settings.json", Files.readString(plugin.resolve(".vscode/settings.json")));
    assertThat(plugin.resolve("plugin_config.yml"))
        .content()
        .startsWith("# yaml-language-server: $schema=.dvp/schemas/plugin_config.schema.json\n");
    DvpRunner.Result again = dvp.runIn(plugin, "schema", "export");
    assertThat(again.out()).isEmpty();
    Files.writeString(schemas.resolve("schema.schema.json"), "old");
    Path settings = plugin.resolve(".vscode/settings.json");
    Files.writeString(settings, "{} // mine\n");
    DvpRunner.Result result = dvp.runIn(plugin, "schema", "export");
    assertThat(result.out()).isEqualTo("Wrote .dvp/schemas/schema.schema.json\n");
    assertThat(result.err()).contains("left as it is", "\"json.schemas\"");
    assertThat(settings).hasContent("{} // mine");
    DvpRunner.Result elsewhere = dvp.runIn(plugin, "schema", "export", "--to", "ö/x");
    assertThat(elsewhere.out())
        .isEqualTo("Wrote ö/x/plugin_config.schema.json\nWrote ö/x/schema.schema.json\n");
  }

  @Test
  void aLinkInThePluginLeadsNowhere() throws IOException {
    Path outside = Files.createDirectory(plugin.resolveSibling("outside"));
    Path other = dvp.scaffold("other");
    deleteTree(other.resolve(".dvp"));
    Files.createSymbolicLink(other.resolve(".dvp"), outside);
    DvpRunner.Result result = dvp.runIn(other, "schema", "export");
    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("B404", "symbolic link");
    assertThat(outside).isEmptyDirectory();
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
