package dev.dvp.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Host;
import dev.dvp.cli.Version;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report as SARIF 2.1.0 (OASIS standard). */
final class SarifReport {
  private SarifReport() {}

  static String render(Report report, Host host) {
    return JsonText.document(
        json -> {
          json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
          json.writeStringField("version", "2.1.0");
          json.writeArrayFieldStart("runs");
          json.writeStartObject();
          List<Rule> rules = rules(report);
          tool(json, rules);
          invocation(json, report);
          json.writeStringField("columnKind", "unicodeCodePoints");
          json.writeArrayFieldStart("results");
          for (Diagnostic finding : report.findings()) {
            result(json, finding, rules, host);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private static List<Rule> rules(Report report) {
    List<Rule> rules = new ArrayList<>();
    for (Diagnostic finding : report.findings()) {
      if (!rules.contains(finding.rule())) {
        rules.add(finding.rule());
      }
    }
    return rules;
  }

  private static void tool(JsonGenerator json, List<Rule> rules) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "dvp");
    json.writeStringField("version", Version.number());
    json.writeArrayFieldStart("rules");
    for (Rule rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      json.writeStringField("name", rule.title());
      message(json, "shortDescription", rule.title().replace('-', ' '));
      message(json, "help", "dvp explain " + rule.id());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(rule.severity()));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void invocation(JsonGenerator json, Report report) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", report.failure().isEmpty());
    json.writeNumberField("exitCode", report.exitCode());
    if (!report.failure().isEmpty()) {
      json.writeArrayFieldStart("toolExecutionNotifications");
      json.writeStartObject();
      json.writeStringField("level", "error");
      message(json, "message", report.failure());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void result(JsonGenerator json, Diagnostic finding, List<Rule> rules, Host host)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule().id());
    json.writeNumberField("ruleIndex", rules.indexOf(finding.rule()));
    json.writeStringField("level", level(finding.severity()));
    String help = finding.help().isEmpty() ? "" : "\n" + finding.help();
    message(json, "message", finding.message() + help);
    Location where = finding.location();
    if (where.hasFile()) {
      json.writeArrayFieldStart("locations");
      json.writeStartObject();
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", uri(where.file(), host));
      json.writeEndObject();
      if (where.line() > 0) {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", where.line());
        json.writeNumberField("startColumn", Math.max(where.column(), 1));
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
    }
    if (finding.fix().isPresent()) {
      SarifFixes.write(json, finding.fix().get(), host);
    }
    json.writeEndObject();
  }

  static void message(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  static String uri(Path file, Host host) {
    String shown = host.show(file);
    try {
      // A colon in a relative path's first part would read as a scheme.
      String path = shown.startsWith("/") || !shown.contains(":") ? shown : "./" + shown;
      boolean absolute = shown.startsWith("/");
      URI uri = absolute ? new URI("file", "", path, null) : new URI(null, null, path, null);
      return uri.toASCIIString();
    } catch (URISyntaxException e) {
      return host.workingDir().resolve(file).toUri().toASCIIString();
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
      case OFF -> "none";
    };
  }
}
