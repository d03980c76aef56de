package dev.dvp.core.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
  @Test
  void saysWhatIsRefusedInNeutralTerms() {
    SchemaCheck check =
        SchemaCheck.of(
            tree("{\"required\": [\"a\"], \"properties\": {\"b/c\": {\"enum\": [1]}}}"), Map.of());
    assertThat(check.check(tree("{\"b/c\": 2}")))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "SchemaFinding[keyword=required, pointer=, property=a, expected=[\"a\"],"
                + " value={\"b/c\":2}, schemaPointer=/required, way=/required]",
            "SchemaFinding[keyword=enum, pointer=/b~1c, property=, expected=[1], value=2,"
                + " schemaPointer=/properties/b~1c/enum, way=/properties/b~1c/enum]");
    assertThat(check.check(tree("{\"a\": 1, \"b/c\": 1}"))).isEmpty();
  }

  @Test
  void runsPartsOfASchema() {
    SchemaCheck check =
        SchemaCheck.of(
            tree(
                "{\"properties\": {\"a\": {\"items\": [{\"$ref\": \"#/definitions/n\"}]}},"
                    + " \"definitions\": {\"n\": {\"type\": \"number\"}}}"),
            Map.of());
    assertThat(check.checkAt("/properties/a/items/0", tree("\"x\"")))
        .singleElement()
        .extracting(SchemaFinding::keyword)
        .isEqualTo("type");
    assertThat(check.checkAt("/properties/a", tree("[1]"))).isEmpty();
    assertThat(check.checkAt("", tree("{\"a\": [true]}"))).hasSize(1);
  }

  @Test
  void neverFetches() {
    SchemaCheck check =
        SchemaCheck.of(
            tree("{\"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:1/x\"}}}"), Map.of());
    JsonNode instance = tree("{\"a\": 1}");
    assertThatThrownBy(() -> check.checkAt("/properties/a", instance))
        .isInstanceOf(SchemaCheckException.class);
    SchemaCheck known =
        SchemaCheck.of(
            tree("{\"$ref\": \"https://example.com/x#/definitions/y\"}"),
            Map.of("https://example.com/x", "{\"definitions\": {\"y\": {\"type\": \"null\"}}}"));
    assertThat(known.check(tree("1"))).hasSize(1);
  }

  @Test
  void alternativesThatMultiplyEnd() {
    StringBuilder definitions = new StringBuilder("\"d40\": {\"type\": \"null\"}");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\": \"#/definitions/d" + (i + 1) + "\"}";
      definitions.append(", \"d" + i + "\": {\"anyOf\": [" + next + ", " + next + "]}");
    }
    SchemaCheck check =
        SchemaCheck.of(
            tree("{\"$ref\": \"#/definitions/d0\", \"definitions\": {" + definitions + "}}"),
            Map.of());
    JsonNode instance = tree("1");
    assertThatThrownBy(() -> check.check(instance))
        .isInstanceOf(SchemaCheckException.class)
        .hasMessageContaining("too many steps");
  }

  /** What a person may write, and much of it, stays far below the bound. */
  @Test
  void manyValuesWithManyAlternativesAreNoTrouble() {
    String choices =
        IntStream.range(0, 100)
            .mapToObj(
                i -> "{\"type\": \"object\", \"properties\": {\"k\": {\"const\": " + i + "}}}")
            .collect(Collectors.joining(", "));
    SchemaCheck check =
        SchemaCheck.of(tree("{\"items\": {\"anyOf\": [" + choices + "]}}"), Map.of());
    String items =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "{\"k\": " + (i % 100) + "}")
            .collect(Collectors.joining(", "));
    assertThat(check.check(tree("[" + items + "]"))).isEmpty();
  }

  @Test
  void refusesOtherDrafts() {
    JsonNode schema = tree("{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}");
    assertThatThrownBy(() -> SchemaCheck.of(schema, Map.of()))
        .isInstanceOf(SchemaCheckException.class);
  }

  private static JsonNode tree(String json) {
    return JsonReader.parse(
            new SourceText(Path.of("x"), json),
            Limits.HAND_WRITTEN,
            problem -> {
              throw new AssertionError(problem);
            })
        .orElseThrow()
        .root();
  }
}
