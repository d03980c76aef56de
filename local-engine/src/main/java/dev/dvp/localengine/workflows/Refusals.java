package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.List;

/** What a definition refuses of an object. */
final class Refusals {
  private Refusals() {}

  /**
   * Holds an object against its definition. One that cannot be run refuses all: nothing is known of
   * what would fit it.
   *
   * @param schemas the plugin's schemas
   * @param kind which definition
   * @param value the object
   * @return what is refused; nothing when all is well
   */
  static List<InstanceCheck.Refusal> of(
      PluginSchemas schemas, DefinitionKind kind, JsonNode value) {
    try {
      return InstanceCheck.of(schemas, kind).refusals(value);
    } catch (SchemaCheckException e) {
      return List.of(
          new InstanceCheck.Refusal(
              "",
              false,
              "$schema",
              "",
              "it cannot be run: " + e.getMessage(),
              "`dvp schema check` tells more."));
    }
  }
}
