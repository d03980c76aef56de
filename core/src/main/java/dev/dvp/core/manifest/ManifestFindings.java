package dev.dvp.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.documents.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the manifest's JSON Schema refuses, in the manifest's own rules and words. */
final class ManifestFindings {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "name",
          "hostTypes",
          "entryPoint",
          "srcDir",
          "schemaFile",
          "pluginType",
          "language",
          "buildNumber",
          "externalVersion",
          "defaultLocale",
          "luaName",
          "minimumLuaVersion",
          "manualDiscovery",
          "rootSquashEnabled",
          "extendedStartStopHooks");

  private static final List<String> PLUGIN_TYPES = List.of("DIRECT", "STAGED");
  private static final List<String> HOST_TYPES = List.of("UNIX", "WINDOWS");

  /** Names of older releases. */
  private static final Map<String, String> RENAMED = Map.of("version", "buildNumber");

  private final Document document;
  private final Diagnostics out;
  private final ManifestFixes fixes;
  private final Set<String> missing = new LinkedHashSet<>();
  private final List<String> unknown = new ArrayList<>();

  ManifestFindings(Document document, Diagnostics out) {
    this.document = document;
    this.out = out;
    this.fixes = new ManifestFixes(document);
  }

  void add(SchemaFinding finding) {
    String field = JsonPointers.steps(finding.pointer()).stream().findFirst().orElse("");
    switch (finding.keyword()) {
      case "required" -> missing.add(finding.property());
      case "additionalProperties" -> unknown.add(finding.property());
      case "dependencies" -> luaFieldsApart();
      case "type" -> wrongType(field, finding);
      default -> wrongValue(field, finding);
    }
  }

  /** Reports missing and unknown fields, once for a field that is missing since it is misspelt. */
  void flush() {
    Set<String> explained = new LinkedHashSet<>();
    for (String field : unknown) {
      Location place = document.keyAt(JsonPointers.child("", field));
      Optional<String> renamed =
          Optional.ofNullable(RENAMED.get(field)).filter(name -> !document.root().has(name));
      Optional<String> near = DidYouMean.nearest(field, FIELDS);
      if (renamed.isPresent()) {
        out.add(
            ManifestRule.RENAMED_FIELD
                .at(
                    place,
                    "The field `" + field + "` has another name since an earlier release.",
                    "Did you mean `" + renamed.get() + "`?" + quoted(renamed.get(), field))
                .withFix(fixes.rename(field, renamed.get(), unknown)));
      } else {
        out.add(
            ManifestRule.UNKNOWN_FIELD
                .at(
                    place,
                    "The platform knows no field "
                        + Shown.text(field)
                        + " and refuses the manifest.",
                    near.map(name -> "Did you mean `" + name + "`?")
                        .orElse("The fields are `" + String.join("`, `", FIELDS) + "`."))
                .withFix(
                    DidYouMean.only(field, FIELDS)
                        .flatMap(name -> fixes.rename(field, name, unknown))));
      }
      renamed.or(() -> near).ifPresent(explained::add);
    }
    for (String field : missing) {
      if (!explained.contains(field)) {
        out.add(
            ManifestRule.MISSING_FIELD.at(
                document.valueAt(""),
                "The field `" + field + "` is missing; no plugin can be built without it.",
                "Add `" + ManifestExamples.of(field) + "`."));
      }
    }
  }

  /** The renamed field with the old one's value, which is often an unquoted number. */
  private String quoted(String name, String old) {
    JsonNode value = document.root().get(old);
    String pointer = JsonPointers.child("", old);
    Optional<String> text =
        document.rawAt(pointer).or(() -> Optional.ofNullable(value.textValue()));
    return text.map(t -> " Write `" + name + ": \"" + Shown.plain(t) + "\"`.").orElse("");
  }

  private void luaFieldsApart() {
    boolean hasName = document.root().has("luaName");
    String there = hasName ? "luaName" : "minimumLuaVersion";
    String apart = hasName ? "minimumLuaVersion" : "luaName";
    out.add(
        ManifestRule.LUA_FIELDS_APART.at(
            document.keyAt("/" + there),
            "`"
                + there
                + "` is given without `"
                + apart
                + "`; the engine needs both to find the"
                + " Lua toolkit that this plugin replaces.",
            "Add `" + ManifestExamples.of(apart) + "`, or remove `" + there + "`."));
  }

  private void wrongType(String field, SchemaFinding finding) {
    JsonNode value = finding.value();
    String expected = finding.expected().asText();
    Location place = document.valueAt(finding.pointer());
    if (value.isNull()) {
      out.add(
          ManifestRule.MISSING_FIELD.at(
              document.keyAt(finding.pointer()),
              "The field `" + field + "` has no value.",
              "Write `"
                  + ManifestExamples.of(field)
                  + "`, or remove the line if the field is not needed."));
      return;
    }
    Optional<String> raw = document.rawAt(finding.pointer());
    if (expected.equals("string") && raw.isPresent()) {
      String quoted = finding.pointer().equals("/" + field) ? field + ": " : "- ";
      out.add(
          ManifestRule.UNQUOTED_VALUE
              .at(
                  place,
                  "YAML reads "
                      + Shown.text(raw.get())
                      + " as "
                      + asYaml(value)
                      + ", but `"
                      + field
                      + "` is a text.",
                  "Put it in quotes: `" + quoted + "\"" + Shown.plain(raw.get()) + "\"`.")
              .withFix(fixes.quote(field, finding.pointer(), raw.get())));
      return;
    }
    String wanted =
        switch (expected) {
          case "boolean" -> "`true` or `false`, without quotes";
          case "array" -> "a list";
          default -> "a text";
        };
    out.add(
        ManifestRule.WRONG_FIELD_TYPE.at(
            place,
            "`" + field + "` is " + kind(value) + ", but it must be " + wanted + ".",
            "Write `" + ManifestExamples.of(field) + "`."));
  }

  private static String asYaml(JsonNode value) {
    if (value.isPojo()) {
      return "a date";
    }
    if (value.isBoolean()) {
      return "the boolean `" + value.asText() + "`";
    }
    String number = value.asText();
    return number.length() > 40 ? "a number" : "the number " + number;
  }

  private static String kind(JsonNode value) {
    if (value.isArray()) {
      return "a list";
    }
    return value.isObject() ? "an object" : value.isTextual() ? "a text" : asYaml(value);
  }

  private void wrongValue(String field, SchemaFinding finding) {
    boolean alsoWrongType = !finding.value().isTextual() && !finding.value().isArray();
    if (alsoWrongType) {
      return;
    }
    Location place = document.valueAt(finding.pointer());
    String shown = Shown.value(finding.value());
    String text = finding.value().asText();
    switch (field) {
      case "id" ->
          out.add(
              ManifestRule.BAD_PLUGIN_ID
                  .at(
                      place,
                      "The id " + shown + " is no UUID" + lineBreak(text) + ".",
                      "A UUID has 8, 4, 4, 4 and 12 hexadecimal digits with dashes between, like"
                          + " `16bef554-9470-11e9-b2e3-8c8590d4a42c`. Never change it afterwards.")
                  .withFix(fixes.withoutLineBreak("/id")));
      case "name" ->
          out.add(
              ManifestRule.BAD_PLUGIN_NAME.at(
                  place, "The plugin's name is blank; users of the engine see it.", ""));
      case "hostTypes" -> hostTypes(finding, place);
      case "entryPoint" -> entryPoint(text, place);
      case "pluginType" ->
          out.add(
              ManifestRule.BAD_PLUGIN_TYPE
                  .at(place, "There is no plugin type " + shown + ".", meant(text, PLUGIN_TYPES))
                  .withFix(fixes.inCapitals(finding.pointer(), PLUGIN_TYPES)));
      case "language" -> language(text, place);
      case "buildNumber" -> buildNumber(text, place);
      case "luaName", "minimumLuaVersion" -> lua(field, text, place);
      default -> emptyPath(field, place);
    }
  }

  private void lua(String field, String text, Location place) {
    if (field.equals("luaName")) {
      out.add(
          ManifestRule.BAD_LUA_NAME
              .at(
                  place,
                  "The Lua name " + Shown.text(text) + " cannot be" + lineBreak(text) + ".",
                  "It consists of lower-case letters, digits, `_`, `:` and `-`.")
              .withFix(fixes.withoutLineBreak("/luaName")));
    } else {
      out.add(
          ManifestRule.BAD_LUA_VERSION
              .at(
                  place,
                  "The version "
                      + Shown.text(text)
                      + " is not of the form `major.minor`"
                      + lineBreak(text)
                      + ".",
                  "Write `minimumLuaVersion: \"1.0\"`.")
              .withFix(fixes.withoutLineBreak("/minimumLuaVersion")));
    }
  }

  private void emptyPath(String field, Location place) {
    ManifestRule rule =
        field.equals("srcDir") ? ManifestRule.BAD_SOURCE_FOLDER : ManifestRule.MISSING_SCHEMA_FILE;
    out.add(
        rule.at(place, "`" + field + "` is empty.", "Write `" + ManifestExamples.of(field) + "`."));
  }

  private void hostTypes(SchemaFinding finding, Location place) {
    if (finding.keyword().equals("maxItems")) {
      out.add(
          ManifestRule.BAD_HOST_TYPES.at(
              place,
              "A plugin works on one type of host, but " + finding.value().size() + " are listed.",
              "Keep `UNIX` or `WINDOWS`."));
    } else {
      out.add(
          ManifestRule.BAD_HOST_TYPES
              .at(
                  place,
                  "There is no host type " + Shown.value(finding.value()) + ".",
                  meant(finding.value().asText(), HOST_TYPES))
              .withFix(fixes.inCapitals(finding.pointer(), HOST_TYPES)));
    }
  }

  private void entryPoint(String text, Location place) {
    long colons = text.chars().filter(c -> c == ':').count();
    String why =
        colons == 1
            ? " has a blank, a slash, or nothing where a name should be"
            : (colons == 0 ? " has no colon" : " has " + colons + " colons instead of one");
    out.add(
        ManifestRule.BAD_ENTRY_POINT.at(
            place,
            "The entry point " + Shown.text(text) + why + ".",
            "Write `module:object`: the module below srcDir, with dots for packages and without"
                + " `.py`, and the name of the plugin object, as in `plugin_runner:plugin`."));
  }

  private void language(String text, Location place) {
    if (text.equals("PYTHON27") || text.equals("PYTHON38")) {
      out.add(
          ManifestRule.OUTDATED_LANGUAGE
              .at(
                  place,
                  "`" + text + "` was dropped: engines take new plugins only in `PYTHON311`.",
                  "Write `language: PYTHON311` once the source reads as Python 3.11; `dvp operations`"
                      + " works on the plugin as it is.")
              .withFix(fixes.replace("/language", PluginManifest.CURRENT_LANGUAGE)));
    } else {
      out.add(
          ManifestRule.UNKNOWN_LANGUAGE
              .at(
                  place,
                  "There is no language " + Shown.text(text) + ".",
                  "The one language for new plugins is `PYTHON311`.")
              .withFix(fixes.inCapitals("/language", List.of(PluginManifest.CURRENT_LANGUAGE))));
    }
  }

  private void buildNumber(String text, Location place) {
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    String why =
        zero && !text.isEmpty()
            ? " is zero, so that no engine could tell builds apart"
            : " is not made of whole numbers with dots between" + lineBreak(text);
    out.add(
        ManifestRule.BAD_BUILD_NUMBER
            .at(
                place,
                "The build number " + Shown.text(text) + why + ".",
                "Write for example `buildNumber: \"1.2.0\"`; raise it with each build for an engine.")
            .withFix(fixes.withoutLineBreak("/buildNumber")));
  }

  private static String lineBreak(String text) {
    boolean only = text.endsWith("\n") && !text.stripTrailing().contains("\n");
    return only ? ": a line break is part of it" : "";
  }

  private static String meant(String word, List<String> known) {
    String hint = DidYouMean.hint(word, known);
    return hint.isEmpty() ? "Write `" + String.join("` or `", known) + "`." : hint;
  }
}
