package dev.dvp.core.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what two versions of a schema say about a single value: type, values, limits, form. */
final class ValueComparison {
  private static final List<String> UPPER =
      List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> LOWER =
      List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final Set<String> ALL_TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");
  private static final String PASSWORD = "password";

  private final JsonNode before;
  private final JsonNode after;
  private final String place;
  private final List<Change> changes = new ArrayList<>();

  private ValueComparison(JsonNode before, JsonNode after, String place) {
    this.before = before;
    this.after = after;
    this.place = place;
  }

  static List<Change> compare(JsonNode before, JsonNode after, String place) {
    ValueComparison comparison = new ValueComparison(before, after, place);
    comparison.compareTypes();
    comparison.compareValues();
    UPPER.forEach(keyword -> comparison.compareLimit(keyword, 1));
    LOWER.forEach(keyword -> comparison.compareLimit(keyword, -1));
    comparison.compareDivisor();
    comparison.compareUnique();
    comparison.comparePattern();
    comparison.compareFormat();
    return comparison.changes;
  }

  private void compareTypes() {
    Set<String> old = types(before);
    Set<String> now = types(after);
    Set<String> lost = new TreeSet<>(old);
    lost.removeAll(now);
    if (!lost.isEmpty()) {
      breaking(ComparisonRule.NARROWED_TYPE, changed("type", before, after));
    } else if (!now.equals(old)) {
      compatible(changed("type", before, after));
    }
  }

  private static Set<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    Set<String> types = new TreeSet<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    if (type.isMissingNode()) {
      types.addAll(ALL_TYPES);
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private void compareValues() {
    boolean boundBefore = before.has("enum") || before.has("const");
    boolean boundAfter = after.has("enum") || after.has("const");
    if (!boundAfter) {
      if (boundBefore) {
        compatible("may have any value now");
      }
      return;
    }
    Set<JsonNode> old = values(before);
    Set<JsonNode> now = values(after);
    if (!boundBefore) {
      breaking(ComparisonRule.NARROWED_VALUES, "may have only certain values now: " + list(now));
      return;
    }
    Set<JsonNode> lost = new LinkedHashSet<>(old);
    lost.removeAll(now);
    now.removeAll(old);
    if (!lost.isEmpty()) {
      breaking(ComparisonRule.NARROWED_VALUES, "may no longer have certain values: " + list(lost));
    }
    if (!now.isEmpty()) {
      compatible("may have more values now: " + list(now));
    }
  }

  private static Set<JsonNode> values(JsonNode schema) {
    Set<JsonNode> values = new LinkedHashSet<>();
    if (schema.has("const")) {
      values.add(schema.get("const"));
    } else {
      schema.path("enum").forEach(values::add);
    }
    return values;
  }

  private static String list(Set<JsonNode> values) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    return SchemaComparison.shown(list);
  }

  /** {@code direction} is 1 for limits that a value may not go above, -1 for the others. */
  private void compareLimit(String keyword, int direction) {
    JsonNode old = before.path(keyword);
    JsonNode now = after.path(keyword);
    if (old.equals(now) || (old.isNumber() && now.isNumber() && compare(now, old) == 0)) {
      return;
    }
    boolean tighter = now.isNumber() && (!old.isNumber() || compare(now, old) * direction < 0);
    report(tighter, ComparisonRule.TIGHTENED_LIMIT, keyword);
  }

  private static int compare(JsonNode one, JsonNode other) {
    return one.decimalValue().compareTo(other.decimalValue());
  }

  private void compareDivisor() {
    JsonNode old = before.path("multipleOf");
    JsonNode now = after.path("multipleOf");
    if (old.equals(now)) {
      return;
    }
    boolean looser =
        !now.isNumber() || (old.isNumber() && isMultiple(old.decimalValue(), now.decimalValue()));
    report(!looser, ComparisonRule.TIGHTENED_LIMIT, "multipleOf");
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
    // 1e999999999 is a number, too, but not one to divide.
    boolean sane = Math.abs(number.scale()) < 1000 && Math.abs(divisor.scale()) < 1000;
    return sane && divisor.signum() > 0 && number.remainder(divisor).signum() == 0;
  }

  private void compareUnique() {
    boolean old = before.path("uniqueItems").asBoolean(false);
    boolean now = after.path("uniqueItems").asBoolean(false);
    if (old != now) {
      report(now, ComparisonRule.TIGHTENED_LIMIT, "uniqueItems");
    }
  }

  private void comparePattern() {
    if (!before.path("pattern").equals(after.path("pattern"))) {
      report(after.has("pattern"), ComparisonRule.CHANGED_FORM, "pattern");
    }
  }

  private void compareFormat() {
    String old = before.path("format").asText();
    String now = after.path("format").asText();
    if (old.equals(now)) {
      return;
    }
    if (old.equals(PASSWORD)) {
      changes.add(
          Change.of(
              Impact.RISKY,
              ComparisonRule.EXPOSED_SECRET,
              place,
              "was a password and is shown to everybody now"));
    }
    // To be a password says nothing about the value itself.
    boolean bound = !now.isEmpty() && !now.equals(PASSWORD);
    if (bound || !old.equals(PASSWORD)) {
      report(bound, ComparisonRule.CHANGED_FORM, "format");
    }
  }

  private void report(boolean tighter, ComparisonRule rule, String keyword) {
    String text = changed(keyword, before, after);
    if (tighter) {
      breaking(rule, text);
    } else {
      compatible(text);
    }
  }

  /** What became of a keyword, in words that follow the place whose keyword it is. */
  static String changed(String keyword, JsonNode before, JsonNode after) {
    String old = SchemaComparison.shown(before.path(keyword));
    String now = SchemaComparison.shown(after.path(keyword));
    if (!before.has(keyword)) {
      return "got the `" + keyword + "` " + now;
    }
    return after.has(keyword)
        ? "changed its `" + keyword + "` from " + old + " to " + now
        : "lost its `" + keyword + "`, which was " + old;
  }

  private void breaking(ComparisonRule rule, String text) {
    changes.add(Change.of(Impact.BREAKING, rule, place, text));
  }

  private void compatible(String text) {
    changes.add(Change.of(Impact.COMPATIBLE, place, text));
  }
}
