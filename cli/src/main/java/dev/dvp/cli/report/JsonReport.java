package dev.dvp.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Host;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.util.List;

/**
 * The report as one JSON document; {@code schemaVersion} grows when a field changes its meaning.
 */
public final class JsonReport {
  private static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  static String render(Report report, Host host) {
    return JsonText.document(
        json -> {
          json.writeNumberField("schemaVersion", SCHEMA_VERSION);
          json.writeStringField("command", report.command());
          json.writeNumberField("exitCode", report.exitCode());
          if (!report.failure().isEmpty()) {
            json.writeStringField("failure", report.failure());
          }
          json.writeObjectFieldStart("summary");
          json.writeNumberField("errors", report.count(Severity.ERROR));
          json.writeNumberField("warnings", report.count(Severity.WARNING));
          json.writeNumberField("notes", report.count(Severity.INFO));
          json.writeNumberField("ignored", report.ignored());
          json.writeEndObject();
          findings(json, "diagnostics", report.findings(), host);
        });
  }

  /**
   * Writes findings as a member of an object, for documents that are no reports, too.
   *
   * @param json inside the object
   * @param member the member's name
   * @param findings the findings
   * @param host shows paths
   * @throws IOException when it cannot be written
   */
  public static void findings(
      JsonGenerator json, String member, List<Diagnostic> findings, Host host) throws IOException {
    json.writeArrayFieldStart(member);
    for (Diagnostic finding : findings) {
      write(json, finding, host);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Diagnostic finding, Host host) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule().id());
    json.writeStringField("title", finding.rule().title());
    json.writeStringField("severity", finding.severity().word());
    Location where = finding.location();
    if (where.hasFile()) {
      json.writeStringField("file", host.show(where.file()));
      if (where.line() > 0) {
        json.writeNumberField("line", where.line());
        json.writeNumberField("column", Math.max(where.column(), 1));
      }
    }
    json.writeStringField("message", finding.message());
    json.writeStringField("help", finding.help());
    if (finding.fix().isPresent()) {
      fix(json, finding.fix().get(), host);
    }
    json.writeEndObject();
  }

  private static void fix(JsonGenerator json, Fix fix, Host host) throws IOException {
    json.writeObjectFieldStart("fix");
    json.writeStringField("title", fix.title());
    json.writeArrayFieldStart("edits");
    for (Edit edit : fix.edits()) {
      json.writeStartObject();
      json.writeStringField("file", host.show(edit.at().file()));
      json.writeNumberField("line", edit.at().line());
      json.writeNumberField("column", edit.at().column());
      json.writeStringField("old", edit.old());
      json.writeStringField("new", edit.replacement());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
