package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examples of texts and numbers. */
final class ScalarExamples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST = 4_000;
  private static final int[] MORE = {0, 1, 2, 4, 8, 16, 32, 64};

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("date", "2026-01-31"),
          Map.entry("date-time", "2026-01-31T12:00:00Z"),
          Map.entry("time", "12:00:00Z"),
          Map.entry("email", "user@example.com"),
          Map.entry("idn-email", "user@example.com"),
          Map.entry("hostname", "host.example.com"),
          Map.entry("idn-hostname", "host.example.com"),
          Map.entry("ipv4", "192.0.2.1"),
          Map.entry("ipv6", "2001:db8::1"),
          Map.entry("uri", "https://example.com/"),
          Map.entry("uri-reference", "/example"),
          Map.entry("iri", "https://example.com/"),
          Map.entry("iri-reference", "/example"),
          Map.entry("uri-template", "/example/{id}"),
          Map.entry("json-pointer", "/example"),
          Map.entry("relative-json-pointer", "0/example"),
          Map.entry("regex", "^[a-z]+$"),
          Map.entry("password", "example"),
          Map.entry("unixpath", "/example"),
          Map.entry("windowspath", "C:\\example"));

  private ScalarExamples() {}

  /** Texts that may fit, the likeliest first. */
  static List<JsonNode> texts(Shape shape, String name, int variant) {
    List<JsonNode> texts = new ArrayList<>();
    String format = shape.get("format").asText("");
    if (format.equals("reference")) {
      texts.add(
          NODES.textNode(shape.get("referenceType").asText("REFERENCE") + "-" + (variant + 1)));
    }
    int least = (int) Math.min(LONGEST, shape.most("minLength", 0));
    int most = (int) Math.min(LONGEST, shape.least("maxLength", LONGEST));
    String pattern = shape.get("pattern").asText("");
    if (!pattern.isEmpty()) {
      for (int more : MORE) {
        Optional<String> text = PatternExample.of(pattern, more, variant);
        text.filter(t -> t.length() >= least && t.length() <= most)
            .ifPresent(t -> texts.add(NODES.textNode(t)));
        text.filter(t -> t.length() < least)
            .ifPresent(t -> texts.add(NODES.textNode(t + "x".repeat(least - t.length()))));
      }
    }
    String plain = FORMATS.getOrDefault(format, name.isEmpty() ? "example" : name);
    String numbered = plain + (variant == 0 ? "" : Integer.toString(variant + 1));
    String padded =
        numbered.length() < least ? numbered + "x".repeat(least - numbered.length()) : numbered;
    texts.add(
        NODES.textNode(
            padded.length() > most && variant > 0
                ? Integer.toString(variant).substring(0, Math.min(most, 1))
                : padded.substring(0, Math.min(padded.length(), Math.max(0, most)))));
    return texts;
  }

  /** Numbers that may fit, the likeliest first. */
  static List<JsonNode> numbers(Shape shape, boolean isWhole, int variant) {
    double low = shape.most("minimum", Double.NEGATIVE_INFINITY);
    double above = shape.most("exclusiveMinimum", Double.NEGATIVE_INFINITY);
    double high = shape.least("maximum", Double.POSITIVE_INFINITY);
    double below = shape.least("exclusiveMaximum", Double.POSITIVE_INFINITY);
    BigDecimal step =
        shape.get("multipleOf").isNumber()
            ? shape.get("multipleOf").decimalValue()
            : BigDecimal.ONE;
    List<BigDecimal> starts = new ArrayList<>();
    double from = Math.max(low, above);
    if (from > 0 && !Double.isInfinite(from)) {
      starts.add(BigDecimal.valueOf(from));
    }
    starts.add(BigDecimal.ZERO);
    double to = Math.min(high, below);
    if (!Double.isInfinite(to)) {
      starts.add(BigDecimal.valueOf(to));
    }
    if (!Double.isInfinite(from)) {
      starts.add(BigDecimal.valueOf(from));
    }
    List<JsonNode> numbers = new ArrayList<>();
    for (BigDecimal start : starts) {
      BigDecimal first = start.divide(step, 0, RoundingMode.CEILING).multiply(step);
      for (int i : new int[] {1, 0, -1, 2}) {
        BigDecimal number = first.add(step.multiply(BigDecimal.valueOf((long) i + variant)));
        double value = number.doubleValue();
        if (value >= low && value > above && value <= high && value < below) {
          numbers.add(node(number, isWhole));
        }
      }
      if (!isWhole && step.compareTo(BigDecimal.ONE) == 0 && !Double.isInfinite(from + to)) {
        numbers.add(NODES.numberNode((from + to) / 2));
      }
    }
    return numbers;
  }

  private static JsonNode node(BigDecimal number, boolean isWhole) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0 && (isWhole || plain.precision() < 16)
        ? NODES.numberNode(plain.toBigInteger())
        : NODES.numberNode(plain);
  }
}
