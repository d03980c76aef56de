package dev.dvp.core.instances;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.SchemaCheck;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PlatformReferences;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaLines;
import dev.dvp.core.schema.SchemaPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A definition, ready to be run; compiled when it is needed, once. */
final class DefinitionCheck {
  private final PluginSchemas schemas;
  private final DefinitionKind kind;
  private final SchemaLines lines;
  private @Nullable SchemaCheck compiled;

  DefinitionCheck(PluginSchemas schemas, DefinitionKind kind) {
    this.schemas = schemas;
    this.kind = kind;
    this.lines = new SchemaLines(schemas);
  }

  SchemaPlace root() {
    return SchemaPlace.root(kind, schemas.definition(kind));
  }

  /**
   * What runs it, with formats.
   *
   * @throws SchemaCheckException when it cannot be run, since its {@code $schema} names another
   *     draft
   */
  SchemaCheck runner() {
    if (compiled == null) {
      compiled = SchemaCheck.withFormats(schemas.definition(kind), PlatformReferences.asObjects());
    }
    return compiled;
  }

  /** Where something stands in the schema's file, by a JSON pointer from the definition. */
  Optional<Location> keyAt(String pointer) {
    return lines.keyAt("/" + kind.key() + pointer);
  }

  /** The finding that the definition cannot be run. */
  Diagnostic notRun(SchemaCheckException why) {
    return InstanceRule.DEFINITION_NOT_RUN.at(
        keyAt("").orElse(Location.of(schemas.file())),
        "`" + kind.key() + "` cannot be run: " + why.getMessage() + ".",
        "Take the `$id` or `$schema` out, or let fewer alternatives refer to each other.");
  }
}
