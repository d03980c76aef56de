package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers of untrusted files: exact, but never so large that arithmetic on them would hang. */
final class Numbers {
  /** No 64-bit float reaches beyond; an exponent of a billion would fill the memory. */
  private static final int LARGEST_EXPONENT = 400;

  private static final int LONGEST = 400;

  private Numbers() {}

  /** A JSON or YAML decimal, or nothing when it is too long or too large. */
  static Optional<JsonNode> decimal(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    long exponent = (long) value.precision() - value.scale();
    boolean large = value.signum() != 0 && Math.abs(exponent) > LARGEST_EXPONENT;
    if (large || Math.abs((long) value.scale()) > 2L * LARGEST_EXPONENT) {
      return Optional.empty();
    }
    return Optional.of(JsonNodeFactory.instance.numberNode(value));
  }

  /** A whole number in the given base, or nothing when it is too long. */
  static Optional<JsonNode> integer(String digits, int radix) {
    if (digits.length() > LONGEST) {
      return Optional.empty();
    }
    return Optional.of(integer(new BigInteger(digits, radix)));
  }

  static JsonNode integer(BigInteger value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.bitLength() < 32) {
      return nodes.numberNode(value.intValue());
    }
    return value.bitLength() < 64 ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
  }
}
