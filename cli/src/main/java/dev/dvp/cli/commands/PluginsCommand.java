package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.commands.EnginePlugins.Found;
import dev.dvp.cli.report.JsonReport;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.engine.InstalledPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp plugins}: shows which plugins engines have. */
public final class PluginsCommand implements Command {
  private static final int SCHEMA_VERSION = 2;
  private static final String ENGINE = "ENGINE";
  private static final List<String> HEADS = List.of("NAME", "BUILD", "VERSION", "STATUS", "ID");

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Show the plugins that an engine has installed, or each of several.")
        .footer(
            "",
            "Exits with 1 when one of the engines could not be asked; the others are shown.",
            "",
            "Examples:",
            "  dvp plugins -e local",
            "  dvp plugins -e prod --format json",
            "  dvp plugins -e qa");
    EngineOptions.addTo(spec);
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean asJson = FormatOption.isJson(call);
    List<Found> all = new EnginePlugins(call).all();
    if (asJson) {
      JsonText.print(call.out(), json -> write(json, call, all));
    } else {
      show(call, all);
    }
    call.out().flush();
    return exitCode(all);
  }

  private static int exitCode(List<Found> all) {
    return all.stream().allMatch(Found::isGood) ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static void show(Invocation call, List<Found> all) {
    List<List<String>> rows = new ArrayList<>();
    for (Found found : all) {
      found.plugins().forEach(plugin -> rows.add(row(found, plugin)));
    }
    boolean isOne = all.size() == 1;
    if (!rows.isEmpty()) {
      List<String> heads = new ArrayList<>(List.of(ENGINE));
      heads.addAll(HEADS);
      rows.add(0, heads);
      // Whoever named one engine knows which it is.
      lines(isOne ? rows.stream().map(row -> row.subList(1, row.size())).toList() : rows)
          .forEach(call.out()::println);
      call.out().flush();
    }
    TextReport report = new TextReport(call.host(), call.errStyle());
    for (Found found : all) {
      if (!found.isGood()) {
        if (!isOne) {
          call.host().err().println(found.label() + ":");
        }
        call.host().err().print(report.findings(found.findings()));
      } else if (found.plugins().isEmpty()) {
        call.say(found.address() + " has no plugins.");
      }
    }
  }

  private static List<String> row(Found found, InstalledPlugin plugin) {
    String from = plugin.namespace().map(namespace -> " (from " + namespace + ")").orElse("");
    return List.of(
        cell(found.label()),
        cell(plugin.name()),
        cell(plugin.buildNumber().orElse("")),
        cell(plugin.externalVersion().orElse("")),
        cell(plugin.status()),
        cell(plugin.identifier() + from));
  }

  private static String cell(String text) {
    return text.isEmpty() ? "-" : Printable.text(text);
  }

  private static List<String> lines(List<List<String>> rows) {
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

  /** However many engines there are, the document has one form. */
  private static void write(JsonGenerator json, Invocation call, List<Found> all)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeNumberField("exitCode", exitCode(all));
    json.writeArrayFieldStart("engines");
    for (Found found : all) {
      json.writeStartObject();
      json.writeStringField("name", found.label());
      json.writeStringField("engine", found.address());
      json.writeBooleanField("answered", found.isGood());
      json.writeArrayFieldStart("plugins");
      for (InstalledPlugin plugin : found.plugins()) {
        write(json, plugin);
      }
      json.writeEndArray();
      JsonReport.findings(json, "diagnostics", found.findings(), call.host());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, InstalledPlugin plugin) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", plugin.identifier());
    json.writeStringField("name", plugin.name());
    json.writeStringField("buildNumber", plugin.buildNumber().orElse(null));
    json.writeStringField("externalVersion", plugin.externalVersion().orElse(null));
    json.writeStringField("status", plugin.status());
    json.writeStringField("namespace", plugin.namespace().orElse(null));
    json.writeStringField("reference", plugin.reference());
    json.writeStringField("artifactSha256", plugin.artifactSha256().orElse(null));
    json.writeEndObject();
  }
}
