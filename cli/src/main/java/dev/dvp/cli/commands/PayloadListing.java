package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Host;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Style;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.RuntimePackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a payload and what stays out of it, for people or for programs.
 *
 * @param payload the plugin's own files and those made for it
 * @param runtime the packages beside them
 * @param srcDir where they are from
 * @param isComplete whether nothing that should go in was refused
 */
record PayloadListing(Payload payload, RuntimePackages runtime, Path srcDir, boolean isComplete) {
  private static final int SCHEMA_VERSION = 1;

  /** Where an entry comes from. */
  private enum Origin {
    SOURCE(""),
    GENERATED("made from the schema"),
    FOLDER("so that Python finds the modules in it");

    final String note;

    Origin(String note) {
      this.note = note;
    }

    static Origin of(Payload.Entry entry) {
      if (entry.isFolder()) {
        return FOLDER;
      }
      return entry.content() instanceof Payload.OnDisk ? SOURCE : GENERATED;
    }
  }

  private Payload all() {
    return payload.plus(runtime.entries());
  }

  private List<Payload.Entry> files() {
    return all().entries().stream().filter(entry -> !entry.isFolder()).toList();
  }

  String text(Host host, Style style, boolean withLeftOut) {
    StringBuilder text = new StringBuilder();
    for (Payload.Entry entry : payload.entries()) {
      String size = entry.isFolder() ? "" : Sizes.show(entry.content().size());
      String note = Origin.of(entry).note;
      text.append(String.format(Locale.ROOT, "%10s  ", size)).append(Printable.text(entry.name()));
      text.append(note.isEmpty() ? "" : style.faint("  (" + note + ")")).append('\n');
    }
    text.append(packages(style));
    List<Payload.LeftOut> leftOut = payload.leftOut();
    if (withLeftOut && !leftOut.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(style.strong("Left out:")).append('\n');
      int width =
          leftOut.stream().mapToInt(out -> Printable.text(out.name()).length()).max().orElse(0);
      String form = "  %-" + Math.min(width, 40) + "s  %s%n";
      for (Payload.LeftOut out : leftOut) {
        text.append(
            String.format(Locale.ROOT, form, Printable.text(out.name()), reason(host, out))
                .replace(System.lineSeparator(), "\n"));
      }
    }
    text.append(text.isEmpty() ? "" : "\n").append(total(withLeftOut)).append('\n');
    return text.toString();
  }

  /** One line for each package: its files are nobody's choice. */
  private String packages(Style style) {
    Map<String, List<Payload.Entry>> byPackage = new TreeMap<>();
    for (Payload.Entry entry : runtime.entries()) {
      String name = archive(entry).orElse("dvp's own runtime");
      byPackage.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
    }
    StringBuilder text = new StringBuilder();
    byPackage.forEach(
        (name, entries) -> {
          long size = entries.stream().mapToLong(entry -> entry.content().size()).sum();
          text.append(String.format(Locale.ROOT, "%10s  ", Sizes.show(size)))
              .append(Printable.text(name))
              .append(style.faint("  (a runtime package, " + entries.size() + " files)"))
              .append('\n');
        });
    return text.toString();
  }

  private static Optional<String> archive(Payload.Entry entry) {
    return entry.content() instanceof Payload.InArchive member
        ? Optional.of(String.valueOf(member.archive().getFileName()))
        : Optional.empty();
  }

  private String total(boolean withLeftOut) {
    int files = files().size();
    int leftOut = payload.leftOut().size();
    return (files == 1 ? "1 file, " : files + " files, ")
        + Sizes.show(all().size())
        + "; "
        + leftOut
        + " left out"
        + (withLeftOut || leftOut == 0 ? "." : " (`--left-out` shows what and why).");
  }

  /**
   * Why something stays out.
   *
   * @return a pattern with its place, or words
   */
  static String reason(Host host, Payload.LeftOut out) {
    return Printable.text(
        out.isByPattern()
            ? host.show(out.pattern().file()) + ":" + out.pattern().line() + ": " + out.reason()
            : out.reason());
  }

  String json(Host host) {
    return JsonText.document(
        json -> {
          json.writeNumberField("schemaVersion", SCHEMA_VERSION);
          json.writeStringField("srcDir", host.show(srcDir));
          json.writeBooleanField("complete", isComplete);
          json.writeNumberField("fileCount", files().size());
          json.writeNumberField("size", all().size());
          json.writeArrayFieldStart("files");
          Set<Payload.Entry> packages = Set.copyOf(runtime.entries());
          for (Payload.Entry entry : all().entries()) {
            write(json, entry, packages.contains(entry));
          }
          json.writeEndArray();
          json.writeArrayFieldStart("leftOut");
          for (Payload.LeftOut out : payload.leftOut()) {
            write(json, out, host);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Payload.Entry entry, boolean isRuntime)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", entry.name());
    json.writeNumberField("size", entry.content().size());
    json.writeStringField(
        "origin", isRuntime ? "runtime" : Origin.of(entry).name().toLowerCase(Locale.ROOT));
    Optional<String> archive = archive(entry);
    if (archive.isPresent()) {
      json.writeStringField("archive", archive.get());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Payload.LeftOut out, Host host) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", out.name());
    if (out.isByPattern()) {
      json.writeStringField("pattern", out.reason());
      json.writeStringField("file", host.show(out.pattern().file()));
      json.writeNumberField("line", out.pattern().line());
    } else {
      json.writeStringField("reason", out.reason());
    }
    json.writeEndObject();
  }
}
