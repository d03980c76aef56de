package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.JsonPointers;

/**
 * A schema at any depth of a definition.
 *
 * @param definition the definition that it stands in
 * @param pointer its pointer in the file
 * @param node the schema, an object
 * @param names the properties that the value described here is said to have, by this schema and
 *     those about the same value
 * @param siblings the same of the object around, for a property
 */
record SubSchema(
    Definition definition,
    String pointer,
    JsonNode node,
    PropertyNames names,
    PropertyNames siblings) {

  /** Tells whether this is the definition itself. */
  boolean isRoot() {
    return pointer.equals(definition.pointer());
  }

  /** The pointer of a keyword. */
  String at(String keyword) {
    return JsonPointers.child(pointer, keyword);
  }

  Location keyOf(String keyword) {
    return definition.document().keyAt(at(keyword));
  }

  Location valueOf(String keyword) {
    return definition.document().valueAt(at(keyword));
  }

  Location valueOf(String keyword, int index) {
    return definition.document().valueAt(at(keyword) + "/" + index);
  }
}
