package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.EcmaPattern;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import java.util.Map;

/** Rules about keywords that restrict values: patterns and limits. */
final class ValueRules {
  private final SubSchema schema;
  private final Findings out;

  private ValueRules(SubSchema schema, Findings out) {
    this.schema = schema;
    this.out = out;
  }

  static void check(SubSchema schema, Findings out) {
    ValueRules rules = new ValueRules(schema, out);
    rules.patterns();
    rules.limits("minLength", "maxLength");
    rules.limits("minItems", "maxItems");
    rules.limits("minProperties", "maxProperties");
    rules.limits("minimum", "maximum");
    rules.openLimits("exclusiveMinimum", "maximum");
    rules.openLimits("minimum", "exclusiveMaximum");
    rules.openLimits("exclusiveMinimum", "exclusiveMaximum");
    rules.emptyChoice();
  }

  private void patterns() {
    String pattern = schema.node().path("pattern").textValue();
    if (pattern != null) {
      pattern(pattern, schema.valueOf("pattern"));
    }
    String pointer = schema.at("patternProperties");
    for (Map.Entry<String, JsonNode> member :
        schema.node().path("patternProperties").properties()) {
      pattern(
          member.getKey(),
          schema.definition().document().keyAt(JsonPointers.child(pointer, member.getKey())));
    }
  }

  private void pattern(String pattern, Location place) {
    EcmaPattern.check(pattern)
        .ifPresent(
            flaw -> {
              SchemaRule rule = flaw.fatal() ? SchemaRule.BAD_PATTERN : SchemaRule.DOUBTFUL_PATTERN;
              String at =
                  " At character " + (flaw.index() + 1) + " of " + Shown.text(pattern) + ".";
              out.add(
                  rule.at(
                      place,
                      flaw.message() + at,
                      flaw.fatal()
                          ? "Put `\\\\` before a character that stands for itself."
                          : "The engine, the generated classes and editors would differ about it."));
            });
  }

  private void limits(String low, String high) {
    JsonNode least = schema.node().path(low);
    JsonNode most = schema.node().path(high);
    if (compare(least, most) > 0) {
      contradiction(
          low,
          "`"
              + low
              + "` "
              + least.asText()
              + " is more than `"
              + high
              + "` "
              + most.asText()
              + ": no value can be valid.");
    }
  }

  private void openLimits(String low, String high) {
    JsonNode least = schema.node().path(low);
    JsonNode most = schema.node().path(high);
    if (least.isNumber() && most.isNumber() && compare(least, most) >= 0) {
      contradiction(
          low,
          "No number lies between `"
              + low
              + "` "
              + least.asText()
              + " and `"
              + high
              + "` "
              + most.asText()
              + ": no value can be valid.");
    }
  }

  private void emptyChoice() {
    JsonNode choices = schema.node().path("enum");
    if (choices.isArray() && choices.isEmpty()) {
      contradiction("enum", "`enum` lists no value, so that no value can be valid.");
    }
  }

  private void contradiction(String keyword, String message) {
    out.add(
        SchemaRule.CONTRADICTORY_LIMITS.at(
            schema.valueOf(keyword), message, "Correct one of the two, or remove it."));
  }

  /** Compares two numbers, whose exponents the reader has bounded; 0 when one is none. */
  private static int compare(JsonNode low, JsonNode high) {
    return low.isNumber() && high.isNumber()
        ? low.decimalValue().compareTo(high.decimalValue())
        : 0;
  }
}
