package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.SchemaCheck;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.documents.Shown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about values inside a schema, which the schema itself must accept. */
final class ChoiceRules {
  /** Schemas that unfold to more than this are not run: doubling references would take forever. */
  private static final int MOST_STEPS = 500;

  private static final int MOST_CHOICES = 1_000;

  private final Definition definition;
  private final Findings out;
  private @Nullable SchemaCheck check;

  ChoiceRules(Definition definition, Findings out) {
    this.definition = definition;
    this.out = out;
  }

  /** Checks defaults and choices of a definition whose keywords and references are all valid. */
  void check(List<SubSchema> schemas) {
    for (SubSchema schema : schemas) {
      JsonNode node = schema.node();
      repeated(schema);
      // Beside a $ref nothing counts in draft 7.
      boolean bare = !node.has("default") && !node.has("enum") && !node.has("const");
      if (!bare && !node.has("$ref") && !out.isFull() && isSmall(schema.pointer())) {
        run(schema);
      }
    }
  }

  private void run(SubSchema schema) {
    JsonNode node = schema.node();
    try {
      if (node.has("default")) {
        refusal(schema, node.get("default"), "").ifPresent(why -> refusedDefault(schema, why));
      }
      JsonNode choices = node.path("enum");
      for (int i = 0; i < Math.min(MOST_CHOICES, choices.size()); i++) {
        Location place = schema.valueOf("enum", i);
        JsonNode choice = choices.get(i);
        refusal(schema, choice, "enum").ifPresent(why -> refusedChoice("enum", choice, why, place));
      }
      if (node.has("const")) {
        JsonNode choice = node.get("const");
        refusal(schema, choice, "const")
            .ifPresent(why -> refusedChoice("const", choice, why, schema.valueOf("const")));
      }
    } catch (SchemaCheckException e) {
      // An $id of its own, say: what cannot be run cannot be said to refuse anything.
      return;
    }
  }

  private void refusedDefault(SubSchema schema, String why) {
    out.add(
        SchemaRule.REFUSED_DEFAULT.at(
            schema.valueOf("default"),
            "The default "
                + Shown.value(schema.node().get("default"))
                + " is refused by its own schema: "
                + why
                + ".",
            "Correct the default or what refuses it."));
  }

  private void refusedChoice(String keyword, JsonNode choice, String why, Location place) {
    out.add(
        SchemaRule.REFUSED_CHOICE.at(
            place,
            "The value "
                + Shown.value(choice)
                + " of `"
                + keyword
                + "` can never be chosen, since its own schema refuses it: "
                + why
                + ".",
            "Remove the value, or correct what refuses it."));
  }

  private void repeated(SubSchema schema) {
    JsonNode choices = schema.node().path("enum");
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; choices.isArray() && i < choices.size(); i++) {
      if (!seen.add(choices.get(i))) {
        out.add(
            SchemaRule.REPEATED_CHOICE.at(
                schema.valueOf("enum", i),
                "`enum` lists " + Shown.value(choices.get(i)) + " twice.",
                "Remove one of the two."));
      }
    }
  }

  /**
   * Why the schema refuses a value, one keyword of the schema left aside; nothing if it does not.
   */
  private Optional<String> refusal(SubSchema schema, JsonNode value, String aside) {
    SchemaCheck compiled = check;
    if (compiled == null) {
      compiled = SchemaCheck.of(definition.node(), platform());
      check = compiled;
    }
    String pointer = schema.pointer().substring(definition.pointer().length());
    return compiled.checkAt(pointer, value).stream()
        .filter(finding -> !finding.keyword().equals(aside))
        .findFirst()
        .map(ChoiceRules::why);
  }

  private static String why(SchemaFinding finding) {
    JsonNode expected = finding.expected();
    return switch (finding.keyword()) {
      case "type" ->
          expected.isTextual()
              ? "its type is not `" + expected.textValue() + "`"
              : "it has none of the types listed";
      case "required" -> "it lacks " + Shown.text(finding.property());
      case "additionalProperties" -> Shown.text(finding.property()) + " is not allowed in it";
      case "enum" -> "it is none of the values of `enum`";
      default ->
          "`"
              + finding.keyword()
              + "`"
              + (expected.isValueNode() ? " is " + Shown.value(expected) : " forbids it");
    };
  }

  /** Whatever the platform's own identifiers stand for: anything, here. */
  private static Map<String, String> platform() {
    return Map.of(
        PlatformReferences.PLATFORM,
        "{\"definitions\":{\"credentialsSupplier\":{},\"keyCredentialsSupplier\":{},"
            + "\"passwordCredentialsSupplier\":{}}}");
  }

  /** Tells whether a schema, with all references written out, has few parts and an end. */
  private boolean isSmall(String pointer) {
    Deque<String> left = new ArrayDeque<>(List.of(pointer));
    for (int steps = 0; !left.isEmpty(); steps++) {
      if (steps > MOST_STEPS) {
        return false;
      }
      String place = left.pop();
      JsonNode schema = definition.at(place);
      String reference = schema.path("$ref").textValue();
      if (reference != null) {
        definition.target(reference).ifPresent(left::push);
      }
      Keywords.children(
          place,
          schema,
          (keyword, child) -> {
            if (!keyword.equals("definitions")) {
              left.push(child);
            }
          });
    }
    return true;
  }
}
