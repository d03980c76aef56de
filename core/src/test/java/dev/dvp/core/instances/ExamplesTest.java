package dev.dvp.core.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dvp.core.codegen.RandomSchemas;
import dev.dvp.core.codegen.RandomValues;
import dev.dvp.core.codegen.Schemas;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private static final int RUNS = Integer.getInteger("dvp.random", 150);

  private static Optional<JsonNode> example(PluginSchemas schemas, boolean isMinimal) {
    return Examples.of(schemas, DefinitionKind.REPOSITORY).make(isMinimal, new Diagnostics());
  }

  private static JsonNode whole(String properties) {
    return example(Schemas.withProperties(properties), false).orElseThrow();
  }

  /** Where luck finds an instance, thought does, nearly always; and never a wrong one. */
  @Test
  void randomDefinitionsHaveExamples() {
    long seed = RUNS == 150 ? 7 : System.nanoTime();
    Random random = new Random(seed);
    RandomSchemas definitions = new RandomSchemas(random);
    RandomValues values = new RandomValues(random);
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    int failures = 0;
    for (int i = 0; i < RUNS; i++) {
      ObjectNode definition = definitions.definition();
      Schema validator = registry.getSchema(definition);
      for (boolean isMinimal : new boolean[] {false, true}) {
        Optional<JsonNode> made = example(Schemas.withRepository(definition), isMinimal);
        made.ifPresent(
            value ->
                assertThat(validator.validate(value))
                    .as("seed %s: %s in %s", seed, value, definition)
                    .isEmpty());
        boolean isPossible = made.isPresent();
        for (int n = 0; n < 200 && !isPossible; n++) {
          isPossible = validator.validate(values.instance(definition)).isEmpty();
        }
        failures += isPossible && made.isEmpty() ? 1 : 0;
      }
    }
    // Of twice as many: definitions whose `not` rules out just what is written first.
    assertThat(failures).as("seed %s", seed).isLessThanOrEqualTo(RUNS / 15);
  }

  @Test
  void everythingIsThereOrOnlyWhatMustBe() {
    PluginSchemas schemas =
        Schemas.withRepository(
            """
            {'type': 'object', 'required': ['b'], 'properties': {
              'a': {'type': 'integer', 'minimum': 5, 'multipleOf': 3},
              'b': {'type': 'object', 'required': ['d'], 'properties': {
                'c': {'type': 'array', 'items': {'enum': ['x', 'y']}, 'minItems': 2,
                      'uniqueItems': true},
                'd': {'type': ['null', 'boolean']}}},
              'e': {'type': 'string', 'format': 'unixpath'}}}
            """);
    assertThat(example(schemas, false).orElseThrow())
        .hasToString("{\"a\":9,\"b\":{\"c\":[\"x\",\"y\"],\"d\":true},\"e\":\"/example\"}");
    assertThat(example(schemas, true).orElseThrow()).hasToString("{\"b\":{\"d\":true}}");
  }

  @Test
  void whatTheSchemaGivesIsTaken() {
    assertThat(
            whole(
                "{'a': {'type': 'string', 'default': 'd'}, 'b': {'examples': [7]},"
                    + " 'c': {'type': 'integer', 'default': 'wrong', 'maximum': 3}}"))
        .hasToString("{\"a\":\"d\",\"b\":7,\"c\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        "^(?:[A-Za-z0-9_-]+\\.)*[A-Za-z]{2,6}$",
        "^\\d{1,3}(\\.\\d{1,3}){3}$",
        "^/([^/\\x00]+/)*[^/\\x00]+$",
        "^(?=.*\\d)[a-z\\d]{8,}$",
        "^(a|b|cd)+?\\u0041$",
        "^[^a-z]$",
        "^.{3,5}$",
        "(?<year>\\d{4})",
        "^$"
      })
  void textsFitTheirPatterns(String pattern) {
    ObjectNode property = Schemas.MAPPER.createObjectNode().put("type", "string");
    ObjectNode definition = Schemas.MAPPER.createObjectNode().put("type", "object");
    definition.putObject("properties").set("p", property.put("pattern", pattern));
    assertThat(example(Schemas.withRepository(definition), false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((x",
        "(a{1000}){1000}",
        "((a{9999}){9999}){9999}",
        "[",
        "[a-",
        "\\",
        "(?<",
        "a{2,1}",
        "\\u12",
        "[\\u4e00-\\u9fff]{3}",
        "(?!x)x",
        "*",
        "\uD800"
      })
  void hostilePatternsEndSoon(String pattern) {
    for (int more = 0; more < 64; more += 9) {
      Optional<String> text = PatternExample.of(pattern, more, 2);
      assertThat(text.map(String::length).orElse(0)).isLessThan(5_000);
    }
  }

  @Test
  void whatCannotBeMadeIsTold() {
    PluginSchemas schemas =
        Schemas.withProperties("{'p': {'type': 'string', 'minLength': 2, 'pattern': '^.$'}}");
    schemas.definition(DefinitionKind.REPOSITORY).putArray("required").add("p");
    Diagnostics out = new Diagnostics();
    assertThat(Examples.of(schemas, DefinitionKind.REPOSITORY).make(true, out)).isEmpty();
    assertThat(out.sorted())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(InstanceRule.NO_EXAMPLE);
              assertThat(finding.message()).contains("`p`");
            });
  }

  @Test
  void schemasThatContainThemselvesEnd() {
    PluginSchemas schemas =
        Schemas.withRepository(
            "{'type': 'object', 'properties': {'t': {'$ref': '#/definitions/n'}},"
                + " 'definitions': {'n': {'type': 'object', 'properties': {"
                + "'l': {'$ref': '#/definitions/n'}, 'r': {'$ref': '#/definitions/n'}}}}}");
    assertThat(example(schemas, false).orElseThrow().toString().length()).isLessThan(2_000);
    PluginSchemas endless =
        Schemas.withRepository(
            "{'type': 'object', 'properties': {'t': {'$ref': '#'}}, 'required': ['t']}");
    assertThat(example(endless, true)).isEmpty();
  }
}
