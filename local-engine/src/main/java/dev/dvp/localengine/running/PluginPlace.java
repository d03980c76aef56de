package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a plugin's source.
 *
 * @param file the file below the plugin's folder, with {@code /}; one that is not the plugin's own
 *     is absolute
 * @param line its line, from 1; 0 when it is not known
 * @param function the function that was running; empty when that is not told
 */
public record PluginPlace(String file, int line, String function) {
  static PluginPlace of(JsonNode place) {
    return new PluginPlace(
        place.path("file").asText(),
        Math.max(0, place.path("line").asInt()),
        place.path("function").asText());
  }

  static List<PluginPlace> all(JsonNode places) {
    List<PluginPlace> all = new ArrayList<>();
    places.forEach(place -> all.add(of(place)));
    return List.copyOf(all);
  }
}
