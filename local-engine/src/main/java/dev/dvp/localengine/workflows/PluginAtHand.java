package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.nio.file.Path;

/**
 * The plugin that workflows are run with.
 *
 * @param id its id
 * @param name its name
 * @param buildNumber its build number
 * @param type its type
 * @param entryPoint where the plugin object is
 * @param place where the manifest says so
 * @param schemas its schemas, without errors
 * @param srcDir where the author has its source, which findings point to
 */
public record PluginAtHand(
    String id,
    String name,
    String buildNumber,
    PluginType type,
    EntryPoint entryPoint,
    Location place,
    PluginSchemas schemas,
    Path srcDir) {

  /** The definitions by their keys, as they are kept. */
  ObjectNode definitions() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (DefinitionKind kind : DefinitionKind.values()) {
      all.set(kind.key(), schemas.definition(kind));
    }
    return all;
  }
}
