package dev.dvp.localengine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;

/** Objects in the names of the plugin's schemas, as they are kept: JSON in a column. */
final class StoredJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredJson() {}

  static String text(JsonNode value) {
    return value.toString();
  }

  static JsonNode node(String text) throws SQLException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a column holds no JSON", e);
    }
  }
}
