package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds all schemas of a definition, in the order of the file. Depth is bounded by the reader. */
final class SchemaWalk {
  private final Definition definition;
  private final List<SubSchema> found = new ArrayList<>();

  private SchemaWalk(Definition definition) {
    this.definition = definition;
  }

  static List<SubSchema> of(Definition definition) {
    SchemaWalk walk = new SchemaWalk(definition);
    walk.anchors(definition.pointer());
    walk.visit(
        definition.pointer(),
        PropertyNames.of(definition, definition.pointer()),
        PropertyNames.UNKNOWN);
    return walk.found;
  }

  /** Names must be known before references are followed. */
  private void anchors(String pointer) {
    JsonNode node = definition.at(pointer);
    String id = node.path("$id").textValue();
    if (id != null && id.startsWith("#")) {
      definition.anchor(id, pointer);
    }
    Keywords.children(pointer, node, (keyword, child) -> anchors(child));
  }

  private void visit(String pointer, PropertyNames names, PropertyNames siblings) {
    JsonNode node = definition.at(pointer);
    if (!node.isObject()) {
      return;
    }
    found.add(new SubSchema(definition, pointer, node, names, siblings));
    Keywords.children(
        pointer,
        node,
        (keyword, child) -> {
          if (Keywords.isSameValue(keyword)) {
            visit(child, names, siblings);
          } else {
            visit(
                child,
                namesOf(keyword, child),
                keyword.equals("properties") ? names : PropertyNames.UNKNOWN);
          }
        });
  }

  private PropertyNames namesOf(String keyword, String child) {
    PropertyNames names = PropertyNames.of(definition, child);
    // A shared part that only requires is meant to be combined with one that declares.
    boolean part = keyword.equals("definitions") && names.all().isEmpty();
    return part ? PropertyNames.UNKNOWN : names;
  }
}
