package dev.dvp.core.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Prints JSON as people write it: indented by two, each member on a line. */
public final class JsonPrinter {
  private JsonPrinter() {}

  /**
   * Prints a value.
   *
   * @param value any
   * @return its text, ending in a line break; halves of characters, which no encoding can write,
   *     are escaped
   */
  public static String print(JsonNode value) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter(separators).withArrayIndenter(lines).withObjectIndenter(lines));
      JsonTrees.write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return escapeHalves(text.toString()) + "\n";
  }

  /** They can stand in strings alone, so that an escape means the same there. */
  private static String escapeHalves(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.SURROGATE) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
