package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema, draft 7, that is part of this program: what a manifest is, what a schema is. It is
 * read when it is made and compiled when a tree is not plainly valid.
 */
public final class OwnSchema {
  private final JsonNode root;
  private final PlainlyValid plainlyValid;
  private volatile @Nullable SchemaCheck compiled;

  /**
   * Reads the schema.
   *
   * @param owner a class in the resource's package
   * @param name the resource's name
   */
  public OwnSchema(Class<?> owner, String name) {
    this.root = JsonResource.read(owner, name);
    this.plainlyValid = new PlainlyValid(root);
  }

  /**
   * Runs the schema.
   *
   * @param instance a tree of bounded depth
   * @return what it refuses, in no particular order; empty when the tree is valid
   */
  public List<SchemaFinding> check(JsonNode instance) {
    return isPlainlyValid(instance) ? List.of() : compiled().check(instance);
  }

  /** Returns whether a tree is valid without the library being asked. */
  boolean isPlainlyValid(JsonNode instance) {
    return plainlyValid.test(root, instance);
  }

  /** Returns the schema as the library has it. Two threads may make it twice; it is the same. */
  SchemaCheck compiled() {
    SchemaCheck made = compiled;
    if (made == null) {
      made = SchemaCheck.of(root, Map.of());
      compiled = made;
    }
    return made;
  }
}
