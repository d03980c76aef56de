package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.engine.EngineSession;
import dev.dvp.core.engine.InstalledPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp plugins}: shows which plugins an engine has. */
public final class PluginsCommand implements Command {
  private static final int SCHEMA_VERSION = 1;
  private static final List<String> HEADS = List.of("NAME", "BUILD", "VERSION", "STATUS", "ID");

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Show the plugins that an engine has installed.")
        .footer("", "Examples:", "  dvp plugins -e local", "  dvp plugins -e prod --format json");
    EngineOptions.addTo(spec);
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean asJson = FormatOption.isJson(call);
    EngineLogin login = EngineLogin.one(call);
    EngineSession session = login.open(call, EngineOptions.timeouts(call));
    List<InstalledPlugin> plugins = session.plugins();
    if (asJson) {
      JsonText.print(call.out(), json -> write(json, login, plugins));
    } else if (plugins.isEmpty()) {
      call.say(login.address() + " has no plugins.");
    } else {
      table(plugins).forEach(call.out()::println);
    }
    call.out().flush();
    return ExitCode.OK;
  }

  private static void write(JsonGenerator json, EngineLogin login, List<InstalledPlugin> plugins)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeStringField("engine", login.address().toString());
    json.writeArrayFieldStart("plugins");
    for (InstalledPlugin plugin : plugins) {
      json.writeStartObject();
      json.writeStringField("id", plugin.identifier());
      json.writeStringField("name", plugin.name());
      json.writeStringField("buildNumber", plugin.buildNumber().orElse(null));
      json.writeStringField("externalVersion", plugin.externalVersion().orElse(null));
      json.writeStringField("status", plugin.status());
      json.writeStringField("namespace", plugin.namespace().orElse(null));
      json.writeStringField("reference", plugin.reference());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String cell(String text) {
    return text.isEmpty() ? "-" : Printable.text(text);
  }

  private static List<String> table(List<InstalledPlugin> plugins) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    for (InstalledPlugin plugin : plugins) {
      String from = plugin.namespace().map(namespace -> " (from " + namespace + ")").orElse("");
      rows.add(
          List.of(
              cell(plugin.name()),
              cell(plugin.buildNumber().orElse("")),
              cell(plugin.externalVersion().orElse("")),
              cell(plugin.status()),
              cell(plugin.identifier() + from)));
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
        line.append(row.get(at)).append(" ".repeat(width - row.get(at).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
