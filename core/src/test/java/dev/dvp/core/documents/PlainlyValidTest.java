package dev.dvp.core.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is plainly valid is valid: the library is asked for the rest, and may not disagree. */
class PlainlyValidTest {
  private static final OwnSchema META = new OwnSchema(SchemaReader.class, "schema.schema.json");
  private static final OwnSchema MANIFEST =
      new OwnSchema(ManifestReader.class, "plugin_config.schema.json");

  /** Paths below the project; Maven runs a module's tests in its folder. */
  private static final Path EXAMPLES = Path.of("../docs/examples");

  private static final String RICH =
      """
      {"type": "object", "required": ["a"], "nameField": "a", "identityFields": ["a"],
       "properties": {
         "a": {"type": ["string", "null"], "minLength": 1, "pattern": "x", "enum": ["x", 1]},
         "b": {"type": "array", "items": [{"type": "integer", "multipleOf": 0.5}, true],
               "additionalItems": false, "uniqueItems": true, "minItems": 0},
         "c": {"items": {"$ref": "#/definitions/d"}, "contains": {"not": {"const": 2}}}},
       "dependencies": {"a": ["b"], "b": {"minProperties": 1}},
       "definitions": {"d": {"allOf": [{"maximum": 3}], "if": true, "then": {"title": "t"}}},
       "ordering": ["a", "b"], "additionalProperties": {"type": "boolean"}}
      """;

  private static JsonNode tree(String json) {
    return JsonReader.parse(
            new SourceText(Path.of("tree.json"), json), Limits.HAND_WRITTEN, problem -> {})
        .orElseThrow()
        .root();
  }

