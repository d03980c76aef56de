package dev.dvp.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes JSON documents the same way everywhere: indented by two, {@code \n}, streamed. */
public final class JsonText {
  private JsonText() {}

  /** Writes the members of the document's object. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes the members.
     *
     * @param json inside the document's object
     * @throws IOException never, since it is written to memory
     */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Writes a document.
   *
   * @param body writes the members
   * @return the text, ending in a line break
   */
  public static String document(Body body) {
    StringWriter text = new StringWriter();
    write(text, body);
    return text + "\n";
  }

  /**
   * Writes a document that may be long.
   *
   * @param out takes the text, which ends in a line break
   * @param body writes the members
   */
  public static void print(PrintStream out, Body body) {
    OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    write(writer, body);
    out.print("\n");
    out.flush();
  }

  private static void write(Writer target, Body body) {
    try (JsonGenerator json = new JsonFactory().createGenerator(target)) {
      // The stream below is the caller's.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(indenter);
      printer.indentArraysWith(indenter);
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
