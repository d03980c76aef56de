package dev.dvp.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

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
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
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
    return text + "\n";
  }
}
