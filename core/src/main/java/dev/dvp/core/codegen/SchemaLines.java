package dev.dvp.core.codegen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.dvp.core.diagnostics.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the lines of a few JSON pointers in {@code schema.json}. The schemas as they are handed in
 * have no positions, and hardly any generation has a finding: reading the file again only then
 * costs nothing otherwise.
 */
final class SchemaLines {
  private SchemaLines() {}

  /**
   * Looks pointers up.
   *
   * @param file the schema's file
   * @param pointers JSON pointers from its root
   * @return where the key or item of each stands; none for those that cannot be found, or when the
   *     file cannot be read (any more)
   */
  static Map<String, Location> locate(Path file, Set<String> pointers) {
    Map<String, Location> places = new HashMap<>();
    try (BufferedReader text = Files.newBufferedReader(file);
        JsonParser parser = new JsonFactory().createParser(text)) {
      // A file that starts with a byte order mark is one column longer than it looks.
      text.mark(1);
      if (text.read() != '\ufeff') {
        text.reset();
      }
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean names = token == JsonToken.FIELD_NAME;
        JsonStreamContext context = parser.getParsingContext();
        JsonStreamContext around = token.isStructStart() ? context.getParent() : context;
        boolean item = !token.isStructEnd() && around.inArray();
        String pointer = context.pathAsPointer().toString();
        if ((names || item) && pointers.contains(pointer)) {
          JsonLocation place = parser.currentTokenLocation();
          places.put(pointer, new Location(file, place.getLineNr(), place.getColumnNr()));
        }
      }
    } catch (IOException e) {
      // The finding is still worth showing, with what was found of its place.
      return places;
    }
    return places;
  }
}
