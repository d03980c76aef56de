package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function that a plugin registered.
 *
 * @param operation the attribute path of its decorator
 * @param migrationId the id of a migration; that of a Lua toolkit follows {@code "LUA "}
 * @param place where the function stands
 */
public record Registered(String operation, Optional<String> migrationId, PluginPlace place) {
  static List<Registered> all(JsonNode rows) {
    List<Registered> all = new ArrayList<>();
    for (JsonNode row : rows) {
      Optional<String> id =
          Optional.of(row.path("migrationId").asText())
              .filter(text -> !text.isEmpty())
              .map(text -> row.path("migrationType").asText().equals("LUA") ? "LUA " + text : text);
      all.add(
          new Registered(row.path("operation").asText(), id, PluginPlace.of(row.path("place"))));
    }
    return List.copyOf(all);
  }
}
