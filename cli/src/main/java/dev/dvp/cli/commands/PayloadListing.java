package dev.dvp.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dvp.cli.Host;
import dev.dvp.cli.Sizes;
import dev.dvp.cli.report.JsonText;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Style;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The files of a payload and what stays out of it, for people or for programs.
 *
 * @param payload the files
 * @param srcDir where they are from
 * @param isComplete whether nothing that should go in was refused
 */
record PayloadListing(Payload payload, Path srcDir, boolean isComplete) {
  private static final int SCHEMA_VERSION = 1;

  /** Where an entry comes from. */
  private enum Origin {
    SOURCE(""),
    GENERATED("made from the schema"),
    RUNTIME("a runtime package"),
    FOLDER("so that Python finds the modules in it");

    final String note;

    Origin(String note) {
      this.note = note;
    }

    static Origin of(Payload.Entry entry) {
      if (entry.isFolder()) {
        return FOLDER;
      }
      Payload.Content content = entry.content();
      return content instanceof Payload.OnDisk
          ? SOURCE
          : content instanceof Payload.InArchive ? RUNTIME : GENERATED;
    }
  }

  private List<Payload.Entry> files() {
    return payload.entries().stream().filter(entry -> !entry.isFolder()).toList();
  }

  String text(Host host, Style style, boolean withLeftOut) {
    StringBuilder text = new StringBuilder();
    for (Payload.Entry entry : payload.entries()) {
      String size = entry.isFolder() ? "" : Sizes.show(entry.content().size());
      String note = Origin.of(entry).note;
      text.append(String.format(Locale.ROOT, "%10s  ", size)).append(Printable.text(entry.name()));
      text.append(note.isEmpty() ? "" : style.faint("  (" + note + ")")).append('\n');
    }
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

  private String total(boolean withLeftOut) {
    int files = files().size();
    int leftOut = payload.leftOut().size();
    return (files == 1 ? "1 file, " : files + " files, ")
        + Sizes.show(payload.size())
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
          json.writeNumberField("size", payload.size());
          json.writeArrayFieldStart("files");
          for (Payload.Entry entry : payload.entries()) {
            write(json, entry);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("leftOut");
          for (Payload.LeftOut out : payload.leftOut()) {
            write(json, out, host);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Payload.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", entry.name());
    json.writeNumberField("size", entry.content().size());
    json.writeStringField("origin", Origin.of(entry).name().toLowerCase(Locale.ROOT));
    if (entry.content() instanceof Payload.InArchive member) {
      json.writeStringField("archive", String.valueOf(member.archive().getFileName()));
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
