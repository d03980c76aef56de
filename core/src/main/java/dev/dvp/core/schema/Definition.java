package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One of the six definitions in its file. Each travels to the engine on its own, so a {@code #} in
 * a {@code $ref} means the definition, not the file.
 */
final class Definition {
  private final DefinitionKind kind;
  private final Document document;
  private final String pointer;
  private final Map<String, String> anchors = new HashMap<>();

  /** Found once: files with thousands of references ask for the same places again and again. */
  private final Map<String, JsonNode> nodes = new HashMap<>();

  private final Map<String, Optional<String>> targets = new HashMap<>();

  Definition(DefinitionKind kind, Document document, String pointer) {
    this.kind = kind;
    this.document = document;
    this.pointer = pointer;
  }

  DefinitionKind kind() {
    return kind;
  }

  Document document() {
    return document;
  }

  /** The pointer of the definition in the file. */
  String pointer() {
    return pointer;
  }

  JsonNode node() {
    return at(pointer);
  }

  JsonNode at(String place) {
    return nodes.computeIfAbsent(place, document.root()::at);
  }

  /** Notes a subschema that names itself by a fragment: {@code "$id": "#port"}. */
  void anchor(String id, String place) {
    anchors.putIfAbsent(id, place);
  }

  /** The pointer that a {@code $ref} into this definition leads to, if a schema is there. */
  Optional<String> target(String reference) {
    return targets.computeIfAbsent(reference, this::find);
  }

  private Optional<String> find(String reference) {
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    if (!reference.equals("#") && !reference.startsWith("#/")) {
      return Optional.ofNullable(anchors.get(reference));
    }
    Optional<String> place = decoded(reference.substring(1)).map(rest -> pointer + rest);
    return place.filter(
        found -> {
          JsonNode node = at(found);
          return node.isObject() || node.isBoolean();
        });
  }

  /** A URI fragment as a JSON pointer: percent signs resolved, escapes in one form. */
  static Optional<String> decoded(String fragment) {
    if (!fragment.isEmpty() && fragment.charAt(0) != '/') {
      return Optional.empty();
    }
    String text = fragment;
    if (fragment.indexOf('%') >= 0) {
      try {
        text = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(
        JsonPointers.steps(text).stream()
            .map(step -> JsonPointers.child("", step))
            .collect(Collectors.joining()));
  }
}
