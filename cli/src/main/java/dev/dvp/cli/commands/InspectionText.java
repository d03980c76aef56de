package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Style;
import dev.dvp.core.artifact.ArtifactFacts;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.inspection.Inspection;
import dev.dvp.core.inspection.OperationsSummary;
import dev.dvp.core.inspection.PayloadSummary;
import dev.dvp.core.inspection.PayloadSummary.BytecodeCount;
import dev.dvp.core.inspection.PayloadSummary.PayloadFile;
import dev.dvp.core.inspection.PayloadSummary.Share;
import dev.dvp.core.inspection.SchemaSummary;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.runtime.RuntimeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in an artifact, on one screen. */
final class InspectionText {
  private static final int LABEL = 19;
  private static final int WIDTH = 80;
  private static final int LONGEST_VALUE = 200;

  /** Labels of the fields, in the order of the screen. */
  private static final List<String[]> FIELDS =
      List.of(
          new String[] {"pluginId", "id"},
          new String[] {"name", "name"},
          new String[] {"buildNumber", "build number"},
          new String[] {"externalVersion", "external version"},
          new String[] {"pluginType", "plugin type"},
          new String[] {"language", "language"},
          new String[] {"hostTypes", "host types"},
          new String[] {"entryPoint", "entry point"},
          new String[] {"defaultLocale", "locale"},
          new String[] {"luaName", "Lua name"},
          new String[] {"minimumLuaVersion", "least Lua version"},
          new String[] {"rootSquashEnabled", "root squash"},
          new String[] {"extendedStartStopHooks", "start/stop hooks"},
          new String[] {"manualSourceConfigDiscovery", "manual discovery"},
          new String[] {"buildApi", "build API"},
          new String[] {"engineApi", "engine API"});

  private final Invocation call;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  InspectionText(Invocation call) {
    this.call = call;
    this.style = call.outStyle();
  }

  String render(Inspection inspection) {
    ArtifactFacts facts = inspection.facts();
    text.append(style.strong(Printable.text(call.host().show(inspection.file()))));
    text.append(": ").append(Sizes.show(inspection.bytes())).append('\n');
    for (String[] field : FIELDS) {
      facts.shown(field[0]).ifPresent(value -> line(field[1], value));
    }
    facts.unknown().forEach((key, value) -> line(key + " (?)", ArtifactFacts.shown(value)));
    line("sha256", inspection.sha256());
    operations(inspection.operations(), facts);
    schemas(inspection.schemas());
    inspection.payload().ifPresent(this::payload);
    return text.toString();
  }

  private void heading(String title, String rest) {
    text.append('\n').append(style.strong(title)).append(rest).append('\n');
  }

  private void line(String label, String value) {
    String shown = Printable.text(value);
    if (shown.length() > LONGEST_VALUE) {
      shown = shown.substring(0, LONGEST_VALUE) + "…";
    }
    String name = Printable.text(label);
    text.append("  ").append(name).append(" ".repeat(Math.max(1, LABEL - name.length())));
    text.append(style.wrap(shown, LABEL + 2, " ".repeat(LABEL + 2))).append('\n');
  }

  private void operations(OperationsSummary operations, ArtifactFacts facts) {
    heading(
        "Operations",
        ": " + operations.implemented().size() + " of " + operations.total() + " implemented");
    words(operations.implemented().stream().map(Operation::decorator).distinct().toList());
    if (!operations.missing().isEmpty()) {
      line(
          "missing",
          operations.missing().stream()
              .map(Operation::decorator)
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    if (!operations.uncalled().isEmpty()) {
      line("never called", String.join(", ", operations.uncalled()));
    }
    if (!operations.unknown().isEmpty()) {
      line("unknown", String.join(", ", operations.unknown()));
    }
    line(
        "migrations",
        facts.migrationIds().isEmpty() ? "none" : String.join(", ", facts.migrationIds()));
  }

  private void words(List<String> names) {
    int column = WIDTH;
    for (String name : names) {
      boolean fits = column + 2 + name.length() <= WIDTH;
      text.append(fits ? ", " : column == WIDTH ? "  " : ",\n  ").append(name);
      column = fits ? column + 2 + name.length() : 2 + name.length();
    }
    text.append(names.isEmpty() ? "" : "\n");
  }

  private void schemas(List<SchemaSummary> schemas) {
    heading("Schemas", ": " + schemas.size() + " of 6");
    for (SchemaSummary schema : schemas) {
      List<String> parts = new ArrayList<>();
      parts.add(count(schema.properties(), "property", "properties"));
      if (schema.required() > 0) {
        parts.add(schema.required() + " required");
      }
      if (schema.secrets() > 0) {
        parts.add(count(schema.secrets(), "secret", "secrets"));
      }
      if (!schema.identityFields().isEmpty()) {
        parts.add("known by " + String.join(" + ", schema.identityFields()));
      }
      String name = schema.kind().key();
      text.append("  ").append(name).append(" ".repeat(30 - name.length()));
      text.append(Printable.text(String.join(", ", parts))).append('\n');
    }
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private void payload(PayloadSummary payload) {
    heading("Payload", ": " + share(payload.all()));
    line("zip", Sizes.show(payload.zipBytes()));
    line("sha256 of the zip", payload.sha256());
    payload.groups().forEach((group, share) -> line(group.word(), share(share)));
    line("runtime packages", runtime(payload));
    line("Python", python(payload));
    if (!payload.largest().isEmpty()) {
      heading("Largest files", "");
      for (PayloadFile file : payload.largest()) {
        text.append(String.format(Locale.ROOT, "  %11s  ", Sizes.show(file.size())));
        text.append(Printable.text(file.name())).append('\n');
      }
    }
  }

  private static String share(Share share) {
    return count(share.files(), "file", "files")
        + ", "
        + Sizes.show(share.size())
        + ", packed "
        + Sizes.show(share.packed());
  }

  private static String runtime(PayloadSummary payload) {
    String packages =
        payload.packages().entrySet().stream()
            .map(entry -> entry.getKey() + entry.getValue().map(v -> " " + v).orElse(""))
            .collect(Collectors.joining(", "));
    String kind = payload.runtime() == RuntimeKind.NONE ? "none" : payload.runtime().word();
    return kind + (packages.isEmpty() ? "" : ": " + packages);
  }

  private static String python(PayloadSummary payload) {
    List<String> parts = new ArrayList<>();
    if (payload.sources() > 0) {
      parts.add(count(payload.sources(), "source", "sources"));
    }
    for (BytecodeCount count : payload.bytecode()) {
      parts.add(
          count.files()
              + " of bytecode for "
              + count.python().map(v -> "Python " + v).orElse("an unknown Python")
              + " (magic "
              + count.magic()
              + ", "
              + count.kind().words()
              + ")");
    }
    if (payload.unreadableBytecode() > 0) {
      parts.add(payload.unreadableBytecode() + " called .pyc that are no bytecode");
    }
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}
