package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.inspection.Change;
import dev.dvp.core.inspection.Comparison;
import dev.dvp.core.inspection.FileChange;
import dev.dvp.core.schema.DefinitionKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How two artifacts differ, as one JSON document. */
final class ComparisonJson {
  private static final int SCHEMA_VERSION = 1;

  private ComparisonJson() {}

  static void print(
      Invocation call, Comparison comparison, Path old, Path now, List<Diagnostic> problems) {
    JsonText.print(
        call.out(),
        json -> {
          json.writeNumberField("schemaVersion", SCHEMA_VERSION);
          json.writeStringField("old", call.host().show(old));
          json.writeStringField("new", call.host().show(now));
          json.writeStringField("verdict", comparison.verdict().words());
          changes(json, "fields", comparison.fields());
          changes(json, "operations", comparison.operations());
          json.writeObjectFieldStart("schemas");
          for (Map.Entry<DefinitionKind, List<Change>> schema : comparison.schemas().entrySet()) {
            changes(json, schema.getKey().key(), schema.getValue());
          }
          json.writeEndObject();
          json.writeArrayFieldStart("files");
          for (FileChange file : comparison.files()) {
            file(json, file);
          }
          json.writeEndArray();
          InspectionJson.problems(json, problems);
        });
  }

  private static void changes(JsonGenerator json, String name, List<Change> changes)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Change change : changes) {
      json.writeStartObject();
      json.writeStringField("impact", change.impact().word());
      if (change.rule().isPresent()) {
        json.writeStringField("rule", change.rule().get().id());
      }
      json.writeStringField("place", change.place());
      json.writeStringField("text", change.text());
      if (!change.coveredBy().isEmpty()) {
        json.writeArrayFieldStart("coveredBy");
        for (String id : change.coveredBy()) {
          json.writeString(id);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void file(JsonGenerator json, FileChange file) throws IOException {
    json.writeStartObject();
    json.writeStringField("change", file.kind().word());
    json.writeStringField("name", file.name());
    json.writeStringField("of", file.group().word());
    if (file.kind() != FileChange.Kind.ADDED) {
      json.writeNumberField("oldSize", file.oldSize());
    }
    if (file.kind() != FileChange.Kind.REMOVED) {
      json.writeNumberField("newSize", file.newSize());
    }
    if (file.patch().isPresent()) {
      json.writeStringField("patch", file.patch().get());
    }
    json.writeEndObject();
  }
}
