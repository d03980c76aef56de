package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.files.Sizes;
import dev.dvp.localengine.store.Snapshot;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.workflows.SourceBook;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lab list}: the sources and snapshots of the plugin, as a tree. */
final class LabListCommand implements Command {
  private static final int SCHEMA_VERSION = 1;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show the plugin's sources with their snapshots, and below each snapshot the virtual"
                + " sources that have its data.");
    LabSession.addTo(spec);
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    return LabSession.with(call, session -> list(call, session));
  }

  private static int list(Invocation call, LabSession session) {
    SourceBook book = session.lab().book();
    List<Source> sources = book.sources(session.pluginId());
    if (FormatOption.isJson(call)) {
      JsonText.print(call.out(), json -> write(json, book, sources, LabValues.of(session)));
    } else if (sources.isEmpty()) {
      call.say("The plugin has no sources yet: `dvp lab discover`, then `dvp lab link`.");
    } else {
      List<Source> roots = sources.stream().filter(one -> isRoot(one, book, sources)).toList();
      roots.forEach(source -> print(call, book, sources, source, ""));
    }
    call.out().flush();
    return ExitCode.OK;
  }

  /** Linked ones, empty ones, and those whose parent is gone or their own. */
  private static boolean isRoot(Source source, SourceBook book, List<Source> sources) {
    return source.identity().kind() == SourceKind.LINKED
        || sources.stream()
            .filter(other -> other.number() != source.number())
            .noneMatch(
                other ->
                    book.snapshots(other).stream()
                        .anyMatch(snapshot -> isParent(snapshot, source)));
  }

  private static boolean isParent(Snapshot snapshot, Source source) {
    return source.condition().parent().filter(number -> number == snapshot.number()).isPresent();
  }

  private static void print(
      Invocation call, SourceBook book, List<Source> sources, Source source, String indent) {
    String mounts = String.join(", ", source.mountPaths());
    call.out()
        .println(
            indent
                + Printable.text(source.identity().name())
                + "  "
                + source.identity().kind().name().toLowerCase(Locale.ROOT)
                + ", "
                + source.stateText()
                + (mounts.isEmpty() ? "" : ", at " + Printable.text(mounts)));
    for (Snapshot snapshot : book.snapshots(source)) {
      call.out()
          .println(
              indent
                  + "  snapshot "
                  + snapshot.number()
                  + "  "
                  + snapshot.created()
                  + "  "
                  + Sizes.show(snapshot.bytes()));
      sources.stream()
          .filter(one -> one.number() != source.number() && isParent(snapshot, one))
          .forEach(one -> print(call, book, sources, one, indent + "    "));
    }
  }

  private static void write(
      JsonGenerator json, SourceBook book, List<Source> sources, LabValues values)
      throws IOException {
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeArrayFieldStart("sources");
    for (Source source : sources) {
      json.writeStartObject();
      LabReport.source(json, source);
      json.writeArrayFieldStart("snapshots");
      for (Snapshot snapshot : book.snapshots(source)) {
        json.writeStartObject();
        LabReport.snapshot(json, snapshot, values);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
