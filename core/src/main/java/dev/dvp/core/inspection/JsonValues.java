package dev.dvp.core.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * JSON as it is compared: JSON Schema knows one number where JSON writes {@code 1} and {@code 1.0}.
 */
final class JsonValues {
  /** A number of more digits than this, such as 1e999999999, stays as it is written. */
  private static final int MOST_ZEROS = 100;

  private JsonValues() {}

  /** A copy in which numbers of the same value are equal; the order of keys stays. */
  static JsonNode canonical(JsonNode value) {
    if (value.isNumber()) {
      return DecimalNode.valueOf(canonical(value.decimalValue()));
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> copy.add(canonical(item)));
      return copy;
    }
    return value.isObject() ? canonicalObject(value) : value;
  }

  /** The same for what is known to be an object. */
  static ObjectNode canonicalObject(JsonNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> copy.set(entry.getKey(), canonical(entry.getValue())));
    return copy;
  }

  private static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean isPlain = stripped.scale() < 0 && stripped.scale() > -MOST_ZEROS;
    return isPlain ? stripped.setScale(0) : stripped;
  }
}
