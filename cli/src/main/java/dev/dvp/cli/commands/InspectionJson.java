package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.documents.JsonTrees;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.inspection.FileGroup;
import dev.dvp.core.inspection.Inspection;
import dev.dvp.core.inspection.OperationsSummary;
import dev.dvp.core.inspection.PayloadSummary;
import dev.dvp.core.inspection.PayloadSummary.BytecodeCount;
import dev.dvp.core.inspection.PayloadSummary.PayloadFile;
import dev.dvp.core.inspection.PayloadSummary.Share;
import dev.dvp.core.inspection.SchemaSummary;
import dev.dvp.core.operations.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is in an artifact, as one JSON document. */
final class InspectionJson {
  private static final int SCHEMA_VERSION = 1;

  private InspectionJson() {}

  static void print(
      Invocation call, Inspection inspection, OpenArtifact artifact, List<Diagnostic> problems) {
    JsonText.print(
        call.out(),
        json -> {
          json.writeNumberField("schemaVersion", SCHEMA_VERSION);
          json.writeStringField("file", call.host().show(inspection.file()));
          json.writeNumberField("bytes", inspection.bytes());
          json.writeStringField("sha256", inspection.sha256());
          trees(json, "fields", inspection.facts().fields());
          trees(json, "unknownKeys", inspection.facts().unknown());
          operations(json, inspection.operations());
          strings(json, "migrationIds", inspection.facts().migrationIds());
          json.writeArrayFieldStart("schemas");
          for (SchemaSummary schema : inspection.schemas()) {
            schema(json, schema);
          }
          json.writeEndArray();
          if (inspection.payload().isPresent()) {
            payload(json, inspection.payload().get());
          }
          if (call.flag("--files")) {
            files(json, artifact);
          }
          problems(json, problems);
        });
  }

  /** What could not be read, or cannot be believed. */
  static void problems(JsonGenerator json, List<Diagnostic> problems) throws IOException {
    json.writeArrayFieldStart("problems");
    for (Diagnostic problem : problems) {
      json.writeStartObject();
      json.writeStringField("rule", problem.rule().id());
      json.writeStringField("message", problem.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void trees(JsonGenerator json, String name, Map<String, JsonNode> trees)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, JsonNode> tree : trees.entrySet()) {
      json.writeFieldName(tree.getKey());
      JsonTrees.write(tree.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, Iterable<String> strings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private static void operations(JsonGenerator json, OperationsSummary operations)
      throws IOException {
    json.writeObjectFieldStart("operations");
    strings(json, "implemented", decorators(operations.implemented()));
    strings(json, "missing", decorators(operations.missing()));
    strings(json, "neverCalled", operations.uncalled());
    strings(json, "unknown", operations.unknown());
    json.writeEndObject();
  }

  private static Set<String> decorators(List<Operation> operations) {
    Set<String> names = new TreeSet<>();
    operations.forEach(operation -> names.add(operation.decorator()));
    return names;
  }

  private static void schema(JsonGenerator json, SchemaSummary schema) throws IOException {
    json.writeStartObject();
    json.writeStringField("definition", schema.kind().key());
    json.writeNumberField("properties", schema.properties());
    json.writeNumberField("required", schema.required());
    json.writeNumberField("secrets", schema.secrets());
    if (schema.kind().hasIdentity()) {
      strings(json, "identityFields", schema.identityFields());
    }
    if (schema.nameField().isPresent()) {
      json.writeStringField("nameField", schema.nameField().get());
    }
    json.writeEndObject();
  }

  private static void payload(JsonGenerator json, PayloadSummary payload) throws IOException {
    json.writeObjectFieldStart("payload");
    share(json, payload.all());
    json.writeNumberField("zipBytes", payload.zipBytes());
    json.writeStringField("sha256", payload.sha256());
    json.writeStringField("runtime", payload.runtime().word());
    json.writeObjectFieldStart("packages");
    for (Map.Entry<String, Optional<String>> found : payload.packages().entrySet()) {
      if (found.getValue().isPresent()) {
        json.writeStringField(found.getKey(), found.getValue().get());
      } else {
        json.writeNullField(found.getKey());
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("groups");
    for (Map.Entry<FileGroup, Share> group : payload.groups().entrySet()) {
      json.writeObjectFieldStart(group.getKey().word());
      share(json, group.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("folders");
    for (Map.Entry<String, Share> folder : payload.folders().entrySet()) {
      json.writeObjectFieldStart(folder.getKey());
      share(json, folder.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    python(json, payload);
    json.writeArrayFieldStart("largest");
    for (PayloadFile file : payload.largest()) {
      json.writeStartObject();
      json.writeStringField("name", file.name());
      json.writeNumberField("size", file.size());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void share(JsonGenerator json, Share share) throws IOException {
    json.writeNumberField("files", share.files());
    json.writeNumberField("size", share.size());
    json.writeNumberField("packed", share.packed());
  }

  private static void python(JsonGenerator json, PayloadSummary payload) throws IOException {
    json.writeNumberField("sources", payload.sources());
    json.writeArrayFieldStart("bytecode");
    for (BytecodeCount count : payload.bytecode()) {
      json.writeStartObject();
      json.writeNumberField("magic", count.magic());
      if (count.python().isPresent()) {
        json.writeStringField("python", count.python().get());
      }
      json.writeStringField("kind", count.kind().words());
      json.writeNumberField("files", count.files());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("unreadableBytecode", payload.unreadableBytecode());
  }

  private static void files(JsonGenerator json, OpenArtifact artifact) throws IOException {
    json.writeArrayFieldStart("files");
    if (artifact.payload().isPresent()) {
      for (ZipRecord entry : artifact.payload().get().entries()) {
        if (!entry.isFolder()) {
          json.writeStartObject();
          json.writeStringField("name", entry.name());
          json.writeNumberField("size", Math.max(0, entry.size()));
          json.writeNumberField("packed", Math.max(0, entry.packedSize()));
          json.writeStringField("crc", String.format(Locale.ROOT, "%08x", entry.crc()));
          json.writeStringField("of", FileGroup.of(entry.name()).word());
          json.writeEndObject();
        }
      }
    }
    json.writeEndArray();
  }
}
