package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that a JSON Schema refuses, in neutral terms: whoever asked finds the words.
 *
 * @param keyword the keyword of the schema that refuses it, for example {@code type}
 * @param pointer a JSON pointer to the value
 * @param property the missing or unknown member, for {@code required} and {@code
 *     additionalProperties}; else empty
 * @param expected the keyword's value in the schema, for example the list of an {@code enum}
 * @param value what was refused
 * @param schemaPointer a JSON pointer to the keyword in the schema, from its root
 * @param way how the schema led there, as a JSON pointer through its references
 */
public record SchemaFinding(
    String keyword,
    String pointer,
    String property,
    JsonNode expected,
    JsonNode value,
    String schemaPointer,
    String way) {}