  private static JsonNode schemas() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    META.compiled();
    for (String name :
        List.of(
            "repositoryDefinition",
            "sourceConfigDefinition",
            "virtualSourceDefinition",
            "linkedSourceDefinition",
            "snapshotDefinition",
            "snapshotParametersDefinition")) {
      all.set(name, tree(RICH));
    }
    return all;
  }

  private static final String FIELDS =
      """
      {"id": "16bef554-9470-11e9-b2e3-8c8590d4a42c", "name": "Example", "hostTypes": ["UNIX"],
       "entryPoint": "a.b:plugin", "srcDir": "src", "schemaFile": "schema.json",
       "pluginType": "STAGED", "language": "PYTHON311", "buildNumber": "1.0.2",
       "externalVersion": "x", "luaName": "lua", "minimumLuaVersion": "1.2",
       "manualDiscovery": true}
      """;

  @Property(tries = 3_000)
  void theLibraryFindsNothingInASchemaThatIsPlainlyValid(@ForAll long seed) {
    assertAgreed(META, changed(schemas(), new Random(seed)));
  }

  @Property(tries = 3_000)
  void theLibraryFindsNothingInAManifestThatIsPlainlyValid(@ForAll long seed) {
    assertAgreed(MANIFEST, changed(tree(FIELDS), new Random(seed)));
  }

  private static void assertAgreed(OwnSchema schema, JsonNode tree) {
    if (schema.isPlainlyValid(tree)) {
      assertThat(schema.compiled().check(tree)).as(tree.toString()).isEmpty();
    } else {
      assertThat(schema.check(tree)).isEqualTo(schema.compiled().check(tree));
    }
  }

  /** What this is there for: else every start would pay for the library. */
  @Test
  void whatPeopleWriteIsPlainlyValid() throws IOException {
    assertThat(META.isPlainlyValid(schemas())).isTrue();
    assertThat(MANIFEST.isPlainlyValid(tree(FIELDS))).isTrue();
    List<Path> examples;
    try (var files = Files.walk(EXAMPLES)) {
      examples = files.filter(file -> file.endsWith("schema.json")).toList();
    }
    assertThat(examples).hasSizeGreaterThan(2);
    for (Path example : examples) {
      assertThat(META.isPlainlyValid(tree(Files.readString(example)))).as("%s", example).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "integer"}                             | 1         | 1.5
          {"type": ["string", "null"]}                    | null      | true
          {"type": "number"}                              | 1.5       | "1"
          {"enum": ["a"]}                                 | "a"       | "b"
          {"pattern": "^a$"}                              | "a"       | "ab"
          {"minLength": 2}                                | "ab"      | "\\ud83d\\ude00"
          {"minimum": 0}                                  | 0         | -1
          {"exclusiveMinimum": 0}                         | 1e-9      | 0
          {"minItems": 1}                                 | [0]       | []
          {"maxItems": 1}                                 | [0]       | [0, 1]
          {"uniqueItems": true}                           | ["a","b"] | ["a","a"]
          {"items": {"type": "null"}}                     | [null]    | [null, 1]
          {"required": ["a"]}                             | {"a": 1}  | {"b": 1}
          {"properties": {"a": {"type": "null"}}}         | {"b": 1}  | {"a": 1}
          {"additionalProperties": false}                 | {}        | {"a": 1}
          {"dependencies": {"a": ["b"]}}                  | {"b": 1}  | {"a": 1}
          {"allOf": [{"minItems": 1}, {"maxItems": 1}]}   | [0]       | []
          {"if": {"type": "array"}, "then": {"maxItems": 0}, "else": false} | [] | 1
          {"$ref": "#/definitions/n", "definitions": {"n": {"type": "null"}}} | null | 1
          true                                            | 1         |
          """)
  void eachKeywordIsUnderstood(String schema, String valid, String invalid) {
    JsonNode root = tree(schema);
    PlainlyValid plainly = new PlainlyValid(root);
    SchemaCheck library = SchemaCheck.of(root, Map.of());
    assertThat(plainly.test(root, tree(valid))).isTrue();
    assertThat(library.check(tree(valid))).isEmpty();
    if (invalid != null) {
      assertThat(plainly.test(root, tree(invalid))).isFalse();
      assertThat(library.check(tree(invalid))).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"contains": {}}                             | [1]
          {"$ref": "https://example.com/x"}            | 1
          {"type": "integer"}                          | 1.0
          {"uniqueItems": true}                        | [1, 2]
          {"enum": [1]}                                | 1
          {"if": {"minItems": 1}, "then": true}        | [1]
          {"patternProperties": {"a": true}}           | {}
          """)
  void whatItDoesNotKnowItLeavesToTheLibrary(String schema, String valid) {
    JsonNode root = tree(schema);
    assertThat(new PlainlyValid(root).test(root, tree(valid))).isFalse();
  }

  /** A tree with one to three places changed, at random. */
  private static JsonNode changed(JsonNode tree, Random random) {
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<JsonNode> inner = new ArrayList<>();
      collect(tree, inner);
      JsonNode at = inner.get(random.nextInt(inner.size()));
      if (at instanceof ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.add("else");
        names.add("x");
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, junk(random));
        }
      } else if (at instanceof ArrayNode array && !array.isEmpty()) {
        array.set(random.nextInt(array.size()), junk(random));
      } else if (at instanceof ArrayNode array) {
        array.add(junk(random));
      }
    }
    return tree;
  }

  private static void collect(JsonNode tree, List<JsonNode> inner) {
    if (tree.isContainerNode()) {
      inner.add(tree);
      tree.forEach(child -> collect(child, inner));
    }
  }

  private static JsonNode junk(Random random) {
    List<String> values =
        List.of(
            "0",
            "1",
            "-1",
            "1.0",
            "0.5",
            "1e400",
            "true",
            "false",
            "null",
            "\"\"",
            "\"string\"",
            "\"object\"",
            "\"UNIX\"",
            "[]",
            "[\"a\"]",
            "[\"a\", \"a\"]",
            "[1, 1.0]",
            "{}",
            "{\"type\": \"string\"}",
            "{\"items\": [true]}",
            "{\"$ref\": \"#/definitions/d\"}",
            "{\"type\": [\"null\", \"null\"]}",
            "[true, {}]",
            "{\"type\": \"x\"}");
    return tree(values.get(random.nextInt(values.size())));
  }
}
