package dev.dvp.core.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the engine's JSON. The content alone decides, since engines send some answers as text and
 * errors with any status. Unknown fields are passed over; missing ones and ones of a wrong type are
 * as good as null.
 */
final class AnswerReader {
  /** Some releases call the answer to a question for many things a list. */
  private static final Set<String> SUCCESSES = Set.of("OKResult", "DataResult", "ListResult");

  private final EngineText text;
  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  AnswerReader(EngineText text) {
    this.text = text;
  }

  /** The answer, or nothing when the body is none of this API's: HTML, cut JSON, another API. */
  Optional<Answer> read(byte[] body) {
    JsonNode root;
    try {
      root = mapper.readTree(body);
    } catch (IOException e) {
      // No JSON; what is taken for UTF-32 and is none is not even one of Jackson's own exceptions.
      return Optional.empty();
    }
    if (root == null || !root.isObject()) {
      return Optional.empty();
    }
    String type = root.path("type").asText("");
    if (type.equals("ErrorResult") || root.path("error").isObject()) {
      return Optional.of(refusal(root.path("error")));
    }
    if (SUCCESSES.contains(type)) {
      return Optional.of(
          new Answer.Success(
              root.path("result"), reference(root.path("action")), reference(root.path("job"))));
    }
    return Optional.empty();
  }

  /** Whether what is left of an answer that was cut shows that the engine said no. */
  boolean beginsAsRefusal(byte[] cut) {
    try (JsonParser json = mapper.createParser(cut)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        boolean isTopLevel =
            json.getParsingContext().getParent() != null
                && json.getParsingContext().getParent().inRoot();
        if (isTopLevel && token == JsonToken.FIELD_NAME && json.currentName().equals("error")) {
          // In a success it is not there, or null.
          return json.nextToken() == JsonToken.START_OBJECT;
        }
        if (isTopLevel
            && token == JsonToken.VALUE_STRING
            && json.currentName().equals("type")
            && json.getText().equals("ErrorResult")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // It ends before it says anything.
      return false;
    }
  }

  private Answer.Refusal refusal(JsonNode error) {
    return new Answer.Refusal(
        text.details(error.path("details")),
        text.details(error.path("action")),
        text.clean(error.path("id")));
  }

  private static Optional<String> reference(JsonNode node) {
    return Optional.of(node.isTextual() ? node.asText() : "").filter(t -> !t.isEmpty());
  }
}
