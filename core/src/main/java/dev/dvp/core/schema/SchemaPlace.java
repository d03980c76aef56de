package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonPointers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A subschema and where it stands.
 *
 * @param definition the definition that it belongs to
 * @param root the whole definition, to which {@code #} in a {@code $ref} refers
 * @param pointer the JSON pointer from the root; empty for the root itself
 * @param node the subschema
 */
public record SchemaPlace(DefinitionKind definition, JsonNode root, String pointer, JsonNode node) {
  private static final int MAX_REFERENCES = 50;

  /**
   * A definition as a whole.
   *
   * @param definition which
   * @param root its schema
   * @return the place
   */
  public static SchemaPlace root(DefinitionKind definition, JsonNode root) {
    return new SchemaPlace(definition, root, "", root);
  }

  /**
   * The value of a key.
   *
   * @param key the key
   * @return its place, with a missing node when there is none
   */
  public SchemaPlace at(String key) {
    return new SchemaPlace(definition, root, JsonPointers.child(pointer, key), node.path(key));
  }

  /**
   * An item of an array.
   *
   * @param index from 0
   * @return its place, with a missing node when there is none
   */
  public SchemaPlace at(int index) {
    return new SchemaPlace(definition, root, pointer + "/" + index, node.path(index));
  }

  /**
   * The pointer from the root of {@code schema.json}.
   *
   * @return a JSON pointer
   */
  public String filePointer() {
    return "/" + definition.key() + pointer;
  }

  /**
   * Whether this is nothing but a reference: in draft 7 what stands beside one is ignored.
   *
   * @return whether there is a {@code $ref}
   */
  public boolean isReference() {
    return node.path("$ref").isTextual();
  }

  /**
   * Follows references within the definition until there is a schema.
   *
   * @return the schema, or nothing when a reference leads elsewhere, nowhere or in a ring
   */
  public Optional<SchemaPlace> resolved() {
    SchemaPlace place = this;
    for (int i = 0; i < MAX_REFERENCES && place.isReference(); i++) {
      Optional<SchemaPlace> target = place.follow(place.node.path("$ref").textValue());
      if (target.isEmpty()) {
        return target;
      }
      place = target.get();
    }
    return place.isReference() ? Optional.empty() : Optional.of(place);
  }

  private Optional<SchemaPlace> follow(String reference) {
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    String path;
    try {
      path = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!path.isEmpty() && !path.startsWith("/")) {
      return Optional.empty();
    }
    JsonNode target = root.at(path);
    boolean schema = target.isObject() || target.isBoolean();
    return schema ? Optional.of(new SchemaPlace(definition, root, path, target)) : Optional.empty();
  }
}
