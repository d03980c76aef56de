package dev.dvp.core.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PlatformReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of an artifact's definitions in numbers.
 *
 * @param kind which
 * @param properties how many properties it has itself
 * @param required how many of them must be there
 * @param secrets how many passwords and credentials it holds at any depth
 * @param identityFields the properties that make two objects the same; empty where there are none
 * @param nameField the property that users see as the name, if there is one
 */
public record SchemaSummary(
    DefinitionKind kind,
    int properties,
    int required,
    int secrets,
    List<String> identityFields,
    Optional<String> nameField) {

  /** Copies the list. */
  public SchemaSummary {
    identityFields = List.copyOf(identityFields);
  }

  static SchemaSummary of(DefinitionKind kind, ObjectNode schema) {
    List<String> identity = new ArrayList<>();
    schema.path("identityFields").forEach(field -> identity.add(field.asText()));
    return new SchemaSummary(
        kind,
        schema.path("properties").size(),
        schema.path("required").size(),
        secrets(schema),
        identity,
        Optional.of(schema.path("nameField").asText()).filter(name -> !name.isEmpty()));
  }

  /** The depth of an artifact's JSON is bounded. */
  private static int secrets(JsonNode node) {
    int count = 0;
    boolean isSecret =
        node.path("format").asText().equals("password")
            || PlatformReferences.isCredentials(node.path("$ref").asText());
    count += isSecret ? 1 : 0;
    for (JsonNode child : node) {
      count += secrets(child);
    }
    return count;
  }
}
