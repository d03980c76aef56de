package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules about keys: misspelt and unknown ones, those in the wrong place, and the platform's own.
 */
final class KeywordRules {
  /** Draft 7's formats, the platform's, and windowspath, which public plugins use without harm. */
  static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "date",
          "time",
          "email",
          "idn-email",
          "hostname",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "iri",
          "iri-reference",
          "uri-template",
          "json-pointer",
          "relative-json-pointer",
          "regex",
          "password",
          "unixpath",
          "windowspath",
          "reference");

  /** The platform's two, and the older names of them in public plugins. */
  private static final List<String> REFERENCE_TYPES =
      List.of("UNIX_HOST_ENVIRONMENT", "HOST_USER", "UnixHostEnvironment", "EnvironmentUser");

  static final List<String> FORM_PROPERTIES =
      List.of("rows", "collapsible", "hidden", "validationMessages");

  private final SubSchema schema;
  private final Findings out;

  private KeywordRules(SubSchema schema, Findings out) {
    this.schema = schema;
    this.out = out;
  }

  static void check(SubSchema schema, Findings out) {
    KeywordRules rules = new KeywordRules(schema, out);
    for (Map.Entry<String, JsonNode> member : schema.node().properties()) {
      String key = member.getKey();
      if (!Keywords.isKnown(key)) {
        rules.unknown(key);
      } else if (key.equals("nameField") || key.equals("identityFields")) {
        rules.misplacedIdentity(key);
      }
    }
    rules.format();
    rules.reference();
    rules.formProperties();
  }

  private void unknown(String key) {
    Optional<String> near = Keywords.nearest(key);
    if (near.isPresent()) {
      boolean reported =
          schema.isRoot()
              && schema.definition().kind().hasIdentity()
              && (near.get().equals("nameField") || near.get().equals("identityFields"))
              && !schema.node().has(near.get());
      if (!reported) {
        out.add(
            SchemaRule.MISSPELT_KEYWORD
                .at(
                    schema.keyOf(key),
                    Shown.text(key)
                        + " is no keyword of JSON Schema or the platform and does nothing.",
                    "Did you mean `" + near.get() + "`?")
                .withFix(
                    SchemaFixes.renameKeyword(
                        schema.definition().document(), schema.at(key), schema.node(), key)));
      }
    } else {
      out.add(
          SchemaRule.UNKNOWN_KEYWORD.at(
              schema.keyOf(key),
              Shown.text(key) + " is no keyword of JSON Schema or the platform; it is ignored.",
              ""));
    }
  }

  private void misplacedIdentity(String key) {
    if (schema.isRoot() && schema.definition().kind().hasIdentity()) {
      return;
    }
    out.add(
        SchemaRule.MISPLACED_IDENTITY.at(
            schema.keyOf(key),
            "`"
                + key
                + "` stands where the platform refuses it: only `repositoryDefinition` and"
                + " `sourceConfigDefinition` have it, beside their `properties`.",
            schema.definition().kind().hasIdentity()
                ? "Move it up to `" + schema.definition().kind().key() + "` itself."
                : "Remove it."));
  }

  private void format() {
    String format = schema.node().path("format").textValue();
    if (format != null && !FORMATS.contains(format)) {
      Optional<String> near = DidYouMean.nearest(format, FORMATS);
      out.add(
          SchemaRule.UNKNOWN_FORMAT.at(
              schema.valueOf("format"),
              "Neither JSON Schema nor the platform knows the format "
                  + Shown.text(format)
                  + "; it has no effect.",
              near.map(name -> "Did you mean `" + name + "`?")
                  .orElse("The platform's own are `password`, `unixpath` and `reference`.")));
    }
  }

  private void reference() {
    boolean reference = "reference".equals(schema.node().path("format").textValue());
    JsonNode type = schema.node().path("referenceType");
    if (type.isMissingNode()) {
      if (reference) {
        out.add(
            SchemaRule.REFERENCE_WITHOUT_TYPE.at(
                schema.valueOf("format"),
                "The format `reference` says that users pick an object, but not of which kind.",
                "Add `\"referenceType\": \"UNIX_HOST_ENVIRONMENT\"` or `\"HOST_USER\"`."));
      }
      return;
    }
    if (!reference) {
      out.add(
          SchemaRule.REFERENCE_TYPE_WITHOUT_FORMAT.at(
              schema.keyOf("referenceType"),
              "`referenceType` does nothing without the format `reference`: users type a plain"
                  + " text here.",
              "Add `\"format\": \"reference\"`."));
    }
    if (type.isTextual() && !REFERENCE_TYPES.contains(type.textValue())) {
      String hint = DidYouMean.hint(type.textValue(), REFERENCE_TYPES);
      out.add(
          SchemaRule.UNKNOWN_REFERENCE_TYPE.at(
              schema.valueOf("referenceType"),
              "The platform knows no reference type " + Shown.text(type.textValue()) + ".",
              hint.isEmpty() ? "It is `UNIX_HOST_ENVIRONMENT` or `HOST_USER`." : hint));
    }
  }

  private void formProperties() {
    JsonNode form = schema.node().path("dxFormProperties");
    for (Map.Entry<String, JsonNode> member : form.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      String pointer = JsonPointers.child(schema.at("dxFormProperties"), key);
      if (!FORM_PROPERTIES.contains(key)) {
        String hint = DidYouMean.hint(key, FORM_PROPERTIES);
        out.add(
            SchemaRule.BAD_FORM_PROPERTY.at(
                schema.definition().document().keyAt(pointer),
                "No form knows " + Shown.text(key) + ".",
                hint.isEmpty()
                    ? "It knows `" + String.join("`, `", FORM_PROPERTIES) + "`."
                    : hint));
        continue;
      }
      boolean flag = key.equals("collapsible") || key.equals("hidden");
      boolean rows = key.equals("rows");
      boolean positive = value.isInt() && value.intValue() > 0;
      if ((flag && !value.isBoolean()) || (rows && !positive)) {
        out.add(
            SchemaRule.BAD_FORM_PROPERTY.at(
                schema.definition().document().valueAt(pointer),
                "`"
                    + key
                    + "` must be "
                    + (rows ? "a whole number above 0" : "`true` or `false`")
                    + ", but here is "
                    + Shown.value(value)
                    + ".",
                ""));
      }
    }
  }
}
