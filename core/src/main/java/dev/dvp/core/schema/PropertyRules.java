package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.documents.Shown;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Rules about keywords that name properties. */
final class PropertyRules {
  private PropertyRules() {}

  static void check(SubSchema schema, Findings out) {
    required(schema, out);
    ordering(schema, out);
    matches(schema, out);
  }

  private static void required(SubSchema schema, Findings out) {
    JsonNode required = schema.node().path("required");
    if (!required.isArray()) {
      return;
    }
    JsonNode others = schema.node().path("additionalProperties");
    boolean closed = others.isBoolean() && !others.booleanValue();
    for (int i = 0; i < required.size(); i++) {
      String name = required.get(i).textValue();
      if (name == null || !schema.names().lacks(name)) {
        continue;
      }
      String why =
          closed
              ? ", and `additionalProperties` forbids it: no value can be valid."
              : ", so that no form asks for it and no generated class has it.";
      out.add(
          SchemaRule.UNKNOWN_REQUIRED_PROPERTY
              .at(
                  schema.valueOf("required", i),
                  "`required` names " + Shown.text(name) + ", which is no declared property" + why,
                  meant(name, schema.names()))
              .withSeverity(closed ? Severity.ERROR : Severity.WARNING));
    }
  }

  private static void ordering(SubSchema schema, Findings out) {
    JsonNode ordering = schema.node().path("ordering");
    if (!ordering.isArray()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ordering.size(); i++) {
      String name = ordering.get(i).textValue();
      if (name == null) {
        continue;
      }
      Location place = schema.valueOf("ordering", i);
      if (!seen.add(name)) {
        out.add(repeated("ordering", name, place));
      } else if (schema.names().lacks(name)) {
        out.add(
            SchemaRule.UNKNOWN_ORDERING_PROPERTY.at(
                place,
                "`ordering` names " + Shown.text(name) + ", which is no declared property.",
                meant(name, schema.names())));
      }
    }
  }

  private static void matches(SubSchema schema, Findings out) {
    String name = schema.node().path("matches").textValue();
    if (name != null && schema.siblings().lacks(name)) {
      out.add(
          SchemaRule.UNKNOWN_MATCHES_PROPERTY.at(
              schema.valueOf("matches"),
              "`matches` names "
                  + Shown.text(name)
                  + ", but the object has no such property to take the environment from.",
              meant(name, schema.siblings())));
    }
  }

  static Diagnostic repeated(String keyword, String name, Location place) {
    return SchemaRule.REPEATED_NAME.at(
        place, "`" + keyword + "` names " + Shown.text(name) + " twice.", "Remove one of the two.");
  }

  static String meant(String name, PropertyNames names) {
    Optional<String> near = DidYouMean.nearest(name, names.all());
    if (near.isPresent()) {
      return "Did you mean " + Shown.text(near.get()) + "?";
    }
    return names.all().isEmpty()
        ? "Declare it in `properties`; there is none yet."
        : "Declare it in `properties`, or name one of those that are there.";
  }
}
