package dev.dvp.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.documents.JsonPointers;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The keywords of draft 7 and of the platform, and where other schemas stand in a schema. */
final class Keywords {
  /** Keywords whose value is one schema. */
  private static final Set<String> ONE =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "contains",
          "else",
          "if",
          "not",
          "propertyNames",
          "then");

  /** Keywords whose value is a list of schemas. */
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");

  /** Keywords whose value is an object of schemas by name. */
  private static final Set<String> MAPS = Set.of("definitions", "patternProperties", "properties");

  /** Keywords whose schemas are about the same value as the schema around them. */
  private static final Set<String> SAME_VALUE =
      Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies");

  private static final Set<String> PLAIN =
      Set.of(
          "$schema",
          "$id",
          "$ref",
          "$comment",
          "title",
          "description",
          "default",
          "readOnly",
          "writeOnly",
          "examples",
          "const",
          "enum",
          "type",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "format",
          "contentMediaType",
          "contentEncoding",
          "items",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxProperties",
          "minProperties",
          "required",
          "dependencies",
          "nameField",
          "identityFields",
          "ordering",
          "prettyName",
          "referenceType",
          "matches",
          "dxFormProperties");

  /** Keys of public plugins that the platform ignores and nobody minds. */
  static final Set<String> HARMLESS =
      Set.of("order", "condition", "environmentVariable", "manualrepositoryDiscovery");

  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private Keywords() {}

  static boolean isType(String name) {
    return TYPES.contains(name);
  }

  static boolean isKnown(String key) {
    return isKeyword(key) || HARMLESS.contains(key);
  }

  static boolean isKeyword(String key) {
    return PLAIN.contains(key) || ONE.contains(key) || LISTS.contains(key) || MAPS.contains(key);
  }

  static boolean isSameValue(String keyword) {
    return SAME_VALUE.contains(keyword);
  }

  /** The keyword that a misspelt one was meant to be. */
  static Optional<String> nearest(String key) {
    return DidYouMean.nearest(key, candidates(key), key.length() < 6 ? 1 : 2);
  }

  /** The same, if no other keyword is near enough to be meant. */
  static Optional<String> only(String key) {
    return DidYouMean.only(key, candidates(key), key.length() < 6 ? 1 : 2);
  }

  /** All keywords, those of draft 7 and the platform's. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>(PLAIN);
    all.addAll(ONE);
    all.addAll(LISTS);
    all.addAll(MAPS);
    return all;
  }

  private static Collection<String> candidates(String key) {
    Collection<String> candidates = all();
    String plain = key.toLowerCase(Locale.ROOT);
    // One letter of three says little: `note` is not a misspelt `not`, `id` not a misspelt `if`.
    candidates.removeIf(
        word -> word.replace("$", "").length() < 4 && !word.replace("$", "").equals(plain));
    return candidates;
  }

  /**
   * Calls back for each schema that stands directly in a schema: its keyword and its pointer.
   *
   * @param pointer the pointer of the schema
   * @param schema the schema
   * @param each receives keyword and pointer
   */
  static void children(String pointer, JsonNode schema, BiConsumer<String, String> each) {
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      String place = JsonPointers.child(pointer, keyword);
      boolean list = LISTS.contains(keyword) || keyword.equals("items");
      if (list && value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          each.accept(keyword, place + "/" + i);
        }
      } else if (ONE.contains(keyword) || keyword.equals("items")) {
        each.accept(keyword, place);
      } else if (MAPS.contains(keyword) || keyword.equals("dependencies")) {
        List<String> names = value.propertyStream().map(Map.Entry::getKey).toList();
        names.forEach(name -> each.accept(keyword, JsonPointers.child(place, name)));
      }
    }
  }
}
