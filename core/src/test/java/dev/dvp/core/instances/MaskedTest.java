package dev.dvp.core.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.schema.DefinitionKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MaskedTest {
  private static final String DEFINITION =
      """
      {"type": "object",
       "definitions": {"word": {"type": "string", "format": "password"}},
       "properties": {
         "plain": {"type": "string"},
         "direct": {"type": "string", "format": "password"},
         "referred": {"$ref": "#/definitions/word"},
         "either": {"anyOf": [{"type": "integer"}, {"type": "string", "format": "password"}]},
         "nested": {"type": "object", "properties": {"deep": {"$ref": "#/definitions/word"}}},
         "list": {"type": "array", "items": {"properties": {"deep": {"format": "password"}}}}}}
      """;

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode masked(String value) throws IOException {
    return Masked.of(DefinitionKind.SNAPSHOT, json(DEFINITION), json(value));
  }

  @Test
  void noSecretIsLeftHoweverDeep() throws IOException {
    assertThat(
            masked(
                """
                {"plain": "a", "direct": "hunter2", "referred": "hunter2", "either": 7,
                 "nested": {"deep": "hunter2", "other": [1]}, "list": [{"deep": ["hunter2"]}, 3]}
                """))
        .isEqualTo(
            json(
                """
                {"plain": "a", "direct": "***", "referred": "***", "either": "***",
                 "nested": {"deep": "***", "other": [1]}, "list": [{"deep": "***"}, 3]}
                """));
  }

  @Test
  void whatIsNoSecretStaysAsItIs() throws IOException {
    for (String value : new String[] {"{\"direct\": null, \"x\": {}}", "[1, \"a\"]", "7"}) {
      assertThat(masked(value)).isEqualTo(json(value));
    }
  }
}
