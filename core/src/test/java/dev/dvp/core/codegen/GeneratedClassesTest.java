package dev.dvp.core.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.schema.PluginSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedClassesTest {
  @TempDir Path folder;

  @Test
  void hasAllSixAndWhatTheyShareInOrder() {
    GeneratedClasses classes = GeneratedClasses.of(Schemas.withProperties("{}"));
    assertThat(classes.files().keySet())
        .containsExactly(
            "generated/__init__.py",
            "generated/definitions/__init__.py",
            "generated/definitions/base_model_.py",
            "generated/definitions/checks_.py",
            "generated/definitions/errors_.py",
            "generated/definitions/formats_.py",
            "generated/definitions/linked_source_definition.py",
            "generated/definitions/repository_definition.py",
            "generated/definitions/snapshot_definition.py",
            "generated/definitions/snapshot_parameters_definition.py",
            "generated/definitions/source_config_definition.py",
            "generated/definitions/virtual_source_definition.py");
    assertThat(classes.diagnostics()).isEmpty();
  }

  @Test
  void startsEachFileWithTheHeaderAndEndsItWithALine() {
    GeneratedClasses.of(Schemas.withProperties("{'a': {'type': 'string'}}"))
        .files()
        .forEach(
            (name, text) -> {
              assertThat(text).as(name).startsWith(GeneratedClasses.HEADER + "\n").endsWith("\n");
              assertThat(text).as(name).doesNotContain("\r").doesNotEndWith("\n\n");
              assertThat(text).as(name).doesNotContain(" \n").doesNotContain("{{");
              assertThat(text.chars()).as(name).allMatch(c -> c < 127);
              assertThat(text.lines()).as(name).allMatch(line -> line.length() <= 79);
            });
  }

  @Test
  void givesTheSameBytesForTheSameSchema() {
    String properties =
        "{'z': {'type': 'string'}, 'a': {'type': 'object', 'properties': {'y': {}, 'b': {}}}}";
    GeneratedClasses once = GeneratedClasses.of(Schemas.withProperties(properties));
    GeneratedClasses again = GeneratedClasses.of(Schemas.withProperties(properties));
    assertThat(again).isEqualTo(once);
    assertThat(once.files().get("generated/definitions/repository_definition.py"))
        .containsSubsequence("\"z\": str", "\"a\": dict");
  }

  @Test
  void reportsNamesThatCollideWithTheirLine() throws Exception {
    Path file = folder.resolve("schema.json");
    Files.writeString(
        file,
        """
        {
          "repositoryDefinition": {
            "properties": {
              "installPath": {"type": "string"},
              "é": {"é": 1},
              "deep": {"properties": {"x y": {}, "x-y": {}}}, "install_path": {}
            }
          }
        }
        """);
    GeneratedClasses classes = GeneratedClasses.of(Schemas.read(file));
    assertThat(classes.diagnostics())
        .extracting(Diagnostic::rule, Diagnostic::location)
        .containsExactly(
            tuple(CodegenRule.NAME_COLLISION, new Location(file, 6, 42)),
            tuple(CodegenRule.NAME_COLLISION, new Location(file, 6, 55)));
    assertThat(classes.diagnostics().get(0).message())
        .isEqualTo(
            "The properties `x y` and `x-y` would both be the attribute `x_y` of the class"
                + " `RepositoryDefinitionDeep`, so that one would be lost. The other one is in line"
                + " 6.");
    assertThat(classes.diagnostics().get(1).message())
        .contains("`installPath` and `install_path`", "in line 4.");
  }

  @Test
  void pointsAtTheFileWhenItIsGone() {
    PluginSchemas schemas = Schemas.withProperties("{'a-b': {}, 'a_b': {}}");
    assertThat(GeneratedClasses.of(schemas).diagnostics())
        .singleElement()
        .extracting(Diagnostic::location)
        .isEqualTo(Location.of(schemas.file()));
  }

  @Test
  void namesNestedClassesAfterWhereTheyStand() {
    GeneratedClasses classes =
        GeneratedClasses.of(
            Schemas.withProperties(
                """
                {'mountInfo': {'type': 'object', 'properties': {'bC': {'properties': {'x': {}}}}},
                 'mountInfoB': {'type': 'object', 'properties': {'c': {'properties': {'x': {}}}}},
                 'class': {'type': ['object', 'null'], 'properties': {'x': {}}},
                 'empty': {'type': 'object', 'properties': {}},
                 'text': {'type': 'string', 'properties': {'x': {}}}}
                """));
    assertThat(classes.files().keySet().stream().filter(f -> f.contains("repository_definition_")))
        .containsExactlyInAnyOrder(
            "generated/definitions/repository_definition_mount_info.py",
            "generated/definitions/repository_definition_mount_info_bc.py",
            "generated/definitions/repository_definition_mount_info_b.py",
            "generated/definitions/repository_definition_mount_info_bc2.py",
            "generated/definitions/repository_definition_class.py");
  }

  @Test
  void cutsNamesThatNoFileSystemTakes() {
    String longName = "VeryLong".repeat(60);
    GeneratedClasses classes =
        GeneratedClasses.of(
            Schemas.withProperties(
                "{'%s': {'properties': {'x': {}}}, '%sX': {'properties': {'x': {}}}}"
                    .formatted(longName, longName)));
    assertThat(classes.files()).hasSize(14);
    assertThat(classes.files().keySet())
        .allMatch(name -> Path.of(name).getFileName().toString().length() <= 255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a': {'$ref': '#/definitions/a'}}",
        "{'a': {'$ref': '#/nowhere'}}",
        "{'a': {'$ref': '#anchor'}}",
        "{'a': {'$ref': '#/%zz'}}",
        "{'a': {'$ref': 'https://example.com/\\u0000\\u2028'}}",
        "{'a': {'$ref': '#/properties/a'}}",
        "{'a': {'anyOf': [{'type': 'string'}, {'$ref': '#/properties/a'}]}}",
        "{'a': {'type': 'string', 'format': 'email'}}",
        "{'a': {'not': {'pattern': '\\\\p{L}'}}}",
        "{'a': {'patternProperties': {'\\\\p{L}': {}}, 'additionalProperties': false}}",
        "{'a': {'pattern': '\\\\p{L}\\n\\u2028'}}"
      })
  void saysWhatItDoesNotEnforce(String properties) {
    List<Diagnostic> found = GeneratedClasses.of(Schemas.withProperties(properties)).diagnostics();
    assertThat(found).isNotEmpty();
    assertThat(found).allMatch(d -> d.rule() == CodegenRule.NOT_ENFORCED);
    assertThat(found)
        .allSatisfy(
            d -> {
              assertThat(d.message()).matches("[A-Z][^\\n\\r\\u2028\\u0000]*\\.");
              assertThat(d.help()).isNotEmpty();
            });
  }

  @Test
  void doesNotRefuseByWhatItCannotCheck() {
    String text =
        GeneratedClasses.of(
                Schemas.withProperties(
                    """
                    {'a': {'not': {'pattern': '\\\\p{L}'}},
                     'b': {'oneOf': [{'pattern': '\\\\p{L}'}, {'type': 'string'}]},
                     'c': {'if': {'pattern': '\\\\p{L}'}, 'else': {'type': 'integer'}},
                     'd': {'patternProperties': {'\\\\p{L}': {}}, 'additionalProperties': false}}
                    """))
            .files()
            .get("generated/definitions/repository_definition.py");
    assertThat(text)
        .doesNotContain("\"not\"", "\"oneOf\"", "\"if\"", "\"else\"", "\"additionalProperties\"");
  }

  @Test
  void staysSmallWhenReferencesMultiply() {
    ObjectNode repository = Schemas.MAPPER.createObjectNode();
    ObjectNode definitions = repository.putObject("definitions");
    for (int i = 0; i < 40; i++) {
      String next = "#/definitions/d" + (i + 1);
      var both = definitions.putObject("d" + i).putArray("anyOf");
      both.addObject().put("$ref", next);
      both.addObject().put("$ref", next);
    }
    definitions.putObject("d40").put("type", "string");
    repository.putObject("properties").putObject("p").put("$ref", "#/definitions/d0");
    GeneratedClasses classes = GeneratedClasses.of(Schemas.withRepository(repository));
    assertThat(classes.diagnostics()).isNotEmpty();
    assertThat(classes.files().values().stream().mapToInt(String::length).sum())
        .isLessThan(20_000_000);
  }

  @Test
  void takesSchemasThatAreNonsense() {
    for (String nonsense :
        List.of(
            "{'type': 5, 'properties': []}",
            "{'properties': {'a': 5, 'b': null, 'c': 'x', 'd': []}}",
            "{'properties': {'a': {'type': ['x', 'string', 'string'], 'enum': {}, 'items': 5}}}",
            "{'properties': {'a': {'minLength': 'x', 'pattern': 5, 'multipleOf': 0, '$ref': 5}}}",
            "{'required': 'x', 'properties': {'a': {'required': [1, {}]}}, 'allOf': [5], 'not': 5}",
            "{'$ref': '#/definitions/x', 'definitions': {'x': {'properties': {'y': {}}}}}",
            "{'$ref': '#'}")) {
      assertThat(GeneratedClasses.of(Schemas.withRepository(nonsense)).files())
          .as(nonsense)
          .hasSizeGreaterThanOrEqualTo(11);
    }
  }

  /**
   * Hostile and random names, texts, patterns: every file is Python, and says what it was given.
   */
  @Test
  void compilesWhateverTheNames() throws Exception {
    List<String> pieces =
        List.of(
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "\n",
            "\r",
            "\\N{DASH}",
            "\u2028",
            "\u0000",
            "\u0085",
            "😀",
            "é",
            "a",
            "B",
            "9",
            "_",
            "-",
            ".",
            " ",
            "def",
            "class",
            "self",
            "None",
            "{{x}}",
            "#",
            "$");
    Random random = new Random(3);
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ObjectNode repository = Schemas.MAPPER.createObjectNode();
      ObjectNode properties = repository.putObject("properties");
      for (int p = 0; p < 25; p++) {
        String text = "";
        for (int n = random.nextInt(4); n >= 0; n--) {
          text += pieces.get(random.nextInt(pieces.size()));
        }
        ObjectNode property = properties.putObject(text);
        property.put("description", text).put("prettyName", text + text).put("pattern", text);
        property.putArray("enum").add(text);
        property.putObject("properties").putObject(text).put("$ref", text);
        property.putObject("dependencies").putArray(text).add(text);
        property.putObject("patternProperties").putObject(text);
      }
      repository.put("description", String.join(" ", pieces));
      Path src = Files.createDirectory(folder.resolve("case" + i));
      GeneratedClasses classes = GeneratedClasses.of(Schemas.withRepository(repository));
      GeneratedClassesWriter.write(classes, src);
      classes.files().keySet().forEach(name -> sources.add(src.resolve(name).toString()));
    }
    Files.write(folder.resolve("files.txt"), sources);
    // What py_compile does, without leaving bytecode; then an import of each package.
    String script =
        """
        import sys
        with open("files.txt") as file:
            names = file.read().split("\\n")[:-1]
        for name in names:
            with open(name, encoding="ascii") as file:
                compile(file.read(), name, "exec")
        for i in range(8):
            sys.path[0] = "case%d" % i
            for name in [m for m in sys.modules if m.startswith("generated")]:
                del sys.modules[name]
            import generated.definitions as definitions
            cls = definitions.RepositoryDefinition
            assert cls().to_dict() == {}
            assert len(cls.attribute_map) > 10, cls.attribute_map
        print(len(names))
        """;
    assertThat(Python.run(folder, "-c", script).strip())
        .isEqualTo(Integer.toString(sources.size()));
  }
}
