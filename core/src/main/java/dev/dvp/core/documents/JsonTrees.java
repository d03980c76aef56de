package dev.dvp.core.documents;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/** Writes JSON trees without the start-up cost of an object mapper. */
public final class JsonTrees {
  private JsonTrees() {}

  /**
   * Writes a value, the keys of objects in their own order.
   *
   * @param node the value
   * @param json takes it
   * @throws IOException when it cannot be written
   */
  public static void write(JsonNode node, JsonGenerator json) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          json.writeFieldName(entry.getKey());
          write(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode item : node) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(node.textValue());
      case BOOLEAN -> json.writeBoolean(node.booleanValue());
      case NUMBER -> writeNumber(node, json);
      case NULL -> json.writeNull();
      default -> throw new IllegalArgumentException("no JSON value: " + node.getNodeType());
    }
  }

  private static void writeNumber(JsonNode node, JsonGenerator json) throws IOException {
    switch (node.numberType()) {
      case INT, LONG -> json.writeNumber(node.longValue());
      case BIG_INTEGER -> json.writeNumber(node.bigIntegerValue());
      case FLOAT, DOUBLE -> json.writeNumber(node.doubleValue());
      case BIG_DECIMAL -> json.writeNumber(node.decimalValue());
      default -> throw new IllegalArgumentException("no JSON number: " + node);
    }
  }
}
