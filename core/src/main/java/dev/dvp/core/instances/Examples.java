package dev.dvp.core.instances;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.documents.SchemaFinding;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.List;
import java.util.Optional;

/**
 * Makes instances of a definition, the same ones each time. Each is held against the definition
 * before anybody sees it.
 */
public final class Examples {
  private final PluginSchemas schemas;
  private final DefinitionKind kind;
  private final DefinitionCheck definition;

  private Examples(PluginSchemas schemas, DefinitionKind kind) {
    this.schemas = schemas;
    this.kind = kind;
    this.definition = new DefinitionCheck(schemas, kind);
  }

  /**
   * Gets ready.
   *
   * @param schemas the plugin's schemas, without errors
   * @param kind the definition
   * @return makes its examples
   */
  public static Examples of(PluginSchemas schemas, DefinitionKind kind) {
    return new Examples(schemas, kind);
  }

  /**
   * Makes an instance.
   *
   * @param isMinimal whether it shall have only what it must have; else it has everything
   * @param out told when none could be made
   * @return an instance that the definition accepts
   */
  public Optional<JsonNode> make(boolean isMinimal, Diagnostics out) {
    JsonNode made;
    List<SchemaFinding> wrong;
    try {
      made = new ExampleMaker(definition.runner(), isMinimal).make(definition.root());
      wrong = definition.runner().check(made);
    } catch (SchemaCheckException e) {
      out.add(definition.notRun(e));
      return Optional.empty();
    }
    if (wrong.isEmpty()) {
      return Optional.of(made);
    }
    SchemaFinding first = wrong.get(0);
    out.add(
        InstanceRule.NO_EXAMPLE.at(
            definition.keyAt(first.schemaPointer()).orElse(Location.of(schemas.file())),
            "dvp can make no example of `"
                + kind.key()
                + "`: "
                + new InstanceWords(first, true).refusal()
                + ".",
            "Give the property a `default` or `examples`: dvp takes the first that fits."));
    return Optional.empty();
  }
}
