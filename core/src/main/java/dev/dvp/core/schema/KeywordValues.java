package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.documents.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the meta-schema refuses, in the schema's own rules and words. */
final class KeywordValues {
  private static final String SCHEMA = "a schema (an object, or `true` or `false`)";

  private final Document document;
  private final Findings out;
  private final Set<String> refused = new HashSet<>();
  private final Set<String> wrongTypes = new HashSet<>();

  KeywordValues(Document document, Findings out) {
    this.document = document;
    this.out = out;
  }

  /** Tells whether every keyword of a definition has a value of the right kind. */
  boolean isClean(Definition definition) {
    return !refused.contains(definition.kind().key());
  }

  void add(SchemaFinding finding) {
    refused.add(JsonPointers.steps(finding.pointer()).stream().findFirst().orElse(""));
    // A definition's type is asked for twice: it is an object, and it is a schema.
    if (finding.keyword().equals("type") && !wrongTypes.add(finding.pointer())) {
      return;
    }
    String keyword = keyword(finding.pointer());
    boolean entry = !keyword.equals(JsonPointers.last(finding.pointer()));
    switch (finding.keyword()) {
      case "required" -> {
        boolean definition = finding.pointer().lastIndexOf('/') == 0;
        if (definition) {
          missingIdentity(finding);
        }
      }
      case "enum" -> unknownType(finding);
      default -> {
        if (keyword.equals("identityFields") && finding.keyword().equals("minItems")) {
          emptyIdentity(finding);
        } else {
          badValue(keyword, entry, finding);
        }
      }
    }
  }

  /** The keyword whose value, or an entry of it, a pointer leads to. */
  private String keyword(String pointer) {
    String last = JsonPointers.last(pointer);
    boolean inList =
        JsonPointers.isIndex(last) && document.root().at(JsonPointers.parent(pointer)).isArray();
    return inList ? JsonPointers.last(JsonPointers.parent(pointer)) : last;
  }

  private void missingIdentity(SchemaFinding finding) {
    String missing = finding.property();
    Optional<String> near =
        misspelt(finding.value()).stream()
            .filter(key -> Keywords.nearest(key).filter(missing::equals).isPresent())
            .findFirst();
    Location place =
        near.map(key -> document.keyAt(JsonPointers.child(finding.pointer(), key)))
            .orElseGet(() -> document.keyAt(finding.pointer()));
    String example =
        missing.equals("nameField")
            ? "Add `\"nameField\": \"…\"` with the property that names the object to users."
            : "Add `\"identityFields\": [\"…\"]` with the properties that tell one from another.";
    out.add(
        SchemaRule.MISSING_IDENTITY
            .at(
                place,
                "`"
                    + JsonPointers.last(finding.pointer())
                    + "` has no `"
                    + missing
                    + "`, which the platform requires.",
                near.map(key -> "Did you mean `" + missing + "` by `" + Shown.plain(key) + "`?")
                    .orElse(example))
            .withFix(
                near.flatMap(
                    key ->
                        SchemaFixes.renameKeyword(
                            document,
                            JsonPointers.child(finding.pointer(), key),
                            finding.value(),
                            key))));
  }

  /** The keys of a definition that are no keywords. */
  static List<String> misspelt(JsonNode definition) {
    List<String> keys = new ArrayList<>();
    definition.fieldNames().forEachRemaining(keys::add);
    keys.removeIf(Keywords::isKnown);
    return keys;
  }

  private void emptyIdentity(SchemaFinding finding) {
    out.add(
        SchemaRule.MISSING_IDENTITY.at(
            document.valueAt(finding.pointer()),
            "`identityFields` is empty, so that all objects would be one to the engine.",
            "List the properties that tell one object from another."));
  }

  private void unknownType(SchemaFinding finding) {
    List<String> types = new ArrayList<>();
    finding.expected().forEach(type -> types.add(type.asText()));
    String hint = DidYouMean.hint(finding.value().asText(), types);
    out.add(
        SchemaRule.UNKNOWN_TYPE
            .at(
                document.valueAt(finding.pointer()),
                "JSON Schema has no type " + Shown.value(finding.value()) + ".",
                hint.isEmpty() ? "The types are `" + String.join("`, `", types) + "`." : hint)
            .withFix(SchemaFixes.type(document, finding.pointer(), types)));
  }

  private void badValue(String keyword, boolean entry, SchemaFinding finding) {
    Location place = document.valueAt(finding.pointer());
    String shown = Shown.value(finding.value());
    if (finding.keyword().equals("uniqueItems")) {
      out.add(
          SchemaRule.BAD_KEYWORD_VALUE.at(
              place, "`" + keyword + "` lists something twice.", "Remove one of the two."));
      return;
    }
    boolean schemaExpected = finding.expected().isArray() && isSchemaType(finding.expected());
    if (schemaExpected) {
      noSchema(place, shown, finding);
      return;
    }
    String wanted = entry ? "a text in each entry" : wanted(keyword, finding);
    out.add(
        SchemaRule.BAD_KEYWORD_VALUE.at(
            place,
            "`" + keyword + "` must be " + wanted + ", but here is " + shown + ".",
            help(keyword, finding)));
  }

  private static boolean isSchemaType(JsonNode types) {
    return types.size() == 2 && types.get(0).asText().equals("object");
  }

  private void noSchema(Location place, String shown, SchemaFinding finding) {
    String key = JsonPointers.last(finding.pointer());
    String around = JsonPointers.last(JsonPointers.parent(finding.pointer()));
    String help = quoted(finding.value());
    if (around.equals("properties") && Keywords.isKeyword(key)) {
      help =
          "`"
              + key
              + "` stands inside `properties`, where it would be a property of that name:"
              + " move it out.";
    }
    out.add(
        SchemaRule.BAD_KEYWORD_VALUE.at(
            place,
            "For `"
                + Shown.plain(key)
                + "`, "
                + SCHEMA
                + " is expected, but here is "
                + shown
                + ".",
            help));
  }

  private static String wanted(String keyword, SchemaFinding finding) {
    return switch (keyword) {
      case "required", "ordering", "identityFields" -> "a list of property names";
      case "type" -> "the name of a type or a list of them";
      case "multipleOf" -> "a number above 0";
      case "allOf", "anyOf", "oneOf" -> "a list of at least one schema";
      case "properties", "patternProperties", "definitions" ->
          "an object with a schema for each name";
      case "dependencies" -> "an object with property names or a schema for each name";
      default ->
          switch (finding.expected().asText()) {
            case "boolean" -> "`true` or `false`";
            case "string" -> "a text";
            case "number" -> "a number";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "a whole number, 0 or more";
          };
    };
  }

  private static String help(String keyword, SchemaFinding finding) {
    JsonNode value = finding.value();
    if (keyword.equals("required") && value.isBoolean()) {
      return "List the property's name in the `required` of the object that has it, beside"
          + " `properties`.";
    }
    boolean limit = keyword.equals("exclusiveMinimum") || keyword.equals("exclusiveMaximum");
    if (limit && value.isBoolean()) {
      return "Since draft 6 this is the limit itself: write the number here, without `"
          + (keyword.equals("exclusiveMinimum") ? "minimum" : "maximum")
          + "`.";
    }
    boolean list = finding.expected().asText().equals("array");
    if (list && value.isTextual()) {
      return "Write `[\"" + Shown.plain(value.textValue()) + "\"]`.";
    }
    return quoted(value);
  }

  /** For a number or boolean in quotes, how to write it. */
  private static String quoted(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    boolean number =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    return number || text.equals("true") || text.equals("false")
        ? "Write `" + text + "` without the quotes."
        : "";
  }
}
