package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safe ways to mend a schema's findings. */
final class SchemaFixes {
  private SchemaFixes() {}

  /**
   * Renames a misspelt keyword, unless the right one is there or another key may be meant by it.
   */
  static Optional<Fix> renameKeyword(
      Document document, String pointer, JsonNode schema, String key) {
    return Keywords.only(key)
        .filter(name -> !schema.has(name))
        .filter(
            name ->
                KeywordValues.misspelt(schema).stream()
                    .filter(other -> !other.equals(key))
                    .noneMatch(other -> Keywords.nearest(other).filter(name::equals).isPresent()))
        .flatMap(name -> fix(name, document.renameKey(pointer, name)));
  }

  /** Renames a misspelt definition, with the same care. */
  static Optional<Fix> renameDefinition(Document document, String key, List<String> known) {
    JsonNode root = document.root();
    return DidYouMean.only(key, known)
        .filter(name -> !root.has(name))
        .filter(
            name ->
                root.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(other -> !other.equals(key) && !known.contains(other))
                    .noneMatch(other -> DidYouMean.nearest(other, List.of(name)).isPresent()))
        .flatMap(name -> fix(name, document.renameKey(JsonPointers.child("", key), name)));
  }

  /** Writes a misspelt type right. */
  static Optional<Fix> type(Document document, String pointer, List<String> types) {
    JsonNode value = document.root().at(pointer);
    return value.isTextual()
        ? DidYouMean.only(value.textValue(), types)
            .flatMap(name -> fix(name, document.replaceText(pointer, name)))
        : Optional.empty();
  }

  /**
   * Adds the one definition that older releases did not know. What the others should say, only the
   * author knows.
   */
  static Optional<Fix> addDefinition(Document document, DefinitionKind kind) {
    if (kind != DefinitionKind.SNAPSHOT_PARAMETERS) {
      return Optional.empty();
    }
    return Optional.of(
        Fix.later(
            "add an empty `" + kind.key() + "`",
            () -> new AddedMember(document, kind.key()).edit().stream().toList()));
  }

  private static Optional<Fix> fix(String name, Optional<Edit> edit) {
    return edit.map(one -> Fix.of("write `" + name + "`", one));
  }
}
