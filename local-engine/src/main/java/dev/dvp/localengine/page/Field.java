package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.JsonPointers;
import java.util.Map;
import java.util.Optional;

/**
 * One property in a form.
 *
 * @param key the property's name
 * @param label its name for people
 * @param hint what it is for; may be empty
 * @param isRequired whether it must be given
 * @param initial what it is unless the user says otherwise
 * @param messages the plugin's own words for values that its schema refuses, by keyword; {@code
 *     default} stands for all others
 * @param control how it is asked for
 */
record Field(
    String key,
    String label,
    String hint,
    boolean isRequired,
    Optional<JsonNode> initial,
    Map<String, String> messages,
    Control control) {
  /** Copies the map. */
  Field {
    messages = Map.copyOf(messages);
  }

  /** The JSON pointer to the property in an object at another pointer. */
  String pointer(String parent) {
    return JsonPointers.child(parent, key);
  }

  /** The plugin's word for a value that a keyword refuses, if it has one. */
  Optional<String> message(String keyword) {
    return Optional.ofNullable(messages.get(keyword))
        .or(() -> Optional.ofNullable(messages.get("default")));
  }
}
