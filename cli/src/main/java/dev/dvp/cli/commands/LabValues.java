package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.instances.Masked;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.Optional;

/**
 * The plugin's objects as they may be shown. A secret is what the schema at hand calls so, and what
 * the one does that stored objects still fit: an upgrade may give a password another name.
 */
final class LabValues {
  private final PluginSchemas schemas;
  private final Optional<JsonNode> stored;

  LabValues(PluginSchemas schemas) {
    this(schemas, Optional.empty());
  }

  private LabValues(PluginSchemas schemas, Optional<JsonNode> stored) {
    this.schemas = schemas;
    this.stored = stored;
  }

  /** Knows what is stored now: an upgrade changes that. */
  static LabValues of(LabSession session) {
    return new LabValues(
        session.plugin().schemas(), session.lab().storedDefinitions(session.pluginId()));
  }

  JsonNode shown(DefinitionKind kind, JsonNode value) {
    JsonNode shown = Masked.of(kind, schemas.definition(kind), value);
    return stored.isEmpty() ? shown : Masked.of(kind, stored.get().path(kind.key()), shown);
  }
}
