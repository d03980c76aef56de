package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The version of a plugin that the stored objects fit.
 *
 * @param id the plugin's id
 * @param name its name
 * @param buildNumber its build number
 * @param schemas its definitions by their keys
 * @param migrations the migrations that the objects have gone through, decorator and id, as in
 *     {@code upgrade.repository 2026.1}
 */
public record LabPlugin(
    String id, String name, String buildNumber, JsonNode schemas, List<String> migrations) {
  /** Copies the list. */
  public LabPlugin {
    migrations = List.copyOf(migrations);
  }
}
