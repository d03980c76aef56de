package dev.dvp.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fix of a result in SARIF: what editors offer as a quick fix. */
final class SarifFixes {
  private SarifFixes() {}

  static void write(JsonGenerator json, Fix fix, Host host) throws IOException {
    Map<Path, List<Edit>> byFile = new LinkedHashMap<>();
    for (Edit edit : fix.edits()) {
      byFile.computeIfAbsent(edit.at().file(), file -> new ArrayList<>()).add(edit);
    }
    json.writeArrayFieldStart("fixes");
    json.writeStartObject();
    SarifReport.message(json, "description", fix.title());
    json.writeArrayFieldStart("artifactChanges");
    for (Map.Entry<Path, List<Edit>> entry : byFile.entrySet()) {
      json.writeStartObject();
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", SarifReport.uri(entry.getKey(), host));
      json.writeEndObject();
      json.writeArrayFieldStart("replacements");
      for (Edit edit : entry.getValue()) {
        replacement(json, edit);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void replacement(JsonGenerator json, Edit edit) throws IOException {
    String old = edit.old();
    int line = edit.at().line();
    int column = edit.at().column();
    List<String> lines = List.of(old.split("\r\n|\r|\n", -1));
    String last = lines.get(lines.size() - 1);
    int length = last.codePointCount(0, last.length());
    json.writeStartObject();
    json.writeObjectFieldStart("deletedRegion");
    json.writeNumberField("startLine", line);
    json.writeNumberField("startColumn", column);
    json.writeNumberField("endLine", line + lines.size() - 1);
    json.writeNumberField("endColumn", lines.size() > 1 ? length + 1 : column + length);
    json.writeEndObject();
    SarifReport.message(json, "insertedContent", edit.replacement());
    json.writeEndObject();
  }
}
