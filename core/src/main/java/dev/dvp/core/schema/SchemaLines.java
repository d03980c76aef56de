package dev.dvp.core.schema;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonReader;
import dev.dvp.core.documents.Limits;
import java.util.Optional;

/**
 * Where things stand in {@code schema.json}. The file is read again, when the first place is asked
 * for: most checks find nothing and need no place.
 */
public final class SchemaLines {
  private final PluginSchemas schemas;
  private Optional<Document> document = Optional.empty();
  private boolean isRead;

  /**
   * Makes it; nothing is read yet.
   *
   * @param schemas what was read from the file before
   */
  public SchemaLines(PluginSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Finds a key.
   *
   * @param pointer a JSON pointer from the file's root
   * @return its place, or that of the nearest that is there; nothing when the file cannot be read
   *     any more
   */
  public Optional<Location> keyAt(String pointer) {
    if (!isRead) {
      isRead = true;
      // What is wrong with the file was said by whoever read the schemas from it.
      document = JsonReader.read(schemas.file(), Limits.HAND_WRITTEN, problem -> {});
    }
    return document.map(read -> read.keyAt(pointer));
  }
}
