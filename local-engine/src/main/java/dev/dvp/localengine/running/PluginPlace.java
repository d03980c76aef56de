package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
  /**
   * The place in the source that a copy was run of.
   *
   * @param srcDir the author's folder
   * @return the place; none for a file that is not below the folder: the process says which file it
   *     is, and nobody else's is to be quoted
   */
  public Location in(Path srcDir) {
    try {
      Path named = srcDir.resolve(file).normalize();
      return named.startsWith(srcDir) ? new Location(named, line, 0) : Location.NONE;
    } catch (InvalidPathException e) {
      return Location.of(srcDir);
    }
  }

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
