package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.core.scaffold.BundledTemplates;
import dev.dvp.core.scaffold.ScaffoldTemplate;
import dev.dvp.core.scaffold.TemplateDescription;
import java.io.IOException;
import java.util.List;

/** What {@code dvp init --list} shows. */
final class TemplateList {
  private static final int SCHEMA_VERSION = 1;

  private TemplateList() {}

  static void print(Invocation call, boolean asJson) {
    List<ScaffoldTemplate> all =
        BundledTemplates.names().stream().map(BundledTemplates::named).toList();
    if (asJson) {
      JsonText.print(call.out(), json -> write(json, all));
    } else {
      String row =
          "%-" + all.stream().mapToInt(t -> t.name().length()).max().orElse(0) + "s  %-6s  %s";
      call.out().println(row.formatted("NAME", "TYPE", "WHAT IT MAKES"));
      for (ScaffoldTemplate template : all) {
        TemplateDescription about = template.description();
        call.out()
            .println(row.formatted(template.name(), words(about.pluginTypes()), about.summary()));
        if (!about.needs().isEmpty()) {
          call.out().println(row.formatted("", "", "needs " + String.join(", ", about.needs())));
        }
      }
    }
    call.out().flush();
  }

  private static void write(JsonGenerator json, List<ScaffoldTemplate> all) throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeArrayFieldStart("templates");
    for (ScaffoldTemplate template : all) {
      TemplateDescription about = template.description();
      json.writeStartObject();
      json.writeStringField("name", template.name());
      json.writeStringField("title", about.title());
      json.writeStringField("summary", about.summary());
      write(json, "pluginTypes", sorted(about.pluginTypes()));
      write(json, "hostTypes", sorted(about.hostTypes()));
      write(json, "needs", about.needs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static String words(java.util.Set<? extends Enum<?>> values) {
    return String.join(", ", sorted(values));
  }

  private static List<String> sorted(java.util.Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().toList();
  }
}
