package dev.dvp.cli.commands;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.workflows.LifeRow;
import dev.dvp.localengine.workflows.StepFailure;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report of a dataset's life in the XML that CI servers read: a case for each operation. */
final class LabJunit {
  private final PluginFiles plugin;
  private final List<LifeRow> rows;

  LabJunit(PluginFiles plugin, List<LifeRow> rows) {
    this.plugin = plugin;
    this.rows = List.copyOf(rows);
  }

  /**
   * Refuses a place that no report can be written to before all is done that it is about.
   *
   * @throws DvpException when it cannot be
   */
  static void checkPlace(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || parent == null || !Files.isWritable(parent)) {
      throw unwritable(file, "");
    }
  }

  void write(Path file) {
    try {
      PrivateFiles.write(file, text());
    } catch (IOException e) {
      throw unwritable(file, Reasons.of(e));
    }
  }

  private static DvpException unwritable(Path file, String why) {
    return new DvpException(
        WorkflowRule.STEP_FAILED.at(
            Location.of(file),
            "The report cannot be written" + why + ".",
            "Name a file in a folder that is there and yours."));
  }

  String text() {
    try {
      StringWriter text = new StringWriter();
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suite(xml);
      xml.writeEndDocument();
      xml.close();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void suite(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", clean("dvp lab test: " + plugin.manifest().name()));
    xml.writeAttribute("tests", Integer.toString(rows.size()));
    xml.writeAttribute("failures", count(LifeRow.Outcome.FAILED));
    xml.writeAttribute(
        "skipped",
        Long.toString(
            rows.stream()
                .filter(
                    row ->
                        row.outcome() == LifeRow.Outcome.SKIPPED
                            || row.outcome() == LifeRow.Outcome.NOT_RUN)
                .count()));
    long nanos = rows.stream().mapToLong(LifeRow::nanos).sum();
    xml.writeAttribute("time", seconds(nanos));
    xml.writeCharacters("\n");
    for (LifeRow row : rows) {
      testCase(xml, row);
    }
    xml.writeEndElement();
  }

  private String count(LifeRow.Outcome outcome) {
    return Long.toString(rows.stream().filter(row -> row.outcome() == outcome).count());
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  private static void testCase(XMLStreamWriter xml, LifeRow row) throws XMLStreamException {
    xml.writeCharacters("  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", row.step().word());
    xml.writeAttribute(
        "name", clean(row.operation().isEmpty() ? row.step().word() : row.operation()));
    xml.writeAttribute("time", seconds(row.nanos()));
    switch (row.outcome()) {
      case PASSED -> {
        // An element without content is a case that went well.
      }
      case SKIPPED, NOT_RUN -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", clean(row.text()));
      }
      case FAILED -> {
        StepFailure failure = row.failure().orElseThrow();
        xml.writeStartElement("failure");
        xml.writeAttribute("message", clean(failure.reason()));
        xml.writeCharacters(clean(details(failure)));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static String details(StepFailure failure) {
    StringBuilder text = new StringBuilder();
    failure
        .findings()
        .forEach(
            finding ->
                text.append(place(finding.location()))
                    .append(finding.rule().id())
                    .append(": ")
                    .append(finding.message())
                    .append(' ')
                    .append(finding.help())
                    .append('\n'));
    failure
        .userError()
        .ifPresent(
            error ->
                text.append(error.message())
                    .append('\n')
                    .append(error.action())
                    .append('\n')
                    .append(error.output())
                    .append('\n'));
    return text.toString();
  }

  private static String place(Location where) {
    return where.hasFile() ? where.file() + ":" + where.line() + ": " : "";
  }

  /** Without the characters that XML cannot hold, not even as a reference. */
  private static String clean(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints().map(c -> isXml(c) ? c : '\uFFFD').forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
