package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain YAML 1.1 scalar means, by the tables of PyYAML, with which the platform's own
 * tooling reads manifests: {@code yes} is true, {@code 012} is ten, {@code 1:30} is ninety, {@code
 * 2024-01-02} is a date, {@code 1e3} is text.
 */
final class YamlScalars {
  /** Compiled only when a scalar starts like a number. */
  private static final class Forms {
    static final Pattern INTEGER =
        Pattern.compile(
            "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
                + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    static final Pattern FLOAT =
        Pattern.compile(
            "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    static final Pattern TIME =
        Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}"
                + "|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \\t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}"
                + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?");
  }

  private YamlScalars() {}

  /**
   * Resolves a plain scalar.
   *
   * @param text the scalar as written
   * @return a number, boolean, null, date (a {@code POJONode} of the text) or the text itself;
   *     nothing for a number that is too long or too large
   */
  static Optional<JsonNode> resolve(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return Optional.of(nodes.nullNode());
      }
      case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> {
        return Optional.of(nodes.booleanNode(true));
      }
      case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> {
        return Optional.of(nodes.booleanNode(false));
      }
      default -> {
        char first = text.charAt(0);
        boolean digit = first >= '0' && first <= '9';
        boolean numeric = digit || first == '-' || first == '+' || first == '.';
        return numeric ? number(text, digit) : Optional.of(nodes.textNode(text));
      }
    }
  }

  private static Optional<JsonNode> number(String text, boolean digit) {
    // Longer ones cannot be numbers that fit, and the patterns would repeat too often.
    if (text.length() > 1000) {
      return Optional.of(JsonNodeFactory.instance.textNode(text));
    }
    if (Forms.INTEGER.matcher(text).matches()) {
      return integer(text);
    }
    if (Forms.FLOAT.matcher(text).matches()) {
      return decimal(text);
    }
    if (digit && Forms.TIME.matcher(text).matches()) {
      return Optional.of(JsonNodeFactory.instance.pojoNode(text));
    }
    return Optional.of(JsonNodeFactory.instance.textNode(text));
  }

  private static Optional<JsonNode> integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    String sign = negative ? "-" : "";
    if (digits.startsWith("0b")) {
      return Numbers.integer(sign + zeroIfNone(digits.substring(2)), 2);
    }
    if (digits.startsWith("0x")) {
      return Numbers.integer(sign + zeroIfNone(digits.substring(2)), 16);
    }
    if (digits.indexOf(':') >= 0) {
      return Optional.of(Numbers.integer(sexagesimal(sign, digits)));
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    return Numbers.integer(sign + digits, octal ? 8 : 10);
  }

  private static String zeroIfNone(String digits) {
    return digits.isEmpty() ? "0" : digits;
  }

  private static BigInteger sexagesimal(String sign, String digits) {
    BigInteger value = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return sign.isEmpty() ? value : value.negate();
  }

  private static Optional<JsonNode> decimal(String text) {
    String digits = text.replace("_", "");
    boolean special = digits.endsWith("f") || digits.endsWith("F");
    if (special || digits.endsWith("n") || digits.endsWith("N")) {
      double value = special ? Double.POSITIVE_INFINITY : Double.NaN;
      return Optional.of(
          JsonNodeFactory.instance.numberNode(digits.startsWith("-") ? -value : value));
    }
    int colon = digits.lastIndexOf(':');
    if (colon < 0) {
      return Numbers.decimal(digits);
    }
    // Sexagesimal with a fraction: nobody means it; its size alone decides nothing anywhere.
    return Numbers.decimal(digits.substring(colon + 1));
  }
}
